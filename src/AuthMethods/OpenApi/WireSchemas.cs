using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>The schemas of one document: wire types with the properties of one version, under Graph's names.</summary>
internal sealed class WireSchemas(OpenApiDocument document, GraphVersion version, Documentation documentation)
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>A reference to a wire type's schema.</summary>
    public OpenApiSchemaReference Reference(Type type)
    {
        var wire = WireType.Of(type, version);
        return Reference(wire.Name, schema => Describe(schema, type, wire));
    }

    private OpenApiSchemaReference ReferenceToEnumeration(Type type) => Reference(GraphEnum.NameOf(type), schema =>
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. Enum.GetValues(type).Cast<Enum>().Select(m => JsonValue.Create(GraphEnum.Name(m)))];
        // By this, Kiota reads several members separated by commas.
        if (type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            schema.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-ms-enum-flags"] = new JsonNodeExtension(new JsonObject { ["isFlags"] = true }) };
        }
    });

    private OpenApiSchemaReference ReferenceToComplex(Type type) => Reference(WireType.NameOf(type), schema =>
    {
        schema.Type = JsonSchemaType.Object;
        schema.Properties = WireProperty.AllOf(type).ToDictionary(p => p.Name, Of);
    });

    /// <summary>A reference to the schema of a type; the first adds it to the document, before it is filled, because types refer to each other.</summary>
    private OpenApiSchemaReference Reference(string type, Action<OpenApiSchema> fill)
    {
        var name = $"microsoft.graph.{type}";
        if (document.Components?.Schemas?.ContainsKey(name) != true)
        {
            var schema = new OpenApiSchema();
            document.AddComponent<IOpenApiSchema>(name, schema);
            fill(schema);
        }

        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>
    /// Fills a type's schema: the schema of its base with its own properties and, if other types derive from it, the discriminator
    /// by which clients create the derived type.
    /// </summary>
    private void Describe(OpenApiSchema schema, Type type, WireType wire)
    {
        var inherited = WireType.BaseOf(type) is { } b ? WireType.Of(b, version) : null;
        var own = inherited is null ? schema : new OpenApiSchema();
        if (inherited is not null) schema.AllOf = [Reference(inherited.ClrType), own];
        schema.Type = own.Type = JsonSchemaType.Object;
        own.Properties = new Dictionary<string, IOpenApiSchema>();
        var derived = DerivedFrom(type).ToArray();
        if (inherited is null && (derived.Length > 0 || wire.SaysType)) own.Properties["@odata.type"] = OfKind(JsonValueKind.String);
        foreach (var property in wire.Properties.Where(p => p.IsDeclared && inherited?.Find(p.Name) is not { IsDeclared: true }))
        {
            own.Properties[property.Name] = Of(property);
        }

        if (derived.Length == 0) return;
        // OpenAPI demands it of a discriminator, although answers have it only where the type isn't the declared one.
        own.Required = new HashSet<string> { "@odata.type" };
        own.Discriminator = new()
        {
            PropertyName = "@odata.type",
            Mapping = derived.ToDictionary(t => WireType.Of(t, version).ODataType, Reference),
        };
    }

    /// <summary>The schema of a request's body.</summary>
    public OpenApiSchema Sent(TakesAttribute takes)
    {
        var properties = takes.Type is { } type
            ? WireType.Of(type, version).Properties.Where(p => takes.Accepts(p.Name)).ToDictionary(p => p.Name, Of)
            : takes.Example.ToDictionary(p => p.Key, p => OfKind(p.Value!.GetValueKind()));
        return new()
        {
            Type = JsonSchemaType.Object,
            Properties = properties,
            Required = properties.Keys.Where(takes.IsRequired).ToHashSet(),
        };
    }

    /// <summary>Examples of a wire type in this version; for an abstract type, one of each derived type.</summary>
    public IEnumerable<JsonObject> ExamplesOf(Type type)
    {
        if (type.IsAbstract)
        {
            return DerivedFrom(type).SelectMany(t => ExamplesOf(t)
                .Select(e => new JsonObject([new("@odata.type", WireType.Of(t, version).ODataType), .. Copy(e)])));
        }

        if (type.GetCustomAttribute<ExampleAttribute>()?.Json is not { } example) return [Fresh(type)];
        var wire = WireType.Of(type, version);
        var members = Copy(example).Where(member => wire.Default.Any(p => member.Key == p.Name || member.Key == $"{p.Name}@odata.context"));
        return [new JsonObject(wire.SaysType ? members.Prepend(new("@odata.type", wire.ODataType)) : members)];
    }

    /// <summary>An object with default values, as the example for types whose defaults are meaningful.</summary>
    private JsonObject Fresh(Type type)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            new WireWriter(json, version, ODataMetadata.Minimal, $"http://localhost:5080/{document.Info.Version}")
                .Item(Activator.CreateInstance(type)!, saysType: false);
        }

        return JsonNode.Parse(bytes.WrittenSpan)!.AsObject();
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Copy(JsonObject example) =>
        example.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()));

    private IEnumerable<Type> DerivedFrom(Type type) => GraphJson.Types()
        .Where(t => t.IsSubclassOf(type) && !t.IsAbstract && t.IsDefined(typeof(GraphTypeAttribute), inherit: false))
        .Where(t => version == GraphVersion.Beta || !t.IsDefined(typeof(BetaOnlyAttribute), inherit: false))
        .OrderBy(t => t.Name, StringComparer.Ordinal);

    private IOpenApiSchema Of(WireProperty property)
    {
        var schema = Of(property.Type);
        if (schema is OpenApiSchemaReference reference) reference.Description = documentation.Summary(property.Member);
        if (schema is not OpenApiSchema own) return schema;
        own.Description = documentation.Summary(property.Member);
        if (Nullability.Create(property.Member).ReadState == NullabilityState.Nullable)
        {
            own.Type |= JsonSchemaType.Null;
        }

        return own;
    }

    public IOpenApiSchema Of(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string)) return OfKind(JsonValueKind.String);
        if (type == typeof(int) || type == typeof(long))
        {
            return new OpenApiSchema { Type = JsonSchemaType.Integer, Format = type == typeof(long) ? "int64" : "int32" };
        }

        if (type == typeof(double)) return new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" };
        if (type == typeof(bool)) return OfKind(JsonValueKind.True);
        if (type == typeof(Guid)) return new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        if (type == typeof(DateTimeOffset)) return new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" };
        if (type == typeof(byte[])) return new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" };
        if (type.IsEnum) return ReferenceToEnumeration(type);
        if (type.IsGenericType) return new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(type.GetGenericArguments()[0]) };
        if (type.IsDefined(typeof(GraphTypeAttribute))) return Reference(type);
        return ReferenceToComplex(type);
    }

    private static IOpenApiSchema OfKind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        JsonValueKind.Number => new OpenApiSchema { Type = JsonSchemaType.Number },
        JsonValueKind.Object => new OpenApiSchema { Type = JsonSchemaType.Object },
        JsonValueKind.Array => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
