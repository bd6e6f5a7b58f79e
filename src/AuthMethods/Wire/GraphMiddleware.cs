using AuthMethods.Storage;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Wire;

/// <summary>
/// The outermost middleware for Graph's paths: assigns request ids, rewrites paths to the form that routes use, and returns all exceptions
/// as Graph's errors.
/// </summary>
internal sealed partial class GraphMiddleware(
    RequestDelegate next, Operations operations, GraphErrorWriter errors, DatabaseEngine database, DatabaseOutage outage, Metrics metrics,
    ILogger<GraphMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!GraphPath.TryReadVersion(context.Request.Path, out var version))
        {
            await next(context);
            return;
        }

        var graph = GraphRequest.Begin(context.Request, version);
        context.Features.Set(graph);
        GraphHeaders.Write(context);
        if (HttpMethods.IsHead(context.Request.Method)) AnswerHead(context);
        try
        {
            GraphPath.Normalize(context.Request, graph, operations);
            await next(context);
        }
        catch (GraphException e)
        {
            graph.Refusal = e.Refusal;
            if (e.Refusal is { } refusal) LogRefusal(context, graph, e.Status, refusal);
            await AnswerAsync(context, e);
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => GraphErrors.TooLarge(),
                StatusCodes.Status408RequestTimeout => GraphErrors.TooSlow(),
                _ => GraphErrors.Unreadable(),
            });
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception e) when (database.IsUnavailable(e))
        {
            outage.Report(e);
            await AnswerAsync(context, GraphErrors.Unavailable());
        }
#pragma warning disable CA1031 // Clients must only ever receive Graph's error body.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Failed(logger, e, graph.RequestId);
            await AnswerAsync(context, GraphErrors.InternalError(graph));
        }

        if (metrics.CountsRequests) metrics.Answered($"{context.Request.Method} {AccessLog.RouteOf(context)}", context.Response.StatusCode);
    }

    /// <summary>Handles HEAD as a GET whose body is discarded.</summary>
    private static void AnswerHead(HttpContext context)
    {
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
    }

    private void LogRefusal(HttpContext context, GraphRequest graph, int status, Refusal refusal)
    {
        metrics.Refused(refusal.Kind.ToString(), status);
        if (!logger.IsEnabled(LogLevel.Information)) return;
        var route = AccessLog.RouteOf(context);
        var (tenant, caller) = (graph.Application.TenantId, graph.Caller);
        var kind = caller is null ? "no caller" : graph.Application.IsAppOnly ? "application" : "user";
        Log.Refused(logger, status, context.Request.Method, route, tenant, kind, caller, graph.Target, refusal.Kind, refusal.Text, graph.RequestId);
    }

    private Task AnswerAsync(HttpContext context, GraphException error)
    {
        if (!context.Response.HasStarted) return errors.WriteAsync(context, error);
        context.Abort();
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Information,
            "Refused with {Status}: {Method} {Route}, tenant {Tenant}, {CallerKind} {Caller}, target {Target}, {Kind}: {Reason}, request {RequestId}")]
        public static partial void Refused(
            ILogger logger, int status, string method, string route, Guid tenant, string callerKind, Guid? caller, Guid? target, RefusalKind kind,
            string reason, string requestId);

        [LoggerMessage(3, LogLevel.Error, "Request {RequestId} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string requestId);
    }
}
