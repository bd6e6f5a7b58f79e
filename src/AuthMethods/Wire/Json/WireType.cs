using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AuthMethods.Wire.Query;

namespace AuthMethods.Wire.Json;

/// <summary>The name Graph's metadata gives a type that goes over the wire.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class GraphTypeAttribute(string name) : Attribute
{
    /// <summary>Without the namespace: <c>phoneAuthenticationMethod</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The entity set that contexts name: <c>users</c>; null for a type that is shown only below another.</summary>
    public string? Set { get; init; }

    /// <summary>An abstract type of which <c>$select</c> may name the properties of every derived type.</summary>
    public bool IsOpen { get; init; }

    /// <summary>It is complex although it has an <c>id</c>: that of something else.</summary>
    public bool IsComplex { get; init; }
}

/// <summary>Only beta declares this property.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BetaOnlyAttribute : Attribute;

/// <summary>An answer without <c>$select</c> has this property; where a type marks none, it has all of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DefaultAttribute : Attribute;

/// <summary>A request may carry this property, as part of an object that was read before; it has no effect.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ComputedAttribute : Attribute;

/// <summary>A collection of entities that is always expanded: it is written with its context, and its items as entities.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ContainedAttribute : Attribute;

/// <summary>A wire type with a <see cref="ContainedAttribute">contained collection</see>.</summary>
internal interface IHasContained
{
    /// <summary>What stands before the collection's name in its context: <c>policies/authenticationMethodsPolicy</c>.</summary>
    string Path { get; }
}

/// <summary>Answers only show this property when <c>$select</c> names it, and the metadata does not declare it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UndeclaredAttribute : Attribute;

/// <summary>A related entity: an answer has it only when <c>$expand</c> names it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NavigationAttribute : Attribute;

/// <summary>A related entity, which an answer has inline; the list of all methods doesn't have it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RelatedAttribute : Attribute;

/// <summary>What Graph's documentation calls this property in filters, besides its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AliasAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Requests may send this property, answers never show it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WriteOnlyAttribute : Attribute;

/// <summary>
/// A wire type as one version declares it: what may be selected, filtered and sent, and what is written. It is read off the
/// generated serializer's metadata, so that a class is all there is to declare.
/// </summary>
internal sealed class WireType
{
    private static readonly ConcurrentDictionary<(Type, GraphVersion), WireType> Known = new();

    private readonly Dictionary<string, WireProperty> _byName;
    private readonly WireType[] _derived;

    private WireType(Type type, GraphVersion version)
    {
        ClrType = type;
        var graph = type.GetCustomAttribute<GraphTypeAttribute>() ?? throw new ArgumentException($"{type} has no [GraphType].", nameof(type));
        (Name, Set, IsOpen) = (graph.Name, graph.Set, graph.IsOpen);
        _derived = graph.IsOpen ? [.. type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type)).Select(t => Of(t, version))] : [];
        ODataType = $"#microsoft.graph.{Name}";
        var all = GraphJson.Of(version).GetTypeInfo(type).Properties
            .OrderBy(p => p.Order).ToLookup(p => p.Has<NavigationAttribute>(), p => new WireProperty(p));
        Properties = [.. all[false]];
        Navigations = [.. all[true]];
        _byName = Properties.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        var marked = Properties.Where(p => p.IsDefault).ToArray();
        Default = marked.Length > 0 ? marked : [.. Properties.Where(p => !p.IsWriteOnly)];
    }

    public Type ClrType { get; }

    public string Name { get; }

    public string ODataType { get; }

    /// <summary>The entity set that contexts name.</summary>
    public string? Set { get; }

    public bool IsOpen { get; }

    public WireProperty[] Properties { get; }

    /// <summary>What <c>$expand</c> may name.</summary>
    public WireProperty[] Navigations { get; }

    /// <summary>What is written when nothing was selected.</summary>
    public WireProperty[] Default { get; }

    /// <summary>The type of an entity set; null for a name that is none.</summary>
    internal static Type? OfSet(string set) => typeof(WireType).Assembly.GetTypes().FirstOrDefault(t => t.GetCustomAttribute<GraphTypeAttribute>()?.Set == set);

    public static WireType Of<T>(GraphVersion version) => Of(typeof(T), version);

    public static WireType Of(Type type, GraphVersion version) => Known.GetOrAdd((type, version), static key => new(key.Item1, key.Item2));

    /// <summary>Finds a property by its name in any case.</summary>
    public WireProperty? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>As <see cref="Find"/>, for <c>$select</c>: of an open type, the properties of those derived from it too.</summary>
    internal WireProperty? FindSelectable(string name) => Find(name) ?? _derived.Select(t => t.Find(name)).FirstOrDefault(p => p is not null);

    /// <summary>Whose a name is that is none of the type's own: a property's other name or, of an open type, a derived type's.</summary>
    internal (WireType Type, WireProperty Property)? FindOwner(string name)
    {
        if (Properties.FirstOrDefault(p => name.Equals(p.Alias, StringComparison.OrdinalIgnoreCase)) is { } known) return (this, known);
        return _derived.FirstOrDefault(t => t.Find(name) is { IsDeclared: true }) is { } type ? (type, type.Find(name)!) : null;
    }

    /// <summary>Whether a body may have a property.</summary>
    public bool Declares(string name) => _byName.ContainsKey(name) || Navigations.Any(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One property of a wire type.</summary>
internal sealed class WireProperty
{
    private readonly JsonPropertyInfo _info;
    private readonly JsonTypeInfo _type;
    private readonly JsonEncodedText _name;

    internal WireProperty(JsonPropertyInfo info)
    {
        _info = info;
        _type = info.Options.GetTypeInfo(info.PropertyType);
        _name = JsonEncodedText.Encode(info.Name);
        IsDefault = info.Has<DefaultAttribute>();
        IsDeclared = !info.Has<UndeclaredAttribute>();
        IsWriteOnly = info.Has<WriteOnlyAttribute>();
        IsRelated = info.Has<RelatedAttribute>();
        IsContained = info.Has<ContainedAttribute>();
        Alias = info.AttributeProvider?.GetCustomAttributes(typeof(AliasAttribute), inherit: true).OfType<AliasAttribute>().FirstOrDefault()?.Name;
    }

    public string Name => _info.Name;

    public Type Type => _info.PropertyType;

    /// <summary>What it holds: of a collection, the items' type.</summary>
    internal Type ItemType => Type == typeof(string) ? Type : GraphModel.ItemOf(Type) ?? Type;

    internal PropertyInfo Member => (PropertyInfo)_info.AttributeProvider!;

    public bool IsDefault { get; }

    public bool IsDeclared { get; }

    public bool IsWriteOnly { get; }

    public bool IsRelated { get; }

    public bool IsContained { get; }

    /// <summary>Another name in filters.</summary>
    public string? Alias { get; }

    public object? Get(object item) => _info.Get!(item);

    /// <summary>The properties of a type, complex ones without a name of their own included.</summary>
    internal static IEnumerable<WireProperty> AllOf(Type type) =>
        GraphJson.Options.GetTypeInfo(type).Properties.OrderBy(p => p.Order).Select(p => new WireProperty(p));

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
