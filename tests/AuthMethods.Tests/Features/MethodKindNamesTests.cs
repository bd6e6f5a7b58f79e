using System.Text.RegularExpressions;
using AuthMethods.Features;
using AuthMethods.Methods;
using AuthMethods.Tests.Repository;

namespace AuthMethods.Tests.Features;

/// <summary>Only a kind's folder and the list of kinds name it; all other code asks the kinds.</summary>
public sealed partial class MethodKindNamesTests
{
    /// <summary>Places where Graph itself lists kinds, or a standard names what users hold, each with the reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["AuthMethods/Features/AllMethodKinds.cs"] = "the list of kinds",
        ["AuthMethods/Access/GraphPermissions.cs"] = "the names of Graph's permissions, each of which has a bit",
        ["AuthMethods/Methods/Policy/PolicySettings.cs"] = "the one method that Graph's registration campaigns are about",
        ["AuthMethods/Features/Reports/UserRegistrationDetails.cs"] = "Graph's defaultMfaMethodType",
        ["AuthMethods/Features/AuthenticationStrengths/"] = "Graph's authenticationMethodModes and what it says of them",
        ["AuthMethods/Storage/UsageAuthMethod.cs"] = "Graph's usageAuthMethod",
        ["AuthMethods/Features/Reports/ActivityStore.cs"] = "the rows of Graph's reports on how users register and sign in",
        ["AuthMethods/Features/Reports/ActivitySummaries.cs"] = "an example of these rows",
        ["AuthMethods/Features/Reports/CredentialReports.cs"] = "the words for methods in Graph's former reports",
        ["AuthMethods/Features/Policies/AuthenticationMethodsPolicy.cs"] = "the property of Graph's policy that is about one app",
        ["AuthMethods/Features/Authenticators/"] = "the other side: what a test holds in its hand, in the formats of WebAuthn",
        ["AuthMethods.Testing/TestAuthenticators.cs"] = "the other side again: what a test registers for a user",
        ["AuthMethods/Features/Explain/"] = "examples of an operation",
        ["AuthMethods/Features/Journal/JournalEntry.cs"] = "an example of a request",
        ["AuthMethods.Server/Commands/ExplainCommand.cs"] = "an example of an operation",
        ["AuthMethods.Admin/"] = "a client of the API, which says what people call what it shows",
        ["AuthMethods.Authority/Authentication.cs"] = "those of Graph's authenticationMethodModes that are one factor",
        ["AuthMethods/OpenApi/DescribedParameters.cs"] = "an example of these modes",
    };

    private static readonly string[] Folders = [.. AllMethodKinds.All.Select(FolderOf)];

    [Fact]
    public void Kind_IsNamedInItsFolderOnly()
    {
        var types = Folders.SelectMany(folder => Files($"AuthMethods/Features/{folder}"))
            .SelectMany(f => Declared().Matches(f.Text)).Select(m => m.Groups["name"].Value);
        var names = new Regex($@"\b({string.Join('|', types.Distinct())})\b|\bFeatures\.({string.Join('|', Folders)})\b");

        var found = Files("")
            .Where(f => !Folders.Any(folder => f.Path.StartsWith($"AuthMethods/Features/{folder}/", StringComparison.Ordinal)))
            .Where(f => !Allowed.Keys.Any(path => f.Path.StartsWith(path, StringComparison.Ordinal)))
            .SelectMany(f => f.Text.Split('\n').Select((line, i) => (Place: $"{f.Path}({i + 1})", Line: line)))
            .Where(l => !Comment().IsMatch(l.Line) && (names.IsMatch(l.Line) || Noun().IsMatch(Example().Replace(l.Line, ""))))
            .Select(l => $"{l.Place}: {l.Line.Trim()}").ToArray();

        Assert.True(found.Length == 0, $"a kind can then be added or removed by its folder alone:\n{string.Join('\n', found)}");
    }

    [Fact]
    public void Allowed_AreStillThere() => Assert.All(Allowed.Keys, path => Assert.True(RepositoryFiles.Exists($"src/{path}"), path));

    private static string FolderOf(MethodKind kind) => kind.GetType().Namespace!.Split('.')[^1];

    private static IEnumerable<(string Path, string Text)> Files(string folder)
    {
        var root = RepositoryFiles.At("src");
        return System.IO.Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), file))
            .Where(f => !f.Path.Contains("/obj/", StringComparison.Ordinal) && !f.Path.Contains("/bin/", StringComparison.Ordinal))
            .Where(f => !f.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(f => (f.Path, File.ReadAllText(f.file)));
    }

    [GeneratedRegex(
        @"^(public|internal) (sealed |static |abstract |partial )*(class|record|enum|interface) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declared();

    [GeneratedRegex(
        "phoneMethod|emailMethod|fido2|passkey|access ?pass|windows ?hello|platform ?credential|(soft|hard)ware ?oath|microsoft ?authenticator|external "
            + "?auth|externalMethod|qr ?code|passwordMethod",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Noun();

    [GeneratedRegex(@"\[Example\(.*\)\]")]
    private static partial Regex Example();

    [GeneratedRegex("^ *//")]
    private static partial Regex Comment();
}
