using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire;

/// <summary>Keeps changes that Graph cannot make to whom <see cref="OperatorAccess"/> grants them. The token's permissions are asked for besides.</summary>
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
