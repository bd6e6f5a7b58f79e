using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Wire;

/// <summary>The section <c>AccessLog</c>.</summary>
public sealed class AccessLogOptions
{
    /// <summary>Whether each request leaves a line in the log.</summary>
    public bool Enabled { get; set; }
}

/// <summary>Logs each request by its route, so that no line contains a name or a value of it.</summary>
internal sealed partial class AccessLog(RequestDelegate next, ILogger<AccessLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var graph = context.Features.Get<GraphRequest>();
            Log.Answered(
                logger, context.Request.Method, RouteOf(context), context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                context.Response.ContentLength, graph?.Application.TenantId, graph?.Caller, graph?.Application.Id, context.Connection.RemoteIpAddress,
                graph?.RequestId);
        }
    }

    /// <summary>The template of the request's route, such as <c>{version}/users/{user}</c>.</summary>
    internal static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";

    private static partial class Log
    {
        [LoggerMessage(
            4, LogLevel.Information,
            "{Method} {Route} {Status} in {Milliseconds:0.0} ms, {Bytes} bytes, tenant {Tenant}, caller {Caller}, application {Application}, from {Address}, request {RequestId}")]
        public static partial void Answered(
            ILogger logger, string method, string route, int status, double milliseconds, long? bytes, Guid? tenant, Guid? caller, Guid? application,
            IPAddress? address, string? requestId);
    }
}
