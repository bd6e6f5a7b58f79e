using System.Text.Json.Nodes;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Metadata;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>The parameters of operations: keys in the path, query options, a header.</summary>
internal static class DescribedParameters
{
    public static readonly string[] OfEntity = ["$select"];
    public static readonly string[] OfCount = ["$filter", "$search", "ConsistencyLevel"];
    public static readonly string[] OfCollection = ["$select", "$filter", "$orderby", "$top", "$count"];

    private static readonly Dictionary<string, Func<OpenApiParameter>> Known = new()
    {
        ["$select"] = () => Query("$select", JsonSchemaType.String, "The properties to return, separated by commas."),
        ["$filter"] = () => Query("$filter", JsonSchemaType.String, "A condition, such as `startswith(displayName,'a')`."),
        ["$orderby"] = () => Query("$orderby", JsonSchemaType.String, "The properties to sort by, separated by commas, each with `asc` or `desc`."),
        ["$search"] = () => Query("$search", JsonSchemaType.String, "The text to search for, such as `\"displayName:kim\"`."),
        ["$expand"] = () => Query("$expand", JsonSchemaType.String, "Related items to include, such as `principal($select=id,displayName)`."),
        ["$top"] = () => Query("$top", JsonSchemaType.Integer, "The maximum number of items, in total or on one page."),
        ["$count"] = () => Query("$count", JsonSchemaType.Boolean, "Whether to return the number of items in `@odata.count`."),
        ["$skiptoken"] = () => Query("$skiptoken", JsonSchemaType.String, "The start of the page, from `@odata.nextLink` of the previous page."),
        ["$deltatoken"] = () =>
            Query("$deltatoken", JsonSchemaType.String, "Where the last round ended, from its `@odata.deltaLink`; `latest` for changes from now on."),
        ["seconds"] = () => Query("seconds", JsonSchemaType.Integer, "How long to wait, 60 seconds at most."),
        ["after"] = () => Query("after", JsonSchemaType.String, "The id of the last message that the caller knows."),
        ["operation"] = () => Query("operation", JsonSchemaType.String, "Method and path, such as `POST /users/{id}/authentication/phoneMethods`."),
        ["format"] = () => Query("format", JsonSchemaType.String, "`json` or `csv`."),
        ["Prefer"] = () => new()
        {
            Name = "Prefer",
            In = ParameterLocation.Header,
            Description = "`return=minimal` for the changed properties only; `odata.maxpagesize` for the size of the page.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        },
        ["ConsistencyLevel"] = () => new()
        {
            Name = "ConsistencyLevel",
            In = ParameterLocation.Header,
            Description = "`eventual`, which counting, searching and some filters require.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["eventual"] },
        },
    };

    public static IOpenApiParameter Option(string name) => Known[name]();

    /// <param name="alias">The sample user in the example.</param>
    public static IOpenApiParameter User(string alias) => Key("user", "The user's object id or userPrincipalName.", $"{alias}@{SampleUser.Domain}");

    public static IOpenApiParameter Organization() => Key("organization", "The tenant's id.", "aaaabbbb-0000-cccc-1111-dddd2222eeee");

    public static IOpenApiParameter Tenant() => Key("tenant", "The tenant's id.", "aaaabbbb-0000-cccc-1111-dddd2222eeee");

    public static IOpenApiParameter Strength() => Key("strength", "The authentication strength's id.", "00000000-0000-0000-0000-000000000004");

    public static IOpenApiParameter Id(string example) => Key("id", "The item's id.", example);

    public static IOpenApiParameter Member() => Key("member", "The object id of a member.", SampleUser.IdOf(28).ToString());

    public static IOpenApiParameter Of(Argument argument) => Key(argument.Name, argument.Declared.Description, argument.Declared.Example);

    public static IOpenApiParameter Assignment() => Key("assignment", "The assignment's id.", "EREAAKqqIiK7uzMzzMxERAAAAAAAAAABAgAAAAAAAAA");

    private static OpenApiParameter Key(string name, string description, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(example),
    };

    private static OpenApiParameter Query(string name, JsonSchemaType type, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema
        {
            Type = type,
            Format = type == JsonSchemaType.Integer ? "int32" : null,
            Minimum = type == JsonSchemaType.Integer ? "0" : null
        },
    };
}
