using AuthMethods.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace AuthMethods.Graph;

/// <summary>
/// What is wrong with an address, told once the token is known to be good and before anything is asked about permissions: a
/// segment that doesn't exist, a verb it doesn't take, <c>/me</c> without a user.
/// </summary>
internal sealed class GraphAddressing(RequestDelegate next, UnknownSegment unknown, GraphErrorWriter errors)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is null && context.Features.Get<GraphRequest>() is null) return RefuseVersionAsync(context);
        if (context.User.Identity?.IsAuthenticated != true || context.Features.Get<GraphRequest>() is null) return next(context);
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<ControllerActionDescriptor>() is null)
        {
            throw unknown.In(context.Request.Path) is { } segment ? GraphErrors.UnknownSegment(segment) : GraphErrors.MethodNotAllowed(unknown.VerbsOf(context.Request.Path));
        }

        var caller = (Caller)context.RequestServices.GetService(typeof(Caller))!;
        if (caller.IsAppOnly && !context.Request.RouteValues.ContainsKey("user") && IsMe(context.Request.Path)) throw GraphErrors.MeIsDelegatedOnly();
        return next(context);
    }

    /// <summary>Nothing else that this server has is at this address, so it is taken for one of Graph's with a version there isn't.</summary>
    private Task RefuseVersionAsync(HttpContext context)
    {
        context.Features.Set(GraphRequest.Begin(context.Request, GraphVersion.V1));
        return errors.WriteAsync(context, GraphErrors.BadVersion(context.Request.Path.Value!.Split('/')[1]));
    }

    private static bool IsMe(PathString path)
    {
        var segments = path.Value!.Split('/', 4, StringSplitOptions.RemoveEmptyEntries);
        return segments.Length > 1 && segments[1].Equals("me", StringComparison.OrdinalIgnoreCase);
    }
}
