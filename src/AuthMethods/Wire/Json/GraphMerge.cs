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
    private readonly bool _isObject;
    private readonly Literal _literal;

    private GraphMerge(bool isObject) => (_isObject, _literal) = (isObject, isObject ? Literal.Gateway : Literal.Methods);

    /// <param name="current">The object to update.</param>
    /// <param name="sent">The body.</param>
    /// <param name="version">The version that declares the properties.</param>
    /// <param name="isObject">It is a directory object and not a policy.</param>
    public static T Merge<T>(T current, JsonElement sent, GraphVersion version, bool isObject = false) where T : class
    {
        // Serialized as beta, so that properties that the version doesn't declare are kept.
        var whole = GraphJson.Of(GraphVersion.Beta).GetTypeInfo(current.GetType());
        var merged = JsonSerializer.SerializeToNode(current, whole)!.AsObject();
        new GraphMerge(isObject).Merge(merged, sent, GraphJson.Of(version).GetTypeInfo(current.GetType()));
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
            if (property.Value.ValueKind != JsonValueKind.Null)
            {
                into[declared.Name] = Value(into[declared.Name], property.Value, type.Options.GetTypeInfo(declared.PropertyType));
            }
            else if (_isObject ? IsClearable(declared.PropertyType, type.Options) : declared.IsSetNullable) into[declared.Name] = null;
        }

        return into;
    }

    private JsonNode Value(JsonNode? current, JsonElement sent, JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object when sent.ValueKind == JsonValueKind.Object => Merge(current?.DeepClone() as JsonObject ?? [], sent, type),
        JsonTypeInfoKind.Object => throw _literal.Refusal(sent, $"microsoft.graph.{NameOf(type)}"),
        JsonTypeInfoKind.Enumerable when sent.ValueKind == JsonValueKind.Array =>
            new JsonArray([.. sent.EnumerateArray().Select(item => Value(null, item, type.Options.GetTypeInfo(type.ElementType!)))]),
        JsonTypeInfoKind.Enumerable => throw _literal.Refusal(sent, $"Collection({ItemName(type)})"),
        _ => Scalar(sent, Nullable.GetUnderlyingType(type.Type) ?? type.Type),
    };

    private JsonValue Scalar(JsonElement sent, Type type)
    {
        if (type == typeof(int)) return JsonValue.Create(_literal.Int32(sent));
        if (type == typeof(bool)) return JsonValue.Create(_literal.Boolean(sent));
        if (type == typeof(string)) return JsonValue.Create(_literal.Text(sent));
        if (type == typeof(Guid)) return JsonValue.Create(_literal.Guid(sent).ToString());
        return JsonValue.Create(GraphEnum.Name(_literal.Member(sent, type)));
    }

    // Complex values and collections are never null.
    private static bool IsClearable(Type type, JsonSerializerOptions options) =>
        options.GetTypeInfo(type).Kind == JsonTypeInfoKind.None && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null);

    private static string ItemName(JsonTypeInfo collection) => collection.ElementType! switch
    {
        var item when item == typeof(string) || item == typeof(Guid) => $"Edm.{item.Name}",
        { IsEnum: true } item => $"microsoft.graph.{GraphEnum.NameOf(item)}",
        var item => $"microsoft.graph.{NameOf(collection.Options.GetTypeInfo(item))}",
    };

    private static string NameOf(JsonTypeInfo type) => WireType.NameOf(type.Type);
}
