using System.Globalization;
using AuthMethods.Wire;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server;

/// <summary>The section <c>Metrics</c>: metrics for Prometheus.</summary>
public sealed class MetricsOptions
{
    public bool Enabled { get; set; }

    /// <summary>A port on which metrics need no operator's key, and nothing else is served.</summary>
    public int? Port { get; set; }
}

/// <summary><c>/metrics</c>, for the operator or on a port of its own. To others the address does not exist.</summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    /// <summary>The port to listen on for metrics only; null if there is none.</summary>
    public static int? Port(IConfiguration configuration) =>
        configuration.GetSection("Metrics") is var section && bool.TryParse(section["Enabled"], out var isEnabled) && isEnabled
        && int.TryParse(section["Port"], CultureInfo.InvariantCulture, out var port) ? port : null;

    public static void UseMetrics(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value;
        if (!options.Enabled) return;
        var operators = app.Services.GetRequiredService<OperatorAccess>();
        app.UseOpenTelemetryPrometheusScrapingEndpoint(
            context => context.Request.Path == Path && (context.Connection.LocalPort == options.Port || operators.IsGranted(context.Request)));
        app.Use((context, next) =>
        {
            if (context.Connection.LocalPort != options.Port) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
