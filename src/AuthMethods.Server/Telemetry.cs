using System.Runtime.CompilerServices;
using AuthMethods.Wire;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AuthMethods.Server;

/// <summary>
/// Sends metrics and traces to an OpenTelemetry collector if the standard variable is set, and collects metrics for Prometheus if
/// <c>Metrics:Enabled</c> is. OpenTelemetry's other variables (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c>, …)
/// work too: the SDK reads them itself.
/// </summary>
internal static class Telemetry
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Routes and status codes, connections, queries, memory: none of them names a user.
    private static readonly string[] Meters =
    [
        Storage.Metrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Runtime",
    ];

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<MetricsOptions>(configuration.GetSection("Metrics"));
        var (hasCollector, isScraped) = (!string.IsNullOrEmpty(configuration[Collector]), bool.TryParse(configuration["Metrics:Enabled"], out var isEnabled) && isEnabled);
        if (hasCollector || isScraped) services.AddExporters(hasCollector, isScraped);
    }

    /// <summary>A separate method, so that OpenTelemetry is loaded only if it is used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExporters(this IServiceCollection services, bool hasCollector, bool isScraped)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("AuthMethods"));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            if (hasCollector) metrics.AddOtlpExporter();
            if (isScraped) metrics.AddPrometheusExporter();
        });
        if (!hasCollector) return;
        telemetry.WithTracing(traces => traces
            .AddAspNetCoreInstrumentation(http => http.EnrichWithHttpResponse = (activity, response) =>
                // The path names users; the route doesn't.
                activity.SetTag("url.path", AccessLog.RouteOf(response.HttpContext)))
            .AddEntityFrameworkCoreInstrumentation()
            .AddSource("Npgsql")
            .AddOtlpExporter());
    }
}
