using AuthMethods.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuthMethods;

/// <summary>For orchestrators: a process is alive if it answers, and ready if its database answers too.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<Database>("database");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.Map("/health/live", new() { ResponseWriter = WriteAsync, Predicate = _ => false });
        routes.Map("/health/ready", new() { ResponseWriter = WriteAsync });
    }

    private static void Map(this IEndpointRouteBuilder routes, string path, HealthCheckOptions options) =>
        routes.MapHealthChecks(path, options).WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).AllowAnonymous().ExcludeFromDescription();

    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsync(report.Status == HealthStatus.Healthy ? "Healthy" : "Unhealthy: the database does not answer");

    private sealed class Database(DatabaseEngine engine) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await engine.ReadAsync("SELECT 1", cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
