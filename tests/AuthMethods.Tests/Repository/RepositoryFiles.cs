using System.Text.RegularExpressions;

namespace AuthMethods.Tests.Repository;

/// <summary>The files of the checkout that the tests were built from.</summary>
internal static partial class RepositoryFiles
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Text(string path) => File.ReadAllText(At(path));

    public static string At(string path) => Path.Combine(Root, path);

    public static bool Exists(string path) => File.Exists(At(path)) || System.IO.Directory.Exists(At(path));

    /// <summary>The pages people read, relative to the root.</summary>
    public static IEnumerable<string> Pages() =>
        System.IO.Directory.EnumerateFiles(Root, "*.md").Concat(System.IO.Directory.EnumerateFiles(At("docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file));

    /// <summary>The code blocks of a page in one language, such as <c>sh</c>.</summary>
    public static IEnumerable<string> Blocks(string page, string language) =>
        Fence().Matches(Text(page)).Where(m => m.Groups["language"].Value == language).Select(m => m.Groups["code"].Value);

    private static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "AuthMethods.sln")) ? from : FindRoot(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(from))!);

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
