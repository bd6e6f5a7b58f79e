using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire;

/// <summary>Allows changes that Graph does not offer only with <see cref="OperatorAccess"/>. The token's permissions are checked as well.</summary>
internal sealed class OperatorGate(RequestDelegate next, OperatorAccess access)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isChange = !HttpMethods.IsGet(context.Request.Method)
            && context.Request.Path.StartsWithSegments($"/{Routes.Own}", StringComparison.OrdinalIgnoreCase);
        if (!isChange || context.User.Identity?.IsAuthenticated != true || access.IsGranted(context.Request)) return next(context);
        throw GraphErrors.Denied(context.Graph(), Refusal.OperatorOnly);
    }
}
