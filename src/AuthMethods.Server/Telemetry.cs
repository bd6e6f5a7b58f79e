using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace AuthMethods.Server;

/// <summary>
/// Sends metrics to an OpenTelemetry collector, where the standard variable says that there is one. All its other variables
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
        if (!string.IsNullOrEmpty(configuration[Collector])) services.AddHostedService<Exporter>();
    }

    private sealed class Exporter : IHostedService, IDisposable
    {
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(r => r.AddService("AuthMethods")).AddMeter(Meters).AddOtlpExporter().Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        /// <summary>Sends what has not been sent.</summary>
        public void Dispose() => _metrics?.Dispose();
    }
}
