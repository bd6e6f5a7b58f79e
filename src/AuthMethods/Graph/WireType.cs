using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AuthMethods.Graph;

/// <summary>The name Graph's metadata gives a type that goes over the wire.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GraphTypeAttribute(string name) : Attribute
{
    /// <summary>Without the namespace: <c>phoneAuthenticationMethod</c>.</summary>
    public string Name { get; } = name;

    /// <summary>It is complex although it has an <c>id</c>: that of something else.</summary>
    public bool IsComplex { get; init; }
}

/// <summary>Only beta declares this property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetaOnlyAttribute : Attribute;

/// <summary>An answer without <c>$select</c> has this property; where a type marks none, it has all of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute : Attribute;

/// <summary>Answers only show this property when <c>$select</c> names it, and the metadata does not declare it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UndeclaredAttribute : Attribute;

/// <summary>
/// A wire type as one version declares it: what may be selected, filtered and sent, and what is written. It is read off the
/// generated serializer's metadata, so that a class is all there is to declare.
/// </summary>
public sealed class WireType
{
    private static readonly ConcurrentDictionary<(Type, GraphVersion), WireType> Known = new();

    private readonly Dictionary<string, WireProperty> _byName;

    private WireType(Type type, GraphVersion version)
    {
        ClrType = type;
        Name = type.GetCustomAttribute<GraphTypeAttribute>()?.Name ?? throw new ArgumentException($"{type} has no [GraphType].", nameof(type));
        ODataType = $"#microsoft.graph.{Name}";
        Properties = [.. GraphJson.Default.Options.GetTypeInfo(type).Properties
            .Where(p => version == GraphVersion.Beta || !p.Has<BetaOnlyAttribute>())
            .OrderBy(p => p.Order).Select(p => new WireProperty(p))];
        _byName = Properties.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        var marked = Properties.Where(p => p.IsDefault).ToArray();
        Default = marked.Length > 0 ? marked : Properties;
    }

    public Type ClrType { get; }

    public string Name { get; }

    public string ODataType { get; }

    public WireProperty[] Properties { get; }

    /// <summary>What is written when nothing was selected.</summary>
    public WireProperty[] Default { get; }

    public static WireType Of<T>(GraphVersion version) => Of(typeof(T), version);

    public static WireType Of(Type type, GraphVersion version) => Known.GetOrAdd((type, version), static key => new(key.Item1, key.Item2));

    /// <summary>Finds a property by its name in any case.</summary>
    public WireProperty? Find(string name) => _byName.GetValueOrDefault(name);
}

/// <summary>One property of a wire type.</summary>
public sealed class WireProperty
{
    private readonly JsonPropertyInfo _info;
    private readonly JsonTypeInfo _type;
    private readonly JsonEncodedText _name;

    internal WireProperty(JsonPropertyInfo info)
    {
        _info = info;
        _type = GraphJson.Default.Options.GetTypeInfo(info.PropertyType);
        _name = JsonEncodedText.Encode(info.Name);
        IsDefault = info.Has<DefaultAttribute>();
        IsDeclared = !info.Has<UndeclaredAttribute>();
    }

    public string Name => _info.Name;

    public Type Type => _info.PropertyType;

    internal PropertyInfo Member => (PropertyInfo)_info.AttributeProvider!;

    public bool IsDefault { get; }

    public bool IsDeclared { get; }

    public object? Get(object item) => _info.Get!(item);

    /// <summary>The properties of a type, complex ones without a name of their own included.</summary>
    internal static IEnumerable<WireProperty> AllOf(Type type) => GraphJson.Default.Options.GetTypeInfo(type).Properties.OrderBy(p => p.Order).Select(p => new WireProperty(p));

    public void Write(Utf8JsonWriter writer, object item)
    {
        writer.WritePropertyName(_name);
        switch (_info.Get!(item))
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case var value: JsonSerializer.Serialize(writer, value, _type); break;
        }
    }
}

internal static class JsonPropertyInfoExtensions
{
    public static bool Has<T>(this JsonPropertyInfo property) where T : Attribute => property.AttributeProvider?.IsDefined(typeof(T), inherit: true) == true;
}
