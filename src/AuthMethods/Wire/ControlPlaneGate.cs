using AuthMethods.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Wire;

/// <summary>
/// An action that belongs to no tenant's directory, such as creating a tenant. It needs <see cref="OperatorAccess"/> and no token; for others
/// its address doesn't exist.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class ControlPlaneAttribute : Attribute, IAllowAnonymous
{
    /// <summary>It shows nothing of any tenant, so the server's own pages may show it to everybody.</summary>
    public bool IsOnPages { get; init; }
}

/// <summary>Hides what is <see cref="ControlPlaneAttribute"/> from callers without <see cref="OperatorAccess"/>.</summary>
internal sealed class ControlPlaneGate(RequestDelegate next, OperatorAccess access)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ControlPlaneAttribute>() is { } action)
        {
            if (access.IsGranted(context.Request) || (action.IsOnPages && context.Features.Get<InProcess>() is not null))
            {
                await context.RequestServices.GetRequiredService<DatabaseSlot>().TakeAsync(context.RequestAborted);
            }
            else
            {
                context.SetEndpoint(null);
                context.Request.RouteValues.Clear();
            }
        }

        await next(context);
    }
}
