using System.Text.Json.Nodes;
using AuthMethods.Methods;
using AuthMethods.Wire;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>The parameters of operations: keys in the path, query options, a header.</summary>
internal static class DescribedParameters
{
    public static readonly string[] OfEntity = ["$select"];
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

    public static IOpenApiParameter Strength() => Key("strength", "The authentication strength's id.", "00000000-0000-0000-0000-000000000004");

    public static IOpenApiParameter Id(string example) => Key("id", "The item's id.", example);

    public static IOpenApiParameter Member() => Key("member", "The object id of a member.", SampleUser.IdOf(28).ToString());

    public static IOpenApiParameter Assignment() => Key("assignment", "The assignment's id.", "EREAAKqqIiK7uzMzzMxERAAAAAAAAAABAgAAAAAAAAA");

    public static IOpenApiParameter Modes() =>
        Key("modes", "A mode, `'fido2'`, or several in brackets; a mode can itself be a combination, `'password,sms'`.", "['fido2','password,sms']");

    public static IOpenApiParameter Minutes() => Key("minutes", "How many minutes the challenge is valid, 5 to 43200.", "60");

    public static IOpenApiParameter Included() =>
        Key(
            "included",
            "`includedUserTypes`: `'all'`, `'member'` or `'guest'`; `includedUserRoles`: `'all'`, `'privilegedAdmin'`, `'admin'` or `'user'`.",
            "includedUserTypes='all',includedUserRoles='all'");

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
