using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Wire.Json;

/// <summary>
/// Merges the properties of a body into an object, as PATCH does, and validates them against the declared types. Used for policies,
/// whose errors are those of the authentication methods.
/// </summary>
internal static class GraphMerge
{
    public static T Merge<T>(T current, JsonElement sent, GraphVersion version) where T : class
    {
        // Serialized as beta, so that properties that the version doesn't declare are kept.
        var whole = GraphJson.Of(GraphVersion.Beta).GetTypeInfo(current.GetType());
        var merged = JsonSerializer.SerializeToNode(current, whole)!.AsObject();
        Merge(merged, sent, GraphJson.Of(version).GetTypeInfo(current.GetType()));
        return (T)merged.Deserialize(whole)!;
    }

    private static JsonObject Merge(JsonObject into, JsonElement sent, JsonTypeInfo type)
    {
        foreach (var property in sent.EnumerateObject())
        {
            if (property.Name.Contains('@', StringComparison.Ordinal)) continue;
            var declared = type.Properties.FirstOrDefault(p => p.Name.Equals(property.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw GraphErrors.UndeclaredProperty(property.Name, NameOf(type));
            if (property.Value.ValueKind == JsonValueKind.Null || declared.Has<ComputedAttribute>()) continue;
            into[declared.Name] = Value(into[declared.Name], property.Value, type.Options.GetTypeInfo(declared.PropertyType), declared.Name);
        }

        return into;
    }

    private static JsonNode Value(JsonNode? current, JsonElement sent, JsonTypeInfo type, string name) => type.Kind switch
    {
        JsonTypeInfoKind.Object when sent.ValueKind == JsonValueKind.Object => Merge(current?.DeepClone() as JsonObject ?? [], sent, type),
        JsonTypeInfoKind.Object => throw GraphErrors.WrongMethodJsonType(name, $"microsoft.graph.{NameOf(type)}"),
        JsonTypeInfoKind.Enumerable when sent.ValueKind == JsonValueKind.Array =>
            new JsonArray([.. sent.EnumerateArray().Select(item => Value(null, item, type.Options.GetTypeInfo(type.ElementType!), name))]),
        JsonTypeInfoKind.Enumerable => throw GraphErrors.WrongMethodJsonType(name, "Collection"),
        _ => Scalar(sent, Nullable.GetUnderlyingType(type.Type) ?? type.Type, name),
    };

    private static JsonNode Scalar(JsonElement sent, Type type, string name)
    {
        if (type == typeof(int))
        {
            return sent.ValueKind == JsonValueKind.Number && sent.TryGetInt32(out var number)
                ? JsonValue.Create(number)
                : throw GraphErrors.WrongMethodJsonType(name, "Edm.Int32");
        }

        if (type == typeof(bool)) return Flag(sent) is { } flag ? JsonValue.Create(flag) : throw GraphErrors.WrongMethodJsonType(name, "Edm.Boolean");
        if (sent.ValueKind != JsonValueKind.String) throw GraphErrors.WrongMethodJsonType(name, "Edm.String");
        var text = GraphBody.TextOf(sent) ?? throw GraphErrors.Unreadable();
        if (type == typeof(string)) return JsonValue.Create(text);
        if (type == typeof(Guid)) return Guid.TryParse(text, out var id) ? JsonValue.Create(id.ToString()) : throw GraphErrors.InvalidMethodValue(name);
        return GraphEnum.TryParse(type, text, out var member) ? JsonValue.Create(GraphEnum.Name(member)) : throw GraphErrors.InvalidMethodValue(name);
    }

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
