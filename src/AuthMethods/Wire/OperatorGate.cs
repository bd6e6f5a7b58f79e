using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire;

/// <summary>
/// Allows changes that Graph does not offer, and what is <see cref="OperatorOnlyAttribute"/>, only with <see cref="OperatorAccess"/>. The token's
/// permissions are checked as well. The server's own pages, which the operator turns on, may make the changes.
/// </summary>
internal sealed class OperatorGate(RequestDelegate next, OperatorAccess access)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isChange = !HttpMethods.IsGet(context.Request.Method) && context.Features.Get<InProcess>() is null;
        var isGated = context.Request.Path.StartsWithSegments($"/{Routes.Own}", StringComparison.OrdinalIgnoreCase)
            && (isChange || context.GetEndpoint()?.Metadata.GetMetadata<OperatorOnlyAttribute>() is not null);
        if (!isGated || context.User.Identity?.IsAuthenticated != true || access.IsGranted(context.Request)) return next(context);
        throw GraphErrors.Denied(context.Graph(), Refusal.OperatorOnly);
    }
}

/// <summary>An action that needs <see cref="OperatorAccess"/> although it changes nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OperatorOnlyAttribute : Attribute;
