using System.Reflection;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AuthMethods.Wire.Metadata;

/// <summary>A segment in the tree of one version's paths, with the segments that follow it.</summary>
internal sealed class ServicePath(string name, string path)
{
    private readonly SortedDictionary<string, ServicePath> _children = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    /// <summary>The segments from the version's root to this one, without keys: <c>/roleManagement/directory</c>.</summary>
    public string Path { get; } = path;

    public IReadOnlyCollection<ServicePath> Children => _children.Values;

    /// <summary>The node for a key, with the segments that follow it.</summary>
    public ServicePath? Item { get; private set; }

    /// <summary>The wire type that a GET returns or lists.</summary>
    public Type? Type { get; private set; }

    public bool IsCollection { get; private set; }

    /// <summary>The function or action that the segment calls.</summary>
    public Operation? Operation { get; private set; }

    /// <summary>Builds the tree of all paths of a version.</summary>
    public static ServicePath Root(EndpointDataSource routes, GraphVersion version)
    {
        var root = new ServicePath("", "");
        foreach (var route in routes.Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<ControllerActionDescriptor>() is not { } action || !IsOf(route.RoutePattern, version)) continue;
            var verbs = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
            var path = root.Below([.. route.RoutePattern.PathSegments.Skip(1)]);
            foreach (var verb in verbs) path?.Add(verb, action.MethodInfo, Metadata.Operation.Of(route));
        }

        return root;
    }

    private static bool IsOf(RoutePattern route, GraphVersion version) =>
        route.PathSegments.Count > 1
        && (route.PathSegments[0].Parts[0] is RoutePatternParameterPart
            || route.RawText!.TrimStart('/').StartsWith(version == GraphVersion.Beta ? "beta/" : "v1.0/", StringComparison.OrdinalIgnoreCase));

    // $count, $ref and casts are OData's own segments and not part of the model.
    private ServicePath? Below(ReadOnlySpan<RoutePatternPathSegment> segments)
    {
        if (segments.Length == 0) return this;
        if (segments[0].Parts[0] is RoutePatternParameterPart)
        {
            Item ??= new("", Path);
            return Item.Below(segments[1..]);
        }

        if (segments[0].Parts is not [RoutePatternLiteralPart literal] || !Metadata.Operation.IsName(literal.Content)) return null;
        if (!_children.TryGetValue(literal.Content, out var child)) _children[literal.Content] = child = new(literal.Content, $"{Path}/{literal.Content}");
        return child.Below(segments[1..]);
    }

    private void Add(string verb, MethodInfo method, Operation? operation)
    {
        var answer = method.GetCustomAttributes<AnswersAttribute>().FirstOrDefault(a => a.Type?.IsDefined(typeof(GraphTypeAttribute), inherit: false) == true);
        if (operation is { IsFunction: true } || (verb == "POST" && Type is null && operation is not null))
        {
            Operation = operation;
        }
        else if (verb == "GET" && answer is not null)
        {
            // Items of one type may be listed as those of another set, such as devices as directory objects.
            (Type, IsCollection) = (answer.Context is { } set && WireType.OfSet(set) is { } item ? item : answer.Type, answer.IsCollection);
            Operation = null;
        }
    }
}
