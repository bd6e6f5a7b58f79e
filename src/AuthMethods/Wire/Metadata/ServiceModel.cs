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
    private readonly GraphModel _types;
    private readonly EdmModel _model;
    private readonly EdmEntityContainer _container = new(GraphModel.Namespace, "GraphService");

    private ServiceModel(GraphVersion version)
    {
        _types = GraphModel.New(version);
        _model = (EdmModel)_types.Model;
        _model.AddElement(_container);
    }

    public static IEdmModel Of(GraphVersion version, ServicePath root)
    {
        var service = new ServiceModel(version);
        foreach (var path in root.Children) service.AddRoot(path);
        service.AddNamedSets();
        return service._model;
    }

    private void AddRoot(ServicePath path)
    {
        // An entity set that can't be listed; its objects are read one by one.
        if (!path.IsCollection && WireType.OfSet(path.Name) is not null) return;
        if (EntityOf(path) is not { } entity) return;
        if (path.IsCollection) _container.AddEntitySet(path.Name, entity);
        else _container.AddSingleton(path.Name, entity);
        AddBelow(entity, path);
    }

    /// <summary>Adds the entity sets that only contexts name and no path lists, such as <c>directoryObjects</c>.</summary>
    private void AddNamedSets()
    {
        foreach (var type in GraphModel.WireTypes())
        {
            if (type.GetCustomAttribute<GraphTypeAttribute>()!.Set is { } set
                && _container.FindEntitySet(set) is null
                && _types.Of(type) is EdmEntityType entity)
            {
                _container.AddEntitySet(set, entity);
            }
        }
    }

    private void AddBelow(EdmEntityType entity, ServicePath path)
    {
        if (path.IsCollection && path.Item is null) return;
        foreach (var child in path.IsCollection ? path.Item!.Children : path.Children) AddTo(entity, child);
    }

    private void AddTo(EdmEntityType entity, ServicePath child)
    {
        if (child.Function is not null) return;
        if (child.Action is { } action)
        {
            AddAction(entity, child.Name, action);
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

    private void AddAction(EdmEntityType bound, string name, MethodInfo method)
    {
        if (_model.FindDeclaredOperations($"{GraphModel.Namespace}.{name}").Any(o => o.FindParameter("bindingParameter").Type.Definition == bound)) return;
        var answer = method.GetCustomAttributes<AnswersAttribute>().Select(a => a.Type).FirstOrDefault(t => t is not null);
        var action = new EdmAction(
            GraphModel.Namespace, name, answer is null ? null : _types.Reference(answer, isNullable: true),
            isBound: true, entitySetPathExpression: null);
        action.AddParameter("bindingParameter", new EdmEntityTypeReference(bound, isNullable: false));
        foreach (var (parameter, value) in method.GetCustomAttribute<TakesAttribute>()?.Example ?? new JsonObject())
        {
            var isBoolean = value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
            action.AddParameter(parameter, isBoolean ? EdmCoreModel.Instance.GetBoolean(isNullable: true) : EdmCoreModel.Instance.GetString(isNullable: true));
        }

        _model.AddElement(action);
    }

    /// <summary>The entity type of a path; a generated one for a path that only contains other paths.</summary>
    private EdmEntityType? EntityOf(ServicePath path)
    {
        if (path.Type is { } type) return _types.Of(type) as EdmEntityType;
        if (path.Action is not null || path.Function is not null || path.Children.Count == 0) return null;
        var name = $"{path.Name}Root";
        if (_model.FindDeclaredType($"{GraphModel.Namespace}.{name}") is EdmEntityType known) return known;
        var entity = new EdmEntityType(GraphModel.Namespace, name);
        entity.AddKeys(entity.AddStructuralProperty("id", EdmPrimitiveTypeKind.String, isNullable: false));
        _model.AddElement(entity);
        return entity;
    }
}
