using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods;

/// <summary>For orchestrators: alive is a process that answers, ready is one whose database answers too.</summary>
internal static partial class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", http => http.Response.WriteAsync("Healthy")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task ReadyAsync(HttpContext http)
    {
        try
        {
            await http.RequestServices.GetRequiredService<DatabaseEngine>().ReadAsync("SELECT 1", http.RequestAborted);
            await http.Response.WriteAsync("Healthy");
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
        {
            Log.DatabaseSilent(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Health)), e);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync("Unhealthy: the database does not answer");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "The database does not answer")]
        public static partial void DatabaseSilent(ILogger logger, Exception exception);
    }
}
