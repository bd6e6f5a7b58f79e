using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Wire;

/// <summary>
/// Answers requests that wait for a database that is gone. They are not canceled, because the engines' clients take seconds for that: each
/// ends when the client's timeout ends it, and what it writes then is discarded.
/// </summary>
internal sealed class OutageMiddleware(RequestDelegate next, DatabaseOutage outage, GraphErrorWriter errors)
{
    private const string Plain = """{"error":"temporarily_unavailable","error_description":"The database is currently unavailable. Please retry."}""";

    // For requests that don't need the database, or find out themselves that it is gone.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    public Task InvokeAsync(HttpContext context) => outage.IsWatched ? WatchAsync(context) : next(context);

    private async Task WatchAsync(HttpContext context)
    {
        var response = context.Features.GetRequiredFeature<IHttpResponseFeature>();
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var work = next(context);
        if (!work.IsCompleted && await Task.WhenAny(work, outage.Gone) != work && await Task.WhenAny(work, Task.Delay(Grace)) != work && !response.HasStarted)
        {
            context.Features.Set<IHttpResponseFeature>(new HttpResponseFeature());
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
            await AnswerAsync(context, response, body);
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await work;
    }

    private async Task AnswerAsync(HttpContext context, IHttpResponseFeature response, IHttpResponseBodyFeature body)
    {
        var features = new FeatureCollection();
        features.Set(context.Features.GetRequiredFeature<IHttpRequestFeature>());
        features.Set(response);
        features.Set(body);
        var answer = new DefaultHttpContext(features);
        // The connection is in use until the request ends, so the client must not send another one on it.
        if (HttpProtocol.IsHttp11(context.Request.Protocol)) answer.Response.OnStarting(() => Task.FromResult(response.Headers.Connection = "close"));
        if (context.Features.Get<GraphRequest>() is { } graph)
        {
            features.Set(graph);
            await errors.WriteAsync(answer, GraphErrors.Unavailable());
        }
        else
        {
            answer.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            answer.Response.Headers.RetryAfter = "2";
            answer.Response.ContentType = "application/json";
            await answer.Response.WriteAsync(Plain);
        }

        await body.CompleteAsync();
    }
}
