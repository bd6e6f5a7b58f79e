using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using Microsoft.OData.Edm;

namespace AuthMethods.Wire.Query;

/// <summary>The entity data model of the wire types in one version; filters are parsed against it.</summary>
internal sealed class GraphModel
{
    public const string Namespace = "microsoft.graph";

    private static readonly ConcurrentDictionary<(GraphVersion, ImmutableArray<JsonSerializerContext>), GraphModel> Known = new();

    private readonly EdmModel _model = new();
    private readonly Dictionary<Type, IEdmStructuredType> _types = [];
    private readonly Dictionary<Type, EdmEnumType> _enums = [];
    private readonly GraphVersion _version;

    private GraphModel(GraphVersion version)
    {
        _version = version;
        Entity.AddKeys(Entity.AddStructuralProperty("id", EdmPrimitiveTypeKind.String, isNullable: false));
        _model.AddElement(Entity);
    }

    public IEdmModel Model => _model;

    public static GraphModel Of(GraphVersion version) => Known.GetOrAdd((version, GraphJson.Contexts), _ => Complete(version));

    private static GraphModel Complete(GraphVersion version)
    {
        var model = new GraphModel(version);
        foreach (var type in WireTypes()) model.Structured(type);
        return model;
    }

    /// <summary>A new model, to which types are added when they are first asked for.</summary>
    public static GraphModel New(GraphVersion version) => new(version);

    /// <summary>The base of all entities.</summary>
    public EdmEntityType Entity { get; } = new(Namespace, "entity", baseType: null, isAbstract: true, isOpen: false);

    public IEdmStructuredType Of(Type wireType) => Structured(wireType);

    /// <summary>Adds the types of this version that derive from types in the model.</summary>
    public void AddDerived()
    {
        var derived = WireTypes().Where(t => _version == GraphVersion.Beta || !t.IsDefined(typeof(BetaOnlyAttribute), inherit: false)).ToList();
        while (derived.RemoveAll(t => WireType.BaseOf(t) is { } b && _types.ContainsKey(b) && Structured(t) is not null) > 0) { }
    }

    /// <summary>Adds the members by which Graph keeps its enumerations open. Filters are parsed without them.</summary>
    public void AddUnknownFutureValues()
    {
        foreach (var (type, members) in _enums)
        {
            if (type.GetCustomAttribute<UnknownFutureValueAttribute>() is { Value: var value }) members.AddMember("unknownFutureValue", new EdmEnumMemberValue(value));
        }
    }

    /// <summary>The serializer's types that have a name in Graph's metadata.</summary>
    internal static IEnumerable<Type> WireTypes() => GraphJson.Types().Where(t => t.IsDefined(typeof(GraphTypeAttribute), inherit: false));

    private IEdmStructuredType Structured(Type type)
    {
        if (_types.TryGetValue(type, out var known)) return known;
        var declaredBase = WireType.BaseOf(type);
        var properties = PropertiesOf(type, _version);
        if (!properties.Any(p => p.Name == "id") || type.GetCustomAttribute<GraphTypeAttribute>(inherit: false) is { IsComplex: true })
        {
            return Complex(type, declaredBase, properties);
        }

        var entity = new EdmEntityType(
            Namespace, WireType.NameOf(type), declaredBase is null ? Entity : (IEdmEntityType)Structured(declaredBase),
            // Items of open types can be of the type itself.
            type.IsAbstract && !type.GetCustomAttribute<GraphTypeAttribute>(inherit: false)!.IsOpen, isOpen: false);
        _types[type] = entity;
        _model.AddElement(entity);
        AddProperties(entity, declaredBase, properties.Where(p => p.Name != "id"));
        return entity;
    }

    private EdmComplexType Complex(Type type, Type? declaredBase, WireProperty[] properties)
    {
        var complex = new EdmComplexType(
            Namespace, WireType.NameOf(type), declaredBase is null ? null : (IEdmComplexType)Structured(declaredBase), type.IsAbstract);
        _types[type] = complex;
        _model.AddElement(complex);
        AddProperties(complex, declaredBase, properties);
        return complex;
    }

    private void AddProperties(EdmStructuredType type, Type? declaredBase, IEnumerable<WireProperty> properties)
    {
        var inherited = declaredBase is null ? [] : PropertiesOf(declaredBase, _version).Where(p => p.IsDeclared).Select(p => p.Name).ToHashSet();
        foreach (var property in properties.Where(p => p.IsDeclared && !inherited.Contains(p.Name)))
        {
            if (TargetOf(property) is { } target) type.AddUnidirectionalNavigation(target);
            else type.AddStructuralProperty(property.Name, Reference(property));
        }
    }

    /// <summary>The navigation target of a property that contains entities; null for a property with values.</summary>
    private EdmNavigationPropertyInfo? TargetOf(WireProperty property)
    {
        var item = property.Type == typeof(string) ? null : ItemOf(property.Type);
        if (!(item ?? property.Type).IsDefined(typeof(GraphTypeAttribute), inherit: false) || Structured(item ?? property.Type) is not EdmEntityType target)
        {
            return null;
        }

        return new()
        {
            Name = property.Name, Target = target,
            TargetMultiplicity = item is null ? EdmMultiplicity.ZeroOrOne : EdmMultiplicity.Many, ContainsTarget = true
        };
    }

    public IEdmTypeReference Reference(Type type, bool isNullable) => Single(type, isNullable);

    public IEdmTypeReference Reference(WireProperty property)
    {
        if (property.Type != typeof(string) && ItemOf(property.Type) is { } item)
        {
            return EdmCoreModel.GetCollection(Single(property.IsDeclaredAsText ? typeof(string) : item, isNullable: false));
        }

        return Single(
            property.IsDeclaredAsText ? typeof(string) : Nullable.GetUnderlyingType(property.Type) ?? property.Type,
            property.IsDeclaredAsText || !property.Type.IsValueType || Nullable.GetUnderlyingType(property.Type) is not null);
    }

    private IEdmTypeReference Single(Type type, bool isNullable) => type switch
    {
        _ when type == typeof(string) => EdmCoreModel.Instance.GetString(isNullable),
        _ when type == typeof(bool) => EdmCoreModel.Instance.GetBoolean(isNullable),
        _ when type == typeof(int) => EdmCoreModel.Instance.GetInt32(isNullable),
        _ when type == typeof(long) => EdmCoreModel.Instance.GetInt64(isNullable),
        _ when type == typeof(double) => EdmCoreModel.Instance.GetDouble(isNullable),
        _ when type == typeof(Guid) => EdmCoreModel.Instance.GetGuid(isNullable),
        _ when type == typeof(DateTimeOffset) => EdmCoreModel.Instance.GetTemporal(EdmPrimitiveTypeKind.DateTimeOffset, isNullable),
        _ when type == typeof(DateOnly) => EdmCoreModel.Instance.GetDate(isNullable),
        _ when type == typeof(TimeSpan) => EdmCoreModel.Instance.GetTemporal(EdmPrimitiveTypeKind.Duration, isNullable),
        _ when type == typeof(byte[]) => EdmCoreModel.Instance.GetBinary(isNullable),
        { IsEnum: true } => new EdmEnumTypeReference(Enumeration(type), isNullable),
        { IsPrimitive: false }
            when type != typeof(object) && type.Namespace?.StartsWith("AuthMethods", StringComparison.Ordinal) == true => Structured(type) switch
        {
            IEdmEntityType entity => new EdmEntityTypeReference(entity, isNullable),
            var complex => new EdmComplexTypeReference((IEdmComplexType)complex, isNullable),
        },
        _ => EdmCoreModel.Instance.GetUntyped(),
    };

    private EdmEnumType Enumeration(Type type)
    {
        if (_enums.TryGetValue(type, out var known)) return known;
        var members = new EdmEnumType(Namespace, GraphEnum.NameOf(type), isFlags: type.IsDefined(typeof(FlagsAttribute)));
        foreach (var member in Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => (Enum)Enum.ToObject(type, v)))
        {
            members.AddMember(GraphEnum.Name(member), new EdmEnumMemberValue(Convert.ToInt64(member, System.Globalization.CultureInfo.InvariantCulture)));
        }

        _enums[type] = members;
        _model.AddElement(members);
        return members;
    }

    /// <summary>The properties of a type in a version, including navigation properties.</summary>
    public static WireProperty[] PropertiesOf(Type type, GraphVersion version) =>
        type.IsDefined(typeof(GraphTypeAttribute), inherit: false)
            ? [.. WireType.Of(type, version).Properties, .. WireType.Of(type, version).Navigations]
            : [.. WireProperty.AllOf(type)];

    internal static Type? ItemOf(Type type) =>
        type == typeof(byte[]) ? null
        : type.IsArray ? type.GetElementType()
        : type.GetInterfaces().Append(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
