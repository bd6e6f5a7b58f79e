using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Features.Faults;

/// <summary>Lets requests meet the faults in <see cref="FaultRules"/>. Each entry of a <c>$batch</c> is a request of its own.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultRules faults)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<GraphRequest>() is { } graph && !GraphPath.IsOwn(context.Request.Path)
            && faults.Meet(context.Request, graph.Application) is { } fault
            ? FailAsync(context, fault)
            : next(context);

    private async Task FailAsync(HttpContext context, FaultRule fault)
    {
        // Real time: the client waits for it.
        if (fault.DelayInMilliseconds > 0) await Task.Delay(fault.DelayInMilliseconds, context.RequestAborted);
        if (fault.IsDropped)
        {
            context.Abort();
            return;
        }

        if (fault.Status is { } status) throw ErrorOf(status, fault);
        if (fault.IsTruncated) await TruncateAsync(context);
        else await next(context);
    }

    private async Task TruncateAsync(HttpContext context)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(body);
        }

        context.Response.ContentLength = buffer.Length;
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static GraphException ErrorOf(int status, FaultRule fault)
    {
        var refusal = new Refusal(RefusalKind.Fault, $"a fault of this tenant: {fault.Method ?? "any method"} {fault.Path}");
        var error = status switch
        {
            StatusCodes.Status429TooManyRequests => GraphErrors.TooManyRequests(new(fault.RetryAfter ?? 1, "Fault", fault.Path)),
            StatusCodes.Status503ServiceUnavailable => new(status, "serviceNotAvailable", "The service is temporarily unavailable. Please retry."),
            StatusCodes.Status504GatewayTimeout => new(status, "UnknownError", "The gateway did not receive an answer in time."),
            >= StatusCodes.Status500InternalServerError => new(status, "generalException", "An unexpected error occurred."),
            StatusCodes.Status401Unauthorized => GraphErrors.TokenInvalid(),
            StatusCodes.Status403Forbidden => GraphErrors.AccessDenied(),
            StatusCodes.Status404NotFound => GraphErrors.MethodNotFound(),
            _ => new GraphException(status, "badRequest", "The request was refused by a fault that was set up for it."),
        };
        return new(error.Status, error.Code, error.Message)
        {
            Throttled = error.Throttled, RetryAfter = fault.RetryAfter, Challenge = error.Challenge, Refusal = refusal,
        };
    }
}
