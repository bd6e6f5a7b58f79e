using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuthMethods.Tests;

/// <summary>Finds each place in the service's code that uses a folder which its own folder must not use.</summary>
internal static class Floors
{
    private const string Service = "AuthMethods";
    private const string Features = "Features";
    private const string Composition = "the composition";

    /// <summary>From the lowest floor up. A folder may use those on lower floors; folders on the same floor must not use each other.</summary>
    private static readonly string[][] Order =
        [["Storage"], ["Wire"], ["Access"], ["Credentials"], ["Messages"], ["Directory"], ["Methods"], [Features], ["OpenApi", "Seed"], ["Tenants"], [Composition]];

    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <param name="files">The source of each file, by its path below the service's folder.</param>
    public static IEnumerable<string> Violations(IReadOnlyDictionary<string, string> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = files.AsParallel().Select(f => CSharpSyntaxTree.ParseText(f.Value, options, f.Key)).ToArray();
        var compilation = CSharpCompilation.Create(
            Service, [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, options)], References(),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable));
        var types = TypesIn(compilation.Assembly.GlobalNamespace).Select(t => (Type: t, Namespace: NamespaceOf(t)!)).ToArray();
        var names = types.SelectMany(t => new[] { t.Type.Name, AttributeName(t.Type) }, (t, name) => (Name: name, t.Namespace))
            .ToLookup(n => n.Name, n => n.Namespace);
        var members = types.SelectMany(t => t.Type.MemberNames, (t, name) => (Name: name, t.Namespace)).ToLookup(n => n.Name, n => n.Namespace);
        return trees.AsParallel().SelectMany(tree => Violations(tree, compilation, names, members)).Distinct();
    }

    private static IEnumerable<string> Violations(
        SyntaxTree tree, CSharpCompilation compilation, ILookup<string, string[]> types, ILookup<string, string[]> members)
    {
        var root = tree.GetCompilationUnitRoot();
        var own = root.Members.OfType<BaseNamespaceDeclarationSyntax>().Single().Name.ToString().Split('.');
        var model = compilation.GetSemanticModel(tree);
        foreach (var directive in root.Usings)
        {
            var used = directive.NamespaceOrType.ToString().Split('.');
            if (used[0] == Service && !MayUse(own, used)) yield return Violation(directive, directive.NamespaceOrType, used);
        }

        foreach (var name in root.DescendantNodes().OfType<SimpleNameSyntax>().Where(n => MayBeWrong(n.Identifier.Text)))
        {
            if (NamespaceOf(model.GetSymbolInfo(name).Symbol) is { } used && !MayUse(own, used)) yield return Violation(name, name, used);
        }

        // Resolving names is slow. A member is skipped where an allowed type has one of the same name: code that holds an object
        // of a forbidden type got it from a place that names the type.
        bool MayBeWrong(string name) =>
            types[name].Any(used => !MayUse(own, used)) || (members[name].Any() && members[name].All(used => !MayUse(own, used)));

        string Violation(SyntaxNode at, SyntaxNode name, string[] used) =>
            $"{tree.FilePath}({tree.GetLineSpan(at.Span).StartLinePosition.Line + 1}): uses {name} of {string.Join('/', used.Skip(1))}";
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol outer) => outer.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(inner => inner is INamedTypeSymbol type ? TypesIn(type).Append(type) : TypesIn(inner));

    private static string AttributeName(INamedTypeSymbol type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name[..^"Attribute".Length] : type.Name;

    private static bool MayUse(string[] own, string[] used)
    {
        var (floor, other) = (FloorOf(own), FloorOf(used));
        if (floor != other) return LevelOf(other) < LevelOf(floor);
        // Files directly in Features concern all features: they may name features, and features may use them.
        return floor != Features || own.Length < 3 || used.Length < 3 || own[2] == used[2];
    }

    private static string FloorOf(string[] name) => name.Length == 1 ? Composition : name[1];

    private static int LevelOf(string floor) => Array.FindIndex(Order, level => level.Contains(floor)) is var level and >= 0
        ? level
        : throw new ArgumentException($"{floor} is on no floor: name it in the order.");

    /// <summary>Where the service declares a name; null when it doesn't.</summary>
    private static string[]? NamespaceOf(ISymbol? symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        return type is null or { IsAnonymousType: true } || type.ContainingAssembly?.Name != Service ? null : type.ContainingNamespace.ToDisplayString()
            .Split('.');
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith(Service, StringComparison.Ordinal) && IsManaged(path))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsManaged(string path)
    {
        using var file = File.OpenRead(path);
        using var assembly = new PEReader(file);
        return assembly.HasMetadata;
    }
}
