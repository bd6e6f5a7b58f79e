using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AuthMethods.Wire.Addressing;

/// <summary>Finds out why no route matches an address.</summary>
internal sealed class KnownRoutes(EndpointDataSource endpoints, OperatorAccess access)
{
    private readonly Lazy<RouteEndpoint[]> _routes = new(() =>
        [.. endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)]);

    /// <summary>The first segment that no route has at this position; null if the address exists for another HTTP method.</summary>
    public string? FindUnknownSegment(HttpRequest request)
    {
        var segments = Split(request.Path);
        var candidates = RoutesFor(request);
        for (var i = 0; i < segments.Length; i++)
        {
            var next = candidates.Where(r => Takes(r.RoutePattern, i, segments[i])).ToArray();
            if (next.Length == 0) return segments[i];
            candidates = next;
        }

        return candidates.Any(r => r.RoutePattern.PathSegments.Count == segments.Length) ? null : segments[^1];
    }

    /// <summary>The HTTP methods that an address supports, for <c>Allow</c>.</summary>
    public string FindVerbs(HttpRequest request)
    {
        var segments = Split(request.Path);
        return string.Join(", ", RoutesFor(request)
            .Where(r => r.RoutePattern.PathSegments.Count == segments.Length && segments.Index().All(s => Takes(r.RoutePattern, s.Index, s.Item)))
            .SelectMany(r => r.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order());
    }

    /// <summary>Whether a segment can be an id: not empty, not one of OData's own segments, and not a cast.</summary>
    public static bool IsIdentifier(string segment) =>
        !string.IsNullOrWhiteSpace(segment) && !segment.StartsWith('$') && !segment.Contains('(', StringComparison.Ordinal)
        && !segment.StartsWith("microsoft.graph.", StringComparison.OrdinalIgnoreCase);

    private RouteEndpoint[] RoutesFor(HttpRequest request) => access.IsGranted(request)
        ? _routes.Value
        : [.. _routes.Value.Where(r => r.Metadata.GetMetadata<ControlPlaneAttribute>() is null)];

    private static string[] Split(PathString path) => path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Takes(RoutePattern route, int position, string segment)
    {
        if (position >= route.PathSegments.Count) return false;
        return route.PathSegments[position].Parts[0] switch
        {
            RoutePatternLiteralPart literal => literal.Content.Equals(segment, StringComparison.OrdinalIgnoreCase),
            RoutePatternParameterPart { Name: "version" } => !segment.Equals(Routes.Own, StringComparison.OrdinalIgnoreCase),
            _ => IsIdentifier(segment) || (segment.StartsWith('$') && position == 2),
        };
    }
}
