using System.Xml;
using AuthMethods.Tests.Repository;
using AuthMethods.Tests.Server;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace AuthMethods.Tests.Wire.Metadata;

/// <summary>
/// <c>$metadata</c> against a transcription of what Graph declares of the same types: kind, base, properties, members and bound operations.
/// Of large types such as <c>user</c>, the transcription only has what this server keeps. Each difference is listed with its reason.
/// </summary>
public sealed class GraphsOwnMetadataTests
{
    /// <summary>What the server declares and Graph's metadata doesn't.</summary>
    private static readonly Dictionary<string, string> OnlyHere = new()
    {
    };

    /// <summary>What Graph's metadata declares and the server doesn't.</summary>
    private static readonly Dictionary<string, string> OnlyInGraph = new()
    {
    };

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Metadata_DeclaresWhatGraphDeclares(string version)
    {
        var graph = Transcription(version).ToHashSet();
        var here = Lines(await ReadAsync(version)).ToHashSet();

        AssertNone("Neither in both nor listed", here.Except(graph).Where(line => !OnlyHere.ContainsKey(line)).Select(line => $"only here: {line}")
            .Concat(graph.Except(here).Where(line => !OnlyInGraph.ContainsKey(line)).Select(line => $"only in Graph: {line}")));
    }

    [Fact]
    public async Task Differences_AreAllStillThere()
    {
        var here = Lines(await ReadAsync("v1.0")).Concat(Lines(await ReadAsync("beta"))).ToHashSet();
        var graph = Transcription("v1.0").Concat(Transcription("beta")).ToHashSet();

        AssertNone("No longer here", OnlyHere.Keys.Where(line => !here.Contains(line)));
        AssertNone("No longer only in Graph", OnlyInGraph.Keys.Where(line => !graph.Contains(line) || here.Contains(line)));
    }

    private static void AssertNone(string what, IEnumerable<string> lines) =>
        Assert.True(!lines.Any(), $"{what}:{Environment.NewLine}{string.Join(Environment.NewLine, lines.Order())}");

    /// <summary>Each line by itself: an indented one is a property or member of the type above it.</summary>
    private static IEnumerable<string> Transcription(string version)
    {
        var type = "";
        foreach (var line in RepositoryFiles.Text($"tests/AuthMethods.Tests/Wire/Metadata/graph-{version}.txt").Split('\n').Where(l => l.Length > 0))
        {
            if (line[0] == ' ')
            {
                yield return $"{type}.{line.Trim()}";
                continue;
            }

            yield return line;
            type = line.Split(" : ")[0].Split(' ')[^1];
        }
    }

    private static IEnumerable<string> Lines(IEdmModel model) => model.SchemaElements.SelectMany(element => element switch
    {
        IEdmStructuredType type => Structured(type),
        IEdmEnumType type => Enumeration(type),
        IEdmOperation operation => [Operation(operation)],
        _ => [],
    });

    private static IEnumerable<string> Structured(IEdmStructuredType type)
    {
        var name = ((IEdmSchemaElement)type).Name;
        var kind = type is IEdmEntityType ? "entity" : "complex";
        yield return $"{(type.IsAbstract ? "abstract " : "")}{kind} {name}{(type.BaseType is null ? "" : $" : {Short(type.BaseType.FullTypeName())}")}";
        foreach (var property in type.DeclaredProperties)
        {
            yield return $"{name}.{property.Name} {(property is IEdmNavigationProperty ? "-> " : "")}{Short(property.Type.FullName())}";
        }
    }

    private static IEnumerable<string> Enumeration(IEdmEnumType type) =>
        type.Members.Select(m => $"{type.Name}.{m.Name} = {m.Value.Value}").Prepend($"{(type.IsFlags ? "flags " : "")}enum {type.Name}");

    private static string Operation(IEdmOperation operation)
    {
        var parameters = operation.Parameters.Skip(1).Select(p => $"{p.Name} {Short(p.Type.FullName())}");
        var returned = operation.ReturnType is null ? "" : $" {Short(operation.ReturnType.FullName())}";
        return $"{(operation.IsFunction() ? "function" : "action")} {Short(operation.Parameters.First().Type.FullName())}/{operation.Name}"
            + $"({string.Join(", ", parameters)}){returned}";
    }

    private static string Short(string type) => type.Replace("microsoft.graph.", "", StringComparison.Ordinal);

    private static async Task<IEdmModel> ReadAsync(string version)
    {
        var tenant = await SharedServer.TenantAsync();
        var text = (await tenant.Server.Client().GetAnswerAsync($"/{version}/$metadata")).Is(System.Net.HttpStatusCode.OK).Text;
        return CsdlReader.Parse(XmlReader.Create(new StringReader(text)));
    }
}
