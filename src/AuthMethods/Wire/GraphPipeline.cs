using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Wire;

/// <summary>The pipeline for requests to Graph's paths, for requests that are part of another request.</summary>
internal sealed class GraphPipeline
{
    private RequestDelegate? _first;

    public Task RunAsync(HttpContext context) => _first!(context);

    /// <summary>Captures the middleware that is added after this call.</summary>
    public static void Begin(WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<GraphPipeline>();
        app.Use(next => pipeline._first = next);
    }
}
