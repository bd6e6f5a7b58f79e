using System.Buffers;
using System.Text;
using System.Text.Json;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Features.Batch;

/// <summary>A request of a batch, as it was sent.</summary>
internal sealed class BatchEntry
{
    private const int MaxUrlLength = 32 * 1024;

    // These describe the connection and the base of links; an entry cannot set them.
    private static readonly string[] IgnoredHeaders = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Upgrade"];

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    public BatchEntry(string id, JsonElement sent, IReadOnlyList<string> dependsOn) => (Id, Sent, DependsOn) = (id, sent, dependsOn);

    public string Id { get; }

    /// <summary>The entries that must succeed before this one runs.</summary>
    public IReadOnlyList<string> DependsOn { get; }

    private JsonElement Sent { get; }

    /// <summary>Copies the entry to a request. An invalid entry fails alone.</summary>
    public void WriteTo(HttpRequest request)
    {
        request.Method = Method();
        (request.Path, request.QueryString) = Address(request.HttpContext.Graph().Version);
        foreach (var (name, value) in Headers()) request.Headers[name] = value;
        if (Body(request.ContentType) is not { } body) return;
        request.Body = new MemoryStream(body, writable: false);
        request.ContentLength = body.Length;
    }

    private string Method()
    {
        var method = Text("method") ?? throw GraphErrors.BatchEntryLacks("method");
        return method.Length is > 0 and <= 16 && method.All(char.IsAsciiLetter) ? method.ToUpperInvariant() : throw GraphErrors.MethodNotAllowed(allow: null);
    }

    private (PathString Path, QueryString Query) Address(GraphVersion version)
    {
        var url = Text("url") ?? throw GraphErrors.BatchEntryLacks("url");
        if (url.Length > MaxUrlLength) throw GraphErrors.UrlTooLong();
        if (IsAbsolute(url)) throw GraphErrors.BatchUrlAbsolute();
        var end = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment ? fragment : url.Length;
        var query = url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark && mark < end ? mark : end;
        try
        {
            var path = url[..query];
            return (PathString.FromUriComponent($"/{version.Segment()}/{(path.StartsWith('/') ? path[1..] : path)}"), new(url[query..end]));
        }
        catch (InvalidOperationException)
        {
            // An encoded NUL.
            throw GraphErrors.BatchUrlInvalid();
        }
    }

    private static bool IsAbsolute(string url) =>
        url.StartsWith("//", StringComparison.Ordinal) || url.StartsWith('\\')
        || (url.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && url.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0);

    private IEnumerable<(string Name, string Value)> Headers()
    {
        if (Sent.Member("headers") is not { } headers) yield break;
        if (headers.ValueKind != JsonValueKind.Object) throw GraphErrors.BatchHeadersInvalid();
        foreach (var header in headers.EnumerateObject().Where(h => !IgnoredHeaders.Contains(h.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (header.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) throw GraphErrors.BatchHeadersInvalid();
            if (header.Value.ValueKind != JsonValueKind.Null) yield return (header.Name, header.Value.ToString());
        }
    }

    private byte[]? Body(string? contentType)
    {
        if (Sent.Member("body") is not { } body) return null;
        if (body.ValueKind != JsonValueKind.String || string.IsNullOrEmpty(contentType) || BodyReader.IsJson(contentType))
        {
            return Encoding.UTF8.GetBytes(body.GetRawText());
        }

        return body.TryGetBytesFromBase64(out var bytes) ? bytes : throw GraphErrors.BatchBodyInvalid();
    }

    private string? Text(string name) => Sent.Member(name) is { ValueKind: JsonValueKind.String } text ? GraphBody.TextOf(text) : null;
}
