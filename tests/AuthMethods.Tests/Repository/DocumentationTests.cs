using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AuthMethods.Tests.Repository;

public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. RepositoryFiles.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_LinksOnlyToWhatIsThere(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        foreach (var target in Link().Matches(RepositoryFiles.Text(page)).Select(m => m.Groups["target"].Value).Where(t => !t.Contains("://", StringComparison.Ordinal)))
        {
            var (file, heading) = target.Split('#') is [var f, var h] ? (f, h) : (target, null);
            var path = file.Length == 0 ? page : Path.Combine(folder, file);
            Assert.True(RepositoryFiles.Exists(path), $"{page} links to {target}");
            if (heading is not null) Assert.Contains(heading, Headings(RepositoryFiles.Text(path)));
        }
    }

    [Fact]
    public void Dependencies_ExplainsEveryPackageThatAProjectNames()
    {
        var page = RepositoryFiles.Text("docs/dependencies.md");
        var named = Projects().SelectMany(p => Named(p, "PackageReference")).Distinct();

        Assert.All(named, package => Assert.Contains($"`{package}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Dependencies_ExplainsEveryPackageThatIsPruned()
    {
        var page = RepositoryFiles.Text("docs/dependencies.md");

        Assert.All(Named("Directory.Build.props", "PrunePackageReference"), package => Assert.Contains($"`{package}`", page, StringComparison.Ordinal));
    }

    /// <summary>An enforced line ends in a test's name, so that whoever breaks the promise knows where it is written down.</summary>
    [Fact]
    public void Invariants_NameTestsThatExist()
    {
        var tests = string.Join('\n', System.IO.Directory.EnumerateFiles(RepositoryFiles.At("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var promises = RepositoryFiles.Text("docs/invariants.md").Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(promises);
        foreach (var promise in promises)
        {
            if (promise.EndsWith("— human review", StringComparison.Ordinal)) continue;
            var enforcers = Enforcers().Match(promise);
            Assert.True(enforcers.Success, promise);
            Assert.All(enforcers.Groups["name"].Captures, name => Assert.Matches($@"\b(class|Task|void) {name.Value}\b", tests));
        }
    }

    [Fact]
    public void HttpFiles_CallOnlyWhatTheReadmeLists()
    {
        var known = ReadmeOperation().Matches(RepositoryFiles.Text("README.md")).Select(m => $"{m.Groups[1]} {m.Groups[2].Value.Replace("{member}", "{id}", StringComparison.Ordinal)}").ToHashSet();
        var calls = System.IO.Directory.EnumerateFiles(RepositoryFiles.At("docs/http"), "*.http").SelectMany(file => HttpCall().Matches(File.ReadAllText(file)), (file, m) =>
            (file, operation: $"{m.Groups["verb"].Value} {(m.Groups["root"].Value == "own" ? "/authmethods" : "")}{Key().Replace(Below(m.Groups["path"].Value), "$1/{id}")}")).ToArray();

        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Contains(call.operation, known));
    }

    // What is called below /me is listed below /users/{id}.
    private static string Below(string path) => path.StartsWith("/me", StringComparison.Ordinal) ? $"/users/me{path[3..]}" : path;

    private static IEnumerable<string> Projects() => new[] { "src", "tests" }
        .SelectMany(folder => System.IO.Directory.EnumerateFiles(RepositoryFiles.At(folder), "*.csproj", SearchOption.AllDirectories)).Append("Directory.Build.props");

    private static IEnumerable<string> Named(string project, string element) =>
        XDocument.Load(RepositoryFiles.At(project)).Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    private static IEnumerable<string> Headings(string page) =>
        Heading().Matches(page).Select(m => NotInAnchor().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^a-z0-9 \-]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"— (`(\w+\.)?(?<name>\w+)`(, )?)+$")]
    private static partial Regex Enforcers();

    [GeneratedRegex(@"^\| \[`(GET|POST|PATCH|PUT|DELETE) (\S+)`\]", RegexOptions.Multiline)]
    private static partial Regex ReadmeOperation();

    [GeneratedRegex(@"^(?<verb>GET|POST|PATCH|PUT|DELETE) \{\{(?<root>graph|beta|own)\}\}(?<path>[^\s?]+)", RegexOptions.Multiline)]
    private static partial Regex HttpCall();

    // The key of an object, which in these files is a name, an id or a variable.
    [GeneratedRegex(@"(/users|(?<!authentication)Methods|/methods|/operations|/groups|/members|/owners|/deletedItems|/directoryRoles|/roleDefinitions|/roleAssignments)/(?!\$|microsoft\.graph\.)[^/\s]+")]
    private static partial Regex Key();
}
