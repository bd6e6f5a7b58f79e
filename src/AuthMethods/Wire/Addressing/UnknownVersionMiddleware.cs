using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Addressing;

/// <summary>Returns the error for addresses whose first segment is not a version and that no other endpoint of this server handles.</summary>
internal sealed class UnknownVersionMiddleware(RequestDelegate next, GraphErrorWriter errors)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not null || context.Features.Get<GraphRequest>() is not null) return next(context);
        context.Features.Set(GraphRequest.Begin(context.Request, GraphVersion.V1));
        return errors.WriteAsync(context, GraphErrors.BadVersion(context.Request.Path.Value!.TrimStart('/').Split('/')[0]));
    }
}
