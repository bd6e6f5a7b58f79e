using System.Diagnostics;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features.Journal;

/// <summary>Keeps each request, except those of the control plane, in <see cref="RequestJournal"/>.</summary>
internal sealed class JournalMiddleware(RequestDelegate next, RequestJournal journal, TimeProvider time)
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
            if (context.Features.Get<GraphRequest>() is { } graph && IsKept(context)) Keep(context, graph, Stopwatch.GetElapsedTime(started));
        }
    }

    private static bool IsKept(HttpContext context) =>
        !GraphPath.IsOwn(context.Request.Path) || context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<ControlPlaneAttribute>() is null;

    private void Keep(HttpContext context, GraphRequest graph, TimeSpan duration)
    {
        var caller = context.RequestServices.GetRequiredService<Caller>();
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        journal.Add(graph.Application.TenantId, new()
        {
            Id = graph.RequestId,
            ClientRequestId = graph.ClientRequestId,
            CreatedDateTime = time.Now(),
            Duration = duration,
            Version = graph.Version,
            Method = context.Request.Method,
            Path = context.Request.Path.Value!,
            Template = endpoint?.RoutePattern.RawText,
            Query = context.Request.QueryString.Value ?? "",
            Status = context.Response.StatusCode,
            Application = graph.Application,
            CallerId = graph.Caller,
            Caller = caller.IsKnown ? caller : null,
            Requires = endpoint?.Metadata.GetMetadata<RequiresAttribute>(),
            Refusal = graph.Refusal,
        });
    }
}

internal static class JournalExtensions
{
    /// <summary>Keeps requests, if that is turned on; otherwise they pass nothing of it.</summary>
    public static void UseJournal(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<JournalOptions>>().Value;
        if (options.Enabled ?? app.Environment.IsDevelopment()) app.UseMiddleware<JournalMiddleware>();
    }
}
