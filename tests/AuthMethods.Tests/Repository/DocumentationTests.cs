using System.Text.RegularExpressions;
using System.Xml.Linq;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Tests.Repository;

public sealed partial class DocumentationTests
{
    private static readonly Lazy<string> Tests = new(() => string.Join(
        '\n', System.IO.Directory.EnumerateFiles(RepositoryFiles.At("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)));

    public static TheoryData<string> Pages => [.. RepositoryFiles.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_LinksOnlyToWhatIsThere(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        foreach (var target in Link().Matches(WithoutCode(page)).Select(m => m.Groups["target"].Value).Where(t => !t.Contains("://", StringComparison.Ordinal)))
        {
            var (file, heading) = target.Split('#') is [var f, var h] ? (f, h) : (target, null);
            var path = file.Length == 0 ? page : Path.Combine(folder, file);
            Assert.True(RepositoryFiles.Exists(path), $"{page} links to {target}");
            if (heading is not null) Assert.Contains(heading, Headings(WithoutCode(path)));
        }
    }

    /// <summary>Readers only find pages that another page links to.</summary>
    [Fact]
    public void EveryPageOfTheDocs_IsLinked()
    {
        var linked = RepositoryFiles.Pages().SelectMany(page => Link().Matches(WithoutCode(page)), (page, link) =>
            Path.GetRelativePath(RepositoryFiles.Root, Path.GetFullPath(Path.Combine(
                RepositoryFiles.At(Path.GetDirectoryName(page)!), link.Groups["target"].Value.Split('#')[0])))).ToHashSet();

        Assert.All(RepositoryFiles.Pages().Where(p => p.StartsWith("docs", StringComparison.Ordinal)), page => Assert.Contains(page, linked));
    }

    [Fact]
    public void Dependencies_ExplainsEveryPackageThatAProjectNames()
    {
        var page = RepositoryFiles.Text("docs/contributing/dependencies.md");
        var named = Projects().SelectMany(p => Named(p, "PackageReference")).Distinct();

        Assert.All(named, package => Assert.Contains($"`{package}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Dependencies_ExplainsEveryPackageThatIsPruned()
    {
        var page = RepositoryFiles.Text("docs/contributing/dependencies.md");

        Assert.All(Named("Directory.Build.props", "PrunePackageReference"), package => Assert.Contains($"`{package}`", page, StringComparison.Ordinal));
    }

    /// <summary>Each enforced line ends with the name of its test.</summary>
    [Fact]
    public void Invariants_NameTestsThatExist()
    {
        var promises = RepositoryFiles.Text("docs/contributing/invariants.md").Split('\n')
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(promises);
        foreach (var promise in promises)
        {
            if (promise.EndsWith("— human review", StringComparison.Ordinal)) continue;
            var enforcers = Enforcers().Match(promise);
            Assert.True(enforcers.Success, promise);
            Assert.All(enforcers.Groups["name"].Captures, name => AssertTest(name.Value));
        }
    }

    [Fact]
    public void Parity_TagsEveryRowAndNamesTestsThatExist()
    {
        var rows = RepositoryFiles.Text("docs/parity.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line[2..line.LastIndexOf('|')].Split(" | ").Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells[0] is not ("Behavior" or "---")).ToArray();

        Assert.NotEmpty(rows);
        foreach (var cells in rows)
        {
            Assert.True(cells.Length == 4, string.Join(" | ", cells));
            Assert.Subset(new HashSet<string> { "documented", "observed", "chosen" }, cells[1].Split(", ").ToHashSet());
            var tests = TestName().Matches(cells[2]);
            Assert.True(tests.Count > 0 || cells[2] == "–", string.Join(" | ", cells));
            Assert.All(tests, name => AssertTest(name.Groups["name"].Value));
        }
    }

    [Fact]
    public void HttpFiles_CallOnlyWhatTheReferenceLists()
    {
        var known = OperationsPage.Listed().Select(o => o.Replace("{member}", "{id}", StringComparison.Ordinal)).ToHashSet();
        var calls = System.IO.Directory.EnumerateFiles(RepositoryFiles.At("docs/http"), "*.http")
            .SelectMany(file => HttpCall().Matches(File.ReadAllText(file)), (file, m) => (file, operation: Operation(m))).ToArray();

        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Contains(call.operation, known));
    }

    [Fact]
    public void Troubleshooting_ExplainsEveryErrorCodeAndReason()
    {
        var page = RepositoryFiles.Text("docs/operate/troubleshooting.md");
        var errors = System.IO.Directory.EnumerateFiles(RepositoryFiles.At("src/AuthMethods"), "*Errors.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText);
        var codes = errors.SelectMany(e => ErrorCode().Matches(e)).Select(m => m.Groups["code"].Value).ToHashSet();

        Assert.Contains("Request_BadRequest", codes);
        codes.UnionWith(Enum.GetNames<RefusalKind>());
        Assert.All(codes, code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal));
    }

    private static void AssertTest(string name) => Assert.True(Regex.IsMatch(Tests.Value, $@"\b(class|Task|void) {name}\b"), $"there is no test {name}");

    private static string Operation(Match call)
    {
        var root = call.Groups["root"].Value == "own" ? "/authmethods" : "";
        return $"{call.Groups["verb"].Value} {root}{Key().Replace(Below(call.Groups["path"].Value), "$1/{id}")}";
    }

    // Operations below /me are listed below /users/{id}.
    private static string Below(string path) => path.StartsWith("/me", StringComparison.Ordinal) ? $"/users/me{path[3..]}" : path;

    private static IEnumerable<string> Projects() => new[] { "src", "tests" }.SelectMany(folder => System.IO.Directory.EnumerateFiles(
        RepositoryFiles.At(folder), "*.csproj", SearchOption.AllDirectories)).Append("Directory.Build.props");

    private static IEnumerable<string> Named(string project, string element) =>
        XDocument.Load(RepositoryFiles.At(project)).Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    private static string WithoutCode(string page) => Code().Replace(RepositoryFiles.Text(page).ReplaceLineEndings("\n"), "");

    private static IEnumerable<string> Headings(string page) =>
        Heading().Matches(page).Select(m => NotInAnchor().Replace(m.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^a-z0-9 _\-]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"— (`(\w+\.)?(?<name>\w+)`(, )?)+$")]
    private static partial Regex Enforcers();

    [GeneratedRegex(@"StatusCodes\.\w+,\s*(\w[^"",]*\? )?""(?<code>\w+)""")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"`(\w+\.)?(?<name>\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^(?<verb>GET|POST|PATCH|PUT|DELETE) \{\{(?<root>graph|beta|own)\}\}(?<path>[^\s?]+)", RegexOptions.Multiline)]
    private static partial Regex HttpCall();

    // An object's key, which in these files is a name, an id or a variable.
    [GeneratedRegex(
        @"(/users|(?<!authentication)Methods|/methods|/operations|/groups|/members|/owners|/deletedItems|/directoryRoles|/roleDefinitions|/roleAssignments)"
        + @"/(?!\$|microsoft\.graph\.)[^/\s]+")]
    private static partial Regex Key();
}
