using AuthMethods.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods;

/// <summary>For orchestrators: a process is alive if it answers, and ready if its database answers too.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.Map("/health/live", _ => Task.FromResult(true));
        routes.Map("/health/ready", http => http.RequestServices.GetRequiredService<DatabaseOutage>().AnswersAsync());
    }

    private static void Map(this IEndpointRouteBuilder routes, string path, Func<HttpContext, Task<bool>> isHealthy) =>
        routes.MapMethods(path, [HttpMethods.Get], async http =>
        {
            var isReady = await isHealthy(http);
            http.Response.Headers.CacheControl = "no-store";
            http.Response.ContentType = "text/plain";
            if (!isReady)
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.RetryAfter = "2";
            }

            await http.Response.WriteAsync(isReady ? "Healthy" : "Unhealthy: the database does not answer");
        }).AllowAnonymous().ExcludeFromDescription();
}
