using AuthMethods.Storage;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Wire;

/// <summary>
/// Allows changes that Graph does not offer, and what is <see cref="OperatorOnlyAttribute"/>, only with <see cref="OperatorAccess"/>. The token's
/// permissions are checked as well. The server's own pages, which the operator turns on, may make changes that are <see cref="OnPagesAttribute"/>.
/// </summary>
internal sealed class OperatorGate(RequestDelegate next, OperatorAccess access)
{
    public Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var isChange = !HttpMethods.IsGet(context.Request.Method);
        var isGated = context.Request.Path.StartsWithSegments($"/{Routes.Own}", StringComparison.OrdinalIgnoreCase)
            && (isChange || metadata?.GetMetadata<OperatorOnlyAttribute>() is not null)
            && metadata?.GetMetadata<OnPagesAttribute>()?.Covers(context) != true;
        if (!isGated || context.User.Identity?.IsAuthenticated != true || access.IsGranted(context.Request)) return next(context);
        throw GraphErrors.Denied(context.Graph(), Refusal.OperatorOnly);
    }
}

/// <summary>An action that needs <see cref="OperatorAccess"/> although it changes nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OperatorOnlyAttribute : Attribute;

/// <summary>A change that people may make on the server's own pages without <see cref="OperatorAccess"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnPagesAttribute : Attribute
{
    /// <summary>Only on their own account.</summary>
    public bool IsForSelf { get; init; }

    public bool Covers(HttpContext context) => context.Features.Get<InProcess>() is not null && (!IsForSelf || IsSelf(context));

    private static bool IsSelf(HttpContext context) =>
        GuidKey.TryParse(context.User.FindFirst("oid")?.Value, out var caller)
        && GuidKey.TryParse(context.GetRouteValue("user") as string, out var target) && caller == target;
}
