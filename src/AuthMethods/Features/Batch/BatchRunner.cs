using AuthMethods.Access;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Features.Batch;

/// <summary>Runs the entries of a batch, each through the whole pipeline in its own context and scope.</summary>
internal sealed class BatchRunner(GraphPipeline pipeline, GraphErrorWriter errors)
{
    private const int MaxConcurrency = 8;
    private const int MaxResponseBytes = 32 * 1024 * 1024;

    // An entry inherits these headers of the batch call unless it sends its own.
    private static readonly string[] InheritedHeaders = ["Authorization", "client-request-id", "x-authmethods-key"];

    /// <summary>The responses, in the order of the entries.</summary>
    public async Task<BufferedResponse[]> RunAsync(HttpContext batch, Caller caller, IReadOnlyList<BatchEntry> entries)
    {
        var allowance = new Allowance(MaxResponseBytes);
        using var slots = new SemaphoreSlim(MaxConcurrency);
        var running = new Dictionary<string, Task<BufferedResponse>>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in BatchRequest.InOrder(entries))
        {
            var context = ContextOf(entry, batch, caller);
            var before = entry.DependsOn.Select(id => running[id]).ToArray();
            running[entry.Id] = Task.Run(() => AnswerAsync(entry, context, before, slots, allowance));
        }

        var answers = await Task.WhenAll(entries.Select(e => running[e.Id]));
        batch.RequestAborted.ThrowIfCancellationRequested();
        return answers;
    }

    private async Task<BufferedResponse> AnswerAsync(
        BatchEntry entry, DefaultHttpContext context, Task<BufferedResponse>[] before, SemaphoreSlim slots, Allowance allowance)
    {
        var failed = (await Task.WhenAll(before)).Any(r => r.StatusCode >= StatusCodes.Status400BadRequest);
        await slots.WaitAsync();
        try
        {
            return failed ? await ErrorAsync(context, GraphErrors.FailedDependency()) : await RunAsync(entry, context, allowance);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<BufferedResponse> RunAsync(BatchEntry entry, DefaultHttpContext context, Allowance allowance)
    {
        try
        {
            entry.WriteTo(context.Request);
        }
        catch (GraphException e)
        {
            return await ErrorAsync(context, e);
        }

        var response = await pipeline.RunAsync(context, allowance);
        return response.IsTooLarge ? await ErrorAsync(context, GraphErrors.BatchAnswersTooLarge())
            : response.IsAborted ? await ErrorAsync(context, GraphErrors.InternalError(context.Graph()))
            : response;
    }

    private async Task<BufferedResponse> ErrorAsync(DefaultHttpContext context, GraphException error)
    {
        var response = BufferedResponse.Attach(context, new Allowance(int.MaxValue));
        await errors.WriteAsync(context, error);
        return response;
    }

    private static DefaultHttpContext ContextOf(BatchEntry entry, HttpContext batch, Caller caller)
    {
        var request = new HttpRequestFeature { Protocol = batch.Request.Protocol, Scheme = batch.Request.Scheme, PathBase = batch.Request.PathBase };
        request.Headers.Host = batch.Request.Headers.Host;
        foreach (var name in InheritedHeaders) if (batch.Request.Headers.TryGetValue(name, out var value)) request.Headers[name] = value;

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = batch.RequestAborted });
        features.Set(batch.Features.Get<IHttpConnectionFeature>());
        features.Set(entry);
        // The entries it depends on may have changed the directory, so its caller is loaded again.
        if (entry.DependsOn.Count == 0) features.Set(caller);
        var context = new DefaultHttpContext(features);
        features.Set(GraphRequest.Begin(context.Request, batch.Graph().Version));
        return context;
    }
}
