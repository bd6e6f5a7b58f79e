using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Wire;

/// <summary>
/// Sends requests of this server's own pages through the whole pipeline, as if they came over the same connection as the page's request.
/// </summary>
internal sealed class InProcessCalls(GraphPipeline pipeline)
{
    private const int MaxResponseBytes = 32 * 1024 * 1024;

    /// <param name="page">The page's request, which lends its origin and connection.</param>
    /// <param name="method">The method, such as <c>GET</c>.</param>
    /// <param name="address">Path and query, encoded.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="body">The body; empty for none.</param>
    public async Task<InProcessAnswer> SendAsync(
        HttpContext page, string method, string address, IEnumerable<KeyValuePair<string, string>> headers, byte[] body)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? mark : address.Length;
        var request = new HttpRequestFeature
        {
            Protocol = page.Request.Protocol, Scheme = page.Request.Scheme, PathBase = page.Request.PathBase, Method = method,
            Path = PathString.FromUriComponent(address[..query]), QueryString = address[query..], RawTarget = address,
            Body = new MemoryStream(body, writable: false),
        };
        request.Headers.Host = page.Request.Headers.Host;
        foreach (var (name, value) in headers) request.Headers[name] = value;
        if (body.Length > 0) request.Headers.ContentLength = body.Length;

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = page.RequestAborted });
        features.Set(page.Features.Get<IHttpConnectionFeature>());
        features.Set(InProcess.Page);
        var context = new DefaultHttpContext(features);
        context.Request.Host = page.Request.Host;
        var response = await pipeline.RunAsync(context, new Allowance(MaxResponseBytes));
        if (response.IsAborted || response.IsTooLarge) throw new IOException($"{method} {context.Request.Path} gave no answer.");
        return new(response.StatusCode, response.Headers, response.Written.ToArray(), context.GetEndpoint());
    }
}

/// <param name="Status">The status code.</param>
/// <param name="Headers">The headers of the response.</param>
/// <param name="Body">Its body.</param>
/// <param name="Endpoint">The action that answered; null if there is none at the address.</param>
internal sealed record InProcessAnswer(int Status, IHeaderDictionary Headers, byte[] Body, Endpoint? Endpoint);

/// <summary>Marks the requests of this server's own pages, which show people why a call was refused.</summary>
internal sealed class InProcess
{
    public static readonly InProcess Page = new();
}
