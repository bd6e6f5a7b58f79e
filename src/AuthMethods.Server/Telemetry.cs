using System.Runtime.CompilerServices;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace AuthMethods.Server;

/// <summary>
/// Sends metrics to an OpenTelemetry collector if the standard variable is set. OpenTelemetry's other variables
/// (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c>, …) work too: the SDK reads them itself.
/// </summary>
internal static class Telemetry
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Routes and status codes, connections, queries, memory: none of them names a user.
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Runtime"];

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration[Collector])) services.AddExporter();
    }

    /// <summary>A separate method, so that OpenTelemetry is loaded only if it is used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExporter(this IServiceCollection services) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("AuthMethods"))
        .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter());
}
