using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AuthMethods.Wire.Json;

/// <summary>All wire types, combined from the generated serializer contexts of the folders.</summary>
internal static class GraphJson
{
    private static ImmutableArray<JsonSerializerContext> _contexts = [];

    /// <summary>The types as beta declares them, with all properties.</summary>
    public static JsonSerializerOptions Options { get; } = Create(new JoinedContexts());

    private static JsonSerializerOptions V1 { get; } = Create(new JoinedContexts().WithAddedModifier(RemoveBeta));

    /// <summary>The contexts joined so far.</summary>
    public static ImmutableArray<JsonSerializerContext> Contexts => _contexts;

    /// <summary>Adds contexts, each once. The composition calls this before any of their types is used.</summary>
    public static void Join(params ReadOnlySpan<JsonSerializerContext> contexts)
    {
        foreach (var context in contexts) ImmutableInterlocked.Update(ref _contexts, known => known.Contains(context) ? known : known.Add(context));
    }

    public static JsonSerializerOptions Of(GraphVersion version) => version == GraphVersion.Beta ? Options : V1;

    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>The types that the contexts name in attributes, without those that they only include for another type.</summary>
    public static IEnumerable<Type> Types() => _contexts.SelectMany(c => c.GetType().GetCustomAttributesData())
        .Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
        .Select(a => (Type)a.ConstructorArguments[0].Value!)
        .Distinct();

    private static JsonSerializerOptions Create(IJsonTypeInfoResolver resolver)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Converters = { new GraphDateTimeConverter(), new GraphEnumConverter() },
            TypeInfoResolver = resolver,
        };
        options.MakeReadOnly();
        return options;
    }

    private static void RemoveBeta(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].Has<BetaOnlyAttribute>()) type.Properties.RemoveAt(i);
        }
    }

    private sealed class JoinedContexts : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            foreach (IJsonTypeInfoResolver context in _contexts)
            {
                if (context.GetTypeInfo(type, options) is { } info) return info;
            }

            return null;
        }
    }
}

/// <summary>Writes UTC with <c>Z</c>, without trailing zeros in the fraction.</summary>
internal sealed class GraphDateTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[40];
        value.UtcDateTime.TryFormat(text, out var length, Format, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Writes enumerations as member names in camel case, never as numbers.</summary>
internal sealed class GraphEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class EnumConverter<T> : JsonConverter<T> where T : struct, Enum
    {
        private readonly Dictionary<T, JsonEncodedText> _names = Enum.GetValues<T>().ToDictionary(m => m, m => JsonEncodedText.Encode(GraphEnum.Name(m)));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Enum.Parse<T>(reader.GetString()!, ignoreCase: true);

        // Combined flags are not in the dictionary.
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(_names.TryGetValue(value, out var name) ? name : JsonEncodedText.Encode(GraphEnum.Name(value)));
    }
}
