using AuthMethods.Access;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AuthMethods.Features.Explain;

/// <summary>Finds what an operation asks for, by a method and path such as <c>POST /users/{id}/authentication/phoneMethods</c>.</summary>
internal sealed class KnownOperations(EndpointDataSource endpoints)
{
    private readonly Lazy<KnownOperation[]> _all = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>().Select(KnownOperation.Of).OfType<KnownOperation>()
            .DistinctBy(o => o.Name).OrderBy(o => o.Name, StringComparer.Ordinal),
    ]);

    public IReadOnlyList<KnownOperation> All => _all.Value;

    /// <summary>The operation with a name; null if there is none. Keys may be names in braces or values, and the version may be missing.</summary>
    public KnownOperation? Find(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var method, var path]) return null;
        var segments = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is [Routes.V1 or Routes.Beta, ..]) segments = segments[1..];
        // A literal segment is a better match than a key.
        return All.Where(o => o.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && o.Matches(segments))
            .MaxBy(o => o.Segments.Count(s => s.IsLiteral));
    }
}

/// <param name="Method">The HTTP method.</param>
/// <param name="Segments">The route after the version.</param>
/// <param name="Requires">What the action asks for.</param>
internal sealed record KnownOperation(string Method, IReadOnlyList<RouteSegment> Segments, RequiresAttribute Requires)
{
    /// <summary>Such as <c>POST /users/{user}/authentication/phoneMethods</c>.</summary>
    public string Name { get; } = $"{Method} /{string.Join('/', Segments.Select(s => s.IsLiteral ? s.Text : $"{{{s.Text}}}"))}";

    /// <summary>Whether it acts on a user: one that the route names, or the caller.</summary>
    public bool ActsOnUser => IsOwn || Segments.Any(s => s is { IsLiteral: false, Text: "user" });

    /// <summary>Whether it acts on the caller.</summary>
    public bool IsOwn => Segments.Any(s => s is { IsLiteral: true, Text: "me" });

    public static KnownOperation? Of(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<RequiresAttribute>() is not { } requires
            || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not [var method, ..])
        {
            return null;
        }

        var segments = endpoint.RoutePattern.PathSegments.Select(s => RouteSegment.Of(s.Parts[0])).ToArray();
        if (segments is [{ Text: Routes.V1 or Routes.Beta or "version" }, ..]) segments = segments[1..];
        return new(method, segments, requires);
    }

    public bool Matches(string[] segments) => segments.Length == Segments.Count && Segments.Zip(segments).All(pair =>
        pair.First.IsLiteral ? pair.First.Text.Equals(pair.Second, StringComparison.OrdinalIgnoreCase) : KnownRoutes.IsIdentifier(pair.Second));
}

/// <summary>A segment of a route: a text, or the name of a key.</summary>
internal readonly record struct RouteSegment(string Text, bool IsLiteral)
{
    public static RouteSegment Of(RoutePatternPart part) => part is RoutePatternParameterPart parameter
        ? new(parameter.Name, IsLiteral: false)
        : new(((RoutePatternLiteralPart)part).Content, IsLiteral: true);
}
