using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AuthMethods.Wire.Query;

namespace AuthMethods.Wire.Json;

/// <summary>The name of a wire type in Graph's metadata.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class GraphTypeAttribute(string name) : Attribute
{
    /// <summary>Without the namespace: <c>phoneAuthenticationMethod</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The entity set in contexts, such as <c>users</c>; null for a type that only occurs below another.</summary>
    public string? Set { get; init; }

    /// <summary>An abstract type for which <c>$select</c> may also name the properties of derived types.</summary>
    public bool IsOpen { get; init; }

    /// <summary>A complex type although it has an <c>id</c>, which is that of another object.</summary>
    public bool IsComplex { get; init; }

    /// <summary>An entity type that doesn't derive from <c>entity</c>. Its key is the first property, unless it is abstract.</summary>
    public bool IsRoot { get; init; }

    /// <summary>The base type in Graph's metadata, where the class doesn't derive from it.</summary>
    public Type? Base { get; init; }

    /// <summary>Graph writes the type of each object, although it follows from the context.</summary>
    public bool SaysType { get; init; }
}

/// <summary>Only beta has this property or type.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
internal sealed class BetaOnlyAttribute : Attribute;

/// <summary>A response without <c>$select</c> has this property. If a type marks no property, it has all of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DefaultAttribute : Attribute;

/// <summary>A response has this property only if <c>$select</c> names it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SelectOnlyAttribute : Attribute;

/// <summary>A request may contain this property, as part of an object that was read before; it is ignored.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ComputedAttribute : Attribute;

/// <summary>A collection of entities that is always expanded. It is written with its context, and its items as entities.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ContainedAttribute : Attribute;

/// <summary>A wire type with a <see cref="ContainedAttribute">contained collection</see>.</summary>
internal interface IHasContained
{
    /// <summary>The part of the context before the collection's name: <c>policies/authenticationMethodsPolicy</c>.</summary>
    string Path { get; }
}

/// <summary>The metadata does not declare this property, and responses only show it if <c>$select</c> names it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UndeclaredAttribute : Attribute;

/// <summary>The metadata declares this property as a string, although only GUIDs are valid.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DeclaredAsTextAttribute : Attribute;

/// <summary>Responses leave out this property instead of showing null.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OmittedIfNullAttribute : Attribute;

/// <summary>A related entity that a response contains only if <c>$expand</c> names it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NavigationAttribute : Attribute;

/// <summary>A related entity that has no path: a response contains it only if <c>$expand</c> names it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal abstract class ExpandsAttribute(string name, Type type) : Attribute
{
    public string Name { get; } = name;

    public Type Type { get; } = type;
}

/// <inheritdoc cref="ExpandsAttribute"/>
internal sealed class ExpandsAttribute<T>(string name) : ExpandsAttribute(name, typeof(T));

/// <summary>A related entity that responses contain inline, except in the list of all methods.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RelatedAttribute : Attribute;

/// <summary>Filters on short collections may compare this number with <c>gt</c>, <c>ge</c>, <c>lt</c> and <c>le</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OrderedAttribute : Attribute;

/// <summary>Another name of this property in filters, from Graph's documentation.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AliasAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Requests may send this property; responses never show it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WriteOnlyAttribute : Attribute;

/// <summary>
/// A wire type as one version declares it: what may be selected, filtered and sent, and what is written. It is built from the
/// generated serializer's metadata, so that only the class has to be declared.
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
        (Name, Set, IsOpen, SaysType) = (graph.Name, graph.Set, graph.IsOpen, graph.SaysType);
        _derived = graph.IsOpen ? [.. type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type)).Select(t => Of(t, version))] : [];
        ODataType = $"#microsoft.graph.{Name}";
        var all = GraphJson.Of(version).GetTypeInfo(type).Properties
            .OrderBy(p => p.Order).ToLookup(p => p.Has<NavigationAttribute>(), p => new WireProperty(p));
        Properties = [.. all[false]];
        Navigations = [.. all[true]];
        _byName = Properties.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        var marked = Properties.Where(p => p.IsDefault).ToArray();
        Default = marked.Length > 0 ? marked : [.. Properties.Where(p => p is { IsWriteOnly: false, IsSelectOnly: false })];
    }

    public Type ClrType { get; }

    public string Name { get; }

    public string ODataType { get; }

    /// <summary>The entity set in contexts.</summary>
    public string? Set { get; }

    public bool IsOpen { get; }

    public bool SaysType { get; }

    public WireProperty[] Properties { get; }

    /// <summary>The properties that <c>$expand</c> may name.</summary>
    public WireProperty[] Navigations { get; }

    /// <summary>The properties that are written without <c>$select</c>.</summary>
    public WireProperty[] Default { get; }

    /// <summary>The type that a wire type derives from in Graph's metadata; null if it is another class of this server or none.</summary>
    internal static Type? BaseOf(Type type)
    {
        if (type.GetCustomAttribute<GraphTypeAttribute>(inherit: false) is { Base: { } declared }) return declared;
        var ancestor = type.BaseType;
        while (ancestor is not null && !ancestor.IsDefined(typeof(GraphTypeAttribute), inherit: false)) ancestor = ancestor.BaseType;
        return ancestor;
    }

    /// <summary>A wire type's name in Graph's metadata.</summary>
    internal static string NameOf(Type type) =>
        type.GetCustomAttribute<GraphTypeAttribute>(inherit: false)?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(type.Name);

    /// <summary>The type of an entity set; null if the set doesn't exist.</summary>
    internal static Type? OfSet(string set) => typeof(WireType).Assembly.GetTypes().FirstOrDefault(t => t.GetCustomAttribute<GraphTypeAttribute>()?.Set == set);

    public static WireType Of<T>(GraphVersion version) => Of(typeof(T), version);

    public static WireType Of(Type type, GraphVersion version) => Known.GetOrAdd((type, version), static key => new(key.Item1, key.Item2));

    /// <summary>Finds a property by its name, ignoring case.</summary>
    public WireProperty? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds a property for <c>$select</c>, which includes the properties of types derived from an open type.</summary>
    internal WireProperty? FindSelectable(string name) => Find(name) ?? _derived.Select(t => t.Find(name)).FirstOrDefault(p => p is not null);

    /// <summary>Finds the property with this alias or, for an open type, a derived type's property with this name.</summary>
    internal (WireType Type, WireProperty Property)? FindOwner(string name)
    {
        if (Properties.FirstOrDefault(p => name.Equals(p.Alias, StringComparison.OrdinalIgnoreCase)) is { } known) return (this, known);
        return _derived.FirstOrDefault(t => t.Find(name) is { IsDeclared: true }) is { } type ? (type, type.Find(name)!) : null;
    }

    /// <summary>Whether a body may contain a property.</summary>
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
        IsSelectOnly = info.Has<SelectOnlyAttribute>();
        IsRelated = info.Has<RelatedAttribute>();
        IsContained = info.Has<ContainedAttribute>();
        IsDeclaredAsText = info.Has<DeclaredAsTextAttribute>();
        IsOrdered = info.Has<OrderedAttribute>();
        IsOmittedIfNull = info.Has<OmittedIfNullAttribute>();
        Alias = info.AttributeProvider?.GetCustomAttributes(typeof(AliasAttribute), inherit: true).OfType<AliasAttribute>().FirstOrDefault()?.Name;
    }

    public string Name => _info.Name;

    public Type Type => _info.PropertyType;

    /// <summary>The property's type or, for a collection, the type of its items.</summary>
    internal Type ItemType => Type == typeof(string) ? Type : GraphModel.ItemOf(Type) ?? Type;

    internal PropertyInfo Member => (PropertyInfo)_info.AttributeProvider!;

    public bool IsDefault { get; }

    public bool IsDeclared { get; }

    public bool IsWriteOnly { get; }

    public bool IsSelectOnly { get; }

    public bool IsRelated { get; }

    public bool IsContained { get; }

    public bool IsDeclaredAsText { get; }

    public bool IsOrdered { get; }

    public bool IsOmittedIfNull { get; }

    /// <summary>Another name in filters.</summary>
    public string? Alias { get; }

    public object? Get(object item) => _info.Get!(item);

    /// <summary>The properties of any type, including complex types without <see cref="GraphTypeAttribute"/>.</summary>
    internal static IEnumerable<WireProperty> AllOf(Type type) =>
        GraphJson.Options.GetTypeInfo(type).Properties.OrderBy(p => p.Order).Select(p => new WireProperty(p));

    public void Write(Utf8JsonWriter writer, object item)
    {
        var read = _info.Get!(item);
        if (read is null && IsOmittedIfNull) return;
        writer.WritePropertyName(_name);
        switch (read)
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
