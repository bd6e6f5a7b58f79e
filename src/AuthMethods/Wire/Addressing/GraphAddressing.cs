using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace AuthMethods.Wire.Addressing;

/// <summary>
/// Refuses invalid addresses, after the token is validated and before permissions are checked: an unknown segment, an HTTP method
/// that isn't supported, <c>/me</c> without a user.
/// </summary>
internal sealed class GraphAddressing(RequestDelegate next, KnownRoutes routes, IEnumerable<MethodNotAllowedError> errors)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true || context.Features.Get<GraphRequest>() is not { } graph || IsOpen(context)) return next(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is null || IsReservedId(context.Request))
        {
            if (routes.FindUnknownSegment(context.Request) is { } segment) throw GraphErrors.UnknownSegment(segment);
            var verbs = routes.FindVerbs(context.Request);
            var path = context.Request.Path.Value!;
            throw errors.FirstOrDefault(e => path.Contains(e.Path, StringComparison.OrdinalIgnoreCase))?.Of(verbs) ?? GraphErrors.MethodNotAllowed(verbs);
        }

        if (graph.Application.IsAppOnly && !context.Request.RouteValues.ContainsKey("user") && IsMe(context.Request.Path))
        {
            throw GraphErrors.MeIsDelegatedOnly();
        }

        if (ImpossibleId(context.Request) is { } id) throw GraphErrors.IdNotFound(graph, id);
        return next(context);
    }

    private static bool IsOpen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>
    /// Whether an id of the route is one of OData's own segments, such as <c>$ref</c>, a cast or white space. Names of users have their
    /// own rules.
    /// </summary>
    private static bool IsReservedId(HttpRequest request)
    {
        foreach (var (name, value) in request.RouteValues)
        {
            if (name != "user" && value is string id && !KnownRoutes.IsIdentifier(id)) return true;
        }

        return false;
    }

    /// <summary>
    /// An id of the route that nothing has: ids are printable ASCII. None is looked up, because engines and cultures differ in what they
    /// take for the same text: some ignore spaces at the end.
    /// </summary>
    private static string? ImpossibleId(HttpRequest request)
    {
        foreach (var (name, value) in request.RouteValues)
        {
            if (name != "user" && value is string id && id.AsSpan().ContainsAnyExceptInRange('!', '~')) return id;
        }

        return null;
    }

    private static bool IsMe(PathString path)
    {
        var segments = path.Value!.Split('/', 4, StringSplitOptions.RemoveEmptyEntries);
        return segments.Length > 1 && segments[1].Equals("me", StringComparison.OrdinalIgnoreCase);
    }
}
