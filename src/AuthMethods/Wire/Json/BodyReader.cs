using System.Buffers;
using System.Text;
using System.Text.Json;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace AuthMethods.Wire.Json;

/// <summary>Reads and validates the body of a request by Graph's rules.</summary>
internal static class BodyReader
{
    private const int MaxLength = 4 * 1024 * 1024;

    // In addition to Kestrel's minimum rate, which a client can keep for hours.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The JSON object that was sent; undefined for an empty body and for null.</summary>
    /// <param name="http">The request.</param>
    /// <param name="notObject">The error for JSON that is not an object.</param>
    public static async Task<JsonElement> JsonAsync(HttpContext http, Func<GraphException>? notObject = null)
    {
        if (http.Request.ContentLength == 0) return default;
        var bytes = await BytesAsync(http);
        if (bytes.Length == 0) return default;
        // A supported encoding was decoded and removed from the header before.
        if (http.Request.Headers.ContentEncoding is [{ Length: > 0 } encoding, ..] && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw GraphErrors.EncodingNotSupported(encoding);
        }

        if (string.IsNullOrEmpty(http.Request.ContentType)) throw GraphErrors.ContentTypeMissing();
        if (!IsJson(http.Request.ContentType)) throw GraphErrors.NotJson();
        try
        {
            var json = WithoutByteOrderMark(bytes);
            ReadTexts(json.Span);
            var document = JsonDocument.Parse(json, Strict);
            http.Response.RegisterForDispose(document);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object when !HasDuplicateNames(document.RootElement) => document.RootElement,
                JsonValueKind.Object => throw GraphErrors.Unreadable(),
                JsonValueKind.Null => default,
                _ => throw (notObject ?? GraphErrors.Unreadable)(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw GraphErrors.Unreadable();
        }
    }

    /// <summary>The raw body, with the same limits as JSON.</summary>
    public static Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext http) => http.Graph().Body ?? ReadAsync(http);

    /// <summary>
    /// Reads the body before the request uses the database, so that a slow client holds nothing of it. If that fails, the error is thrown
    /// when it is the body's turn to be checked.
    /// </summary>
    public static async Task ReadAheadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }) return;
        var reading = ReadAsync(http);
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Graph().Body = reading;
    }

    /// <summary>Reads a body that is neither longer nor takes longer than it may: otherwise throws 413 or 408.</summary>
    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http, int maxLength, TimeSpan maxTime)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var reader = http.Request.BodyReader;
        // Kestrel logs an error for each read that a token cancels.
        using var limit = new CancellationTokenSource(maxTime);
        await using var registration = limit.Token.Register(reader.CancelPendingRead);
        while (true)
        {
            var read = await reader.ReadAsync();
            foreach (var segment in read.Buffer) bytes.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (bytes.WrittenCount > maxLength) throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
            if (read.IsCompleted) return bytes.WrittenMemory;
            if (read.IsCanceled) throw new BadHttpRequestException("The body takes too long.", StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        try
        {
            return await ReadAsync(http, MaxLength, MaxTime);
        }
        catch (Exception e) when (IsDecompressionError(e))
        {
            // The body is not compressed as Content-Encoding says.
            throw GraphErrors.Unreadable();
        }
    }

    /// <summary>Whether an exception comes from a decompression stream; Brotli's differs from that of gzip and deflate.</summary>
    public static bool IsDecompressionError(Exception exception) => exception is InvalidDataException or InvalidOperationException;

    public static bool IsJson(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var media)
        && (media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            || media.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase));

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    /// <summary>
    /// Throws for names and texts with lone surrogates or invalid UTF-8, which the parser otherwise detects only when the text is
    /// read.
    /// </summary>
    private static void ReadTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String) _ = reader.GetString();
        }
    }

    /// <summary>Names are case-insensitive, so two spellings of one name are duplicates.</summary>
    private static bool HasDuplicateNames(JsonElement body)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return !body.EnumerateObject().All(property => names.Add(property.Name));
    }
}
