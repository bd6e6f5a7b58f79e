using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Wire;

/// <summary>All that a request to Graph's paths passes through, for requests that arrive inside another.</summary>
internal sealed class GraphPipeline
{
    private RequestDelegate? _first;

    public Task RunAsync(HttpContext context) => _first!(context);

    /// <summary>Takes what follows in the pipeline for its own.</summary>
    public static void Begin(WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<GraphPipeline>();
        app.Use(next => pipeline._first = next);
    }
}
