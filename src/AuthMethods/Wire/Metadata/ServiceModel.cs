using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.OData.Edm;

namespace AuthMethods.Wire.Metadata;

/// <summary>The model of the wire types, extended by what the routes define: entity sets, navigation properties and actions.</summary>
internal sealed class ServiceModel
{
    // Graph's names of the types that only contain other paths, where they aren't the path's name followed by Root.
    private static readonly Dictionary<string, string> Containers = new()
    {
        ["/auditLogs"] = "auditLogRoot",
        ["/directory"] = "directory",
        ["/directory/authenticationMethodDevices"] = "authenticationMethodDevice",
        ["/identity"] = "identityContainer",
        ["/policies"] = "policyRoot",
        ["/reports"] = "reportRoot",
        ["/roleManagement"] = "roleManagement",
        ["/roleManagement/directory"] = "rbacApplication",
    };

    private static readonly string[] WithoutBase = ["auditLogRoot", "reportRoot", "roleManagement"];

    private readonly Dictionary<(string Name, string BoundTo), List<EdmOperation>> _operations = [];
    private readonly GraphVersion _version;
    private readonly GraphModel _types;
    private readonly EdmModel _model;
    private readonly EdmEntityContainer _container = new(GraphModel.Namespace, "GraphService");

    private ServiceModel(GraphVersion version)
    {
        _version = version;
        _types = GraphModel.New(version);
        _model = (EdmModel)_types.Model;
        _model.AddElement(_container);
    }

    public static IEdmModel Of(GraphVersion version, ServicePath root)
    {
        var service = new ServiceModel(version);
        foreach (var path in root.Children) service.AddRoot(path);
        service.AddOperations();
        service._types.AddDerived();
        service.AddNamedSets();
        service._types.AddExpansions();
        service._types.AddUnknownFutureValues();
        return service._model;
    }

    private void AddRoot(ServicePath path)
    {
        if (!path.IsCollection && WireType.OfSet(path.Name) is { } type && _types.Of(type) is EdmEntityType item)
        {
            // An entity set that can't be listed; its objects are read one by one.
            _container.AddEntitySet(path.Name, item);
            AddItems(item, path);
        }
        else if (EntityOf(path) is { } entity)
        {
            if (path.IsCollection) _container.AddEntitySet(path.Name, entity);
            else _container.AddSingleton(path.Name, entity);
            AddBelow(entity, path);
        }
    }

    /// <summary>Adds the entity sets that only contexts name and no path lists, such as <c>directoryObjects</c>.</summary>
    private void AddNamedSets()
    {
        foreach (var type in GraphModel.WireTypes())
        {
            if (type.GetCustomAttribute<GraphTypeAttribute>()!.Set is { } set
                && _container.FindEntitySet(set) is null
                && _model.FindDeclaredType($"{GraphModel.Namespace}.{WireType.NameOf(type)}") is EdmEntityType entity)
            {
                _container.AddEntitySet(set, entity);
            }
        }
    }

    private void AddBelow(EdmEntityType entity, ServicePath path)
    {
        if (path.IsCollection)
        {
            AddItems(entity, path);
            return;
        }

        foreach (var child in path.Children) AddTo(entity, child);
    }

    private void AddItems(EdmEntityType entity, ServicePath path)
    {
        foreach (var child in path.Children.Where(c => c.Operation is not null))
        {
            AddOperation(EdmCoreModel.GetCollection(new EdmEntityTypeReference(entity, isNullable: false)), child.Operation!);
        }

        foreach (var child in path.Item?.Children ?? []) AddTo(entity, child);
    }

    private void AddTo(EdmEntityType entity, ServicePath child)
    {
        if (child.Operation is { } operation)
        {
            AddOperation(new EdmEntityTypeReference(entity, isNullable: false), operation);
        }
        else if (EntityOf(child) is { } target)
        {
            if (entity.FindProperty(child.Name) is null) AddNavigation(entity, child, target);
            AddBelow(target, child);
        }
        else if (child.Type is { } type && entity.FindProperty(child.Name) is null && _types.Of(type) is IEdmComplexType complex)
        {
            entity.AddStructuralProperty(child.Name, new EdmComplexTypeReference(complex, isNullable: true));
        }
    }

    private static void AddNavigation(EdmEntityType entity, ServicePath child, EdmEntityType target) => entity.AddUnidirectionalNavigation(new()
    {
        Name = child.Name,
        Target = target,
        TargetMultiplicity = child.IsCollection ? EdmMultiplicity.Many : EdmMultiplicity.ZeroOrOne,
        ContainsTarget = true,
    });

    private void AddOperation(IEdmTypeReference bound, Operation operation)
    {
        if (operation.Method.GetCustomAttribute<BoundToAttribute>() is { } to) bound = _types.Reference(to.Type, isNullable: false);
        var declared = (operation.Name, bound.FullName());
        if (!_operations.TryAdd(declared, [])) return;
        var answer = operation.Method.GetCustomAttributes<AnswersAttribute>().FirstOrDefault(a => a.Type is not null);
        var returned = answer is null ? null
            : answer.IsCollection ? EdmCoreModel.GetCollection(_types.Reference(answer.Type!, isNullable: false))
            : _types.Reference(answer.Type!, isNullable: true);
        if (operation.IsFunction)
        {
            foreach (var arguments in operation.Overloads(_version))
            {
                Add(new EdmFunction(GraphModel.Namespace, operation.Name, returned, isBound: true, entitySetPathExpression: null, isComposable: false),
                    arguments.Select(a => (a.Name, Parameter(a.Declared.Type))));
            }
        }
        else
        {
            Add(new EdmAction(GraphModel.Namespace, operation.Name, returned, isBound: true, entitySetPathExpression: null), ParametersOf(operation.Method));
        }

        void Add(EdmOperation element, IEnumerable<(string Name, IEdmTypeReference Type)> parameters)
        {
            element.AddParameter("bindingParameter", bound);
            foreach (var (name, type) in parameters) element.AddParameter(name, type);
            _operations[declared].Add(element);
        }
    }

    /// <summary>Adds the operations, without those that are also bound to the base of the type.</summary>
    private void AddOperations()
    {
        foreach (var ((name, _), overloads) in _operations)
        {
            var bound = overloads[0].Parameters.First().Type;
            var bases = BasesOf(bound.IsCollection() ? bound.AsCollection().ElementType().Definition : bound.Definition)
                .Select(b => bound.IsCollection() ? $"Collection({b.FullTypeName()})" : b.FullTypeName());
            if (bases.Any(b => _operations.ContainsKey((name, b)))) continue;
            foreach (var overload in overloads) _model.AddElement(overload);
        }
    }

    private static IEnumerable<IEdmStructuredType> BasesOf(IEdmType type)
    {
        for (var b = ((IEdmStructuredType)type).BaseType; b is not null; b = b.BaseType) yield return b;
    }

    /// <summary>An action's parameters: those of its example, with the types that it or the type of its body declares, or else those of the values.</summary>
    private IEnumerable<(string Name, IEdmTypeReference Type)> ParametersOf(MethodInfo action)
    {
        var declared = action.GetCustomAttributes<ParameterAttribute>().ToDictionary(p => p.Name, p => Parameter(p.Type));
        var takes = action.GetCustomAttribute<TakesAttribute>();
        var body = takes?.Type is { } type ? WireType.Of(type, _version) : null;
        return (takes?.Example ?? []).Select(p => (
            p.Key,
            declared.GetValueOrDefault(p.Key) ?? (body?.Find(p.Key) is { } property ? _types.Reference(property) : Parameter(TypeOf(p.Value)))));
    }

    private IEdmTypeReference Parameter(Type type) =>
        type.IsArray ? EdmCoreModel.GetCollection(_types.Reference(type.GetElementType()!, isNullable: true)) : _types.Reference(type, isNullable: true);

    private static Type TypeOf(JsonNode? value) => value switch
    {
        JsonArray => typeof(string[]),
        not null when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => typeof(bool),
        not null when value.GetValueKind() == JsonValueKind.Number => typeof(int),
        _ => typeof(string),
    };

    /// <summary>The entity type of a path; a generated one for a path that only contains other paths.</summary>
    private EdmEntityType? EntityOf(ServicePath path)
    {
        if (path.Type is { } type) return _types.Of(type) as EdmEntityType;
        if (path.Operation is not null || path.Children.Count == 0) return null;
        var name = Containers.GetValueOrDefault(path.Path) ?? $"{path.Name}Root";
        if (GraphModel.WireTypes().FirstOrDefault(t => WireType.NameOf(t) == name) is { } container) return _types.Of(container) as EdmEntityType;
        if (_model.FindDeclaredType($"{GraphModel.Namespace}.{name}") is EdmEntityType known) return known;
        var entity = new EdmEntityType(GraphModel.Namespace, name, WithoutBase.Contains(name) ? null : _types.Entity);
        _model.AddElement(entity);
        return entity;
    }
}
