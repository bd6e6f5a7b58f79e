using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Wire;

/// <summary>The pipeline for requests to Graph's paths, for requests that are part of another request.</summary>
internal sealed class GraphPipeline(IServiceScopeFactory scopes)
{
    private RequestDelegate? _first;

    /// <summary>Runs a request in a scope of its own. The response takes from an allowance.</summary>
    public async Task<BufferedResponse> RunAsync(DefaultHttpContext context, Allowance allowance)
    {
        var response = BufferedResponse.Attach(context, allowance);
        await using var scope = scopes.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await _first!(context);
        await response.CompletedAsync();
        return response;
    }

    /// <summary>Captures the middleware that is added after this call.</summary>
    public static void Begin(WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<GraphPipeline>();
        app.Use(next => pipeline._first = next);
    }
}
