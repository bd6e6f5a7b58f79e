using System.Text.RegularExpressions;

namespace AuthMethods.Tests.Repository;

/// <summary>The files of the checkout that the tests were built from.</summary>
internal static partial class RepositoryFiles
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", ".git", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Text(string path) => File.ReadAllText(At(path));

    public static string At(string path) => Path.Combine(Root, path);

    public static bool Exists(string path) => File.Exists(At(path)) || System.IO.Directory.Exists(At(path));

    /// <summary>Every Markdown page, relative to the root.</summary>
    public static IEnumerable<string> Pages() => Files(Root, "*.md");

    /// <summary>Every C# file in a folder, relative to the root; what a build generates is left out.</summary>
    public static IEnumerable<string> Sources(string folder) => Files(At(folder), "*.cs");

    /// <summary>The code blocks of a page in one language, such as <c>sh</c>.</summary>
    public static IEnumerable<string> Blocks(string page, string language) => Fences(page).Where(f => f.Language == language).Select(f => f.Code);

    /// <summary>All code blocks of a page in its order.</summary>
    public static IEnumerable<(string Language, string Code)> Fences(string page) =>
        Fence().Matches(Text(page).ReplaceLineEndings("\n")).Select(m => (m.Groups["language"].Value, m.Groups["code"].Value));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        System.IO.Directory.EnumerateFiles(folder, pattern).Select(file => Path.GetRelativePath(Root, file)).Concat(
            System.IO.Directory.EnumerateDirectories(folder).Where(f => !Built.Contains(Path.GetFileName(f))).SelectMany(f => Files(f, pattern)));

    private static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "AuthMethods.sln")) ? from : FindRoot(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(from))!);

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
