using System.Text.Json.Nodes;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>The successful responses of an operation, with examples from the sample tenant.</summary>
internal sealed class AnswerDescriptions(DescribedRoute route, string version, WireSchemas schemas)
{
    public OpenApiResponse Of(AnswersAttribute answer)
    {
        var response = new OpenApiResponse { Description = Description(answer) };
        if (answer.Type is not null) response.Content = Json(Schema(answer), Example(answer));
        if (answer.Status is StatusCodes.Status201Created or StatusCodes.Status202Accepted)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Location"] = new OpenApiHeader { Description = "Its address.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" } },
            };
        }

        return response;
    }

    /// <summary><c>/$count</c>: a plain number.</summary>
    public static OpenApiResponse Count() => new()
    {
        Description = "The number of items",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" }, Example = 1 },
        },
    };

    /// <summary><c>$batch</c>: a response for each entry, of any type.</summary>
    public static OpenApiResponse Batch()
    {
        var answer = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "id", "status" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["id"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["headers"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
                ["body"] = new OpenApiSchema(),
            },
        };
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["responses"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = answer } },
        };
        return new()
        {
            Description = "A response for each entry",
            Content = Json(schema, JsonNode.Parse("""{"responses":[{"id":"1","status":204,"headers":{"Cache-Control":"no-cache"}}]}""")!),
        };
    }

    public static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema, JsonNode example) => new()
    {
        ["application/json"] = new() { Schema = schema, Example = example },
    };

    private static string Description(AnswersAttribute answer) => answer.Status switch
    {
        StatusCodes.Status201Created => "Created",
        StatusCodes.Status202Accepted => "Accepted: `Location` is the address of the operation and its status",
        StatusCodes.Status204NoContent => "Done",
        _ => answer.IsCollection ? "The collection" : "Success",
    };

    private IOpenApiSchema Schema(AnswersAttribute answer)
    {
        if (!answer.IsCollection && answer.Type != typeof(bool)) return schemas.Reference(answer.Type!);
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(),
        };
        if (HasContext) schema.Properties["@odata.context"] = new OpenApiSchema { Type = JsonSchemaType.String };
        if (route.Options.Contains("$count")) schema.Properties["@odata.count"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" };
        if (route.Options.Contains("$skiptoken")) schema.Properties["@odata.nextLink"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" };
        if (route.Options.Contains("$deltatoken")) schema.Properties["@odata.deltaLink"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" };
        schema.Properties["value"] = answer.IsCollection
            ? new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = answer.Type == typeof(string) ? new OpenApiSchema { Type = JsonSchemaType.String } : schemas.Reference(answer.Type!)
            }
            : new OpenApiSchema { Type = JsonSchemaType.Boolean };
        return schema;
    }

    private JsonObject Example(AnswersAttribute answer)
    {
        var body = new JsonObject();
        if (HasContext) body["@odata.context"] = $"http://localhost:5080/{version}/$metadata#{Context(answer)}";
        if (answer.Type == typeof(bool)) body["value"] = true;
        else if (answer.Type == typeof(string)) body["value"] = new JsonArray(JsonValue.Create("00000000-0000-4000-8000-000000000101"));
        else if (answer.Item is not null) body["value"] = new JsonArray(JsonNode.Parse(answer.Item));
        else if (answer.IsCollection) body["value"] = new JsonArray([.. schemas.ExamplesOf(answer.Type!)]);
        else foreach (var (name, value) in schemas.ExamplesOf(answer.Type!).First()) body[name] = value?.DeepClone();
        return body;
    }

    private bool HasContext => version != DescriptionDocuments.Extensions;

    private string Context(AnswersAttribute answer)
    {
        if (answer.Context is not null) return answer.Context;
        if (answer.Type == typeof(bool)) return "Edm.Boolean";
        if (answer.Type == typeof(string)) return "Collection(Edm.String)";
        var wire = WireType.Of(answer.Type!, DescriptionDocuments.VersionOf(version));
        if (answer.IsResult || answer.Status == StatusCodes.Status202Accepted || (route.Verb == HttpMethods.Post && wire.Find("id") is null))
        {
            return $"microsoft.graph.{wire.Name}";
        }

        if (wire.Set is { } set) return answer.IsCollection ? set : $"{set}/$entity";
        var path = string.Join('/', route.Segments)
            .Replace("/{id}/", route.ItemType is { } item ? $"('{schemas.ExamplesOf(item).First()["id"]}')/" : "/", StringComparison.Ordinal)
            .Replace("/{id}", "", StringComparison.Ordinal)
            .Replace("users/{user}", route.Segments.Length == 2 ? "users" : $"users('{route.SampleUser}%40{SampleUser.Domain}')", StringComparison.Ordinal);
        if (route.Segments[0] == "me") path = route.Segments.Length == 1 ? "users" : $"users('{SampleUser.IdOf(23)}'){path["me".Length..]}";
        return !answer.IsCollection && wire.Find("id") is not null ? $"{path}/$entity" : path;
    }
}
