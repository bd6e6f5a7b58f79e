using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Wire.Json;

/// <summary>
/// Merges the properties of a body into an object, as PATCH does, and validates them against the declared types. Used for policies,
/// whose errors are those of the authentication methods, and for directory objects, whose values a null clears.
/// </summary>
internal sealed class GraphMerge
{
    private readonly string? _resource;

    private GraphMerge(string? resource) => _resource = resource;

    /// <param name="current">The object to update.</param>
    /// <param name="sent">The body.</param>
    /// <param name="version">The version that declares the properties.</param>
    /// <param name="resource">The name in errors of a directory object; null for a policy.</param>
    public static T Merge<T>(T current, JsonElement sent, GraphVersion version, string? resource = null) where T : class
    {
        // Serialized as beta, so that properties that the version doesn't declare are kept.
        var whole = GraphJson.Of(GraphVersion.Beta).GetTypeInfo(current.GetType());
        var merged = JsonSerializer.SerializeToNode(current, whole)!.AsObject();
        new GraphMerge(resource).Merge(merged, sent, GraphJson.Of(version).GetTypeInfo(current.GetType()));
        return (T)merged.Deserialize(whole)!;
    }

    private JsonObject Merge(JsonObject into, JsonElement sent, JsonTypeInfo type)
    {
        foreach (var property in sent.EnumerateObject())
        {
            if (property.Name.Contains('@', StringComparison.Ordinal)) continue;
            var declared = type.Properties.FirstOrDefault(p => p.Name.Equals(property.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw GraphErrors.UndeclaredProperty(property.Name, NameOf(type));
            if (declared.Has<ComputedAttribute>()) continue;
            if (property.Value.ValueKind == JsonValueKind.Null)
            {
                if (_resource is not null && IsClearable(declared.PropertyType, type.Options)) into[declared.Name] = null;
                continue;
            }

            into[declared.Name] = Value(into[declared.Name], property.Value, type.Options.GetTypeInfo(declared.PropertyType), declared.Name);
        }

        return into;
    }

    private JsonNode Value(JsonNode? current, JsonElement sent, JsonTypeInfo type, string name) => type.Kind switch
    {
        JsonTypeInfoKind.Object when sent.ValueKind == JsonValueKind.Object => Merge(current?.DeepClone() as JsonObject ?? [], sent, type),
        JsonTypeInfoKind.Object => throw WrongType(name, $"microsoft.graph.{NameOf(type)}"),
        JsonTypeInfoKind.Enumerable when sent.ValueKind == JsonValueKind.Array =>
            new JsonArray([.. sent.EnumerateArray().Select(item => Value(null, item, type.Options.GetTypeInfo(type.ElementType!), name))]),
        JsonTypeInfoKind.Enumerable => throw WrongType(name, "Collection"),
        _ => Scalar(sent, Nullable.GetUnderlyingType(type.Type) ?? type.Type, name),
    };

    private JsonNode Scalar(JsonElement sent, Type type, string name)
    {
        if (type == typeof(int))
        {
            return sent.ValueKind == JsonValueKind.Number && sent.TryGetInt32(out var number)
                ? JsonValue.Create(number)
                : throw WrongType(name, "Edm.Int32");
        }

        if (type == typeof(bool)) return Flag(sent) is { } flag ? JsonValue.Create(flag) : throw WrongType(name, "Edm.Boolean");
        if (sent.ValueKind != JsonValueKind.String) throw WrongType(name, "Edm.String");
        var text = GraphBody.TextOf(sent) ?? throw GraphErrors.Unreadable();
        if (type == typeof(string)) return JsonValue.Create(text);
        if (type == typeof(Guid)) return Guid.TryParse(text, out var id) ? JsonValue.Create(id.ToString()) : throw Invalid(name);
        return GraphEnum.TryParse(type, text, out var member) ? JsonValue.Create(GraphEnum.Name(member)) : throw Invalid(name);
    }

    private GraphException WrongType(string name, string expected) =>
        _resource is null ? GraphErrors.WrongMethodJsonType(name, expected) : GraphErrors.WrongJsonType(name, expected);

    private GraphException Invalid(string name) =>
        _resource is null ? GraphErrors.InvalidMethodValue(name) : GraphErrors.InvalidValue(name, _resource);

    // Complex values and collections are never null.
    private static bool IsClearable(Type type, JsonSerializerOptions options) =>
        options.GetTypeInfo(type).Kind == JsonTypeInfoKind.None && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null);

    // Some of the published examples send a boolean as text.
    private static bool? Flag(JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(sent.GetString(), out var flag) => flag,
        _ => null,
    };

    private static string NameOf(JsonTypeInfo type) => WireType.Of(type.Type, GraphVersion.Beta).Name;
}
