using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Errors;

/// <summary>The only place that writes an error body.</summary>
internal sealed class GraphErrorWriter(TimeProvider time, ReasonHeader reasons, AuthorizationAddress authorization)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(HttpContext context, GraphException error)
    {
        var graph = context.Graph();
        var response = context.Response;
        response.Clear();
        SecurityHeaders.Write(response.Headers);
        GraphHeaders.Write(context);
        response.StatusCode = error.Status;
        response.ContentType = "application/json";
        if (error.Location is not null) response.Headers.Location = error.Location;
        if (error.Allow is not null) response.Headers.Allow = error.Allow;
        if (error.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        else if (error.Status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "2";
        if (error.Status == StatusCodes.Status401Unauthorized || error.Challenge is not null)
        {
            response.Headers.WWWAuthenticate =
                $"Bearer realm=\"\", authorization_uri=\"{authorization.For(context)}\", client_id=\"00000003-0000-0000-c000-000000000000\"{error.Challenge}";
        }

        if (error.Throttled is { } throttled)
        {
            response.Headers.RetryAfter = throttled.Seconds.ToString(CultureInfo.InvariantCulture);
            response.Headers["x-ms-throttle-scope"] = throttled.Scope;
            response.Headers["x-ms-throttle-information"] = throttled.Information;
        }

        reasons.Add(context, error.Refusal);
        await using var writer = new Utf8JsonWriter(response.BodyWriter, Plain);
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        if (error.ConflictingProperty is { } property)
        {
            writer.WriteStartArray("details");
            writer.WriteStartObject();
            writer.WriteString("code", "ObjectConflict");
            writer.WriteString("message", error.Message);
            writer.WriteString("target", property);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteStartObject("innerError");
        if (error.Throttled is not null)
        {
            writer.WriteString("code", "429");
            writer.WriteString("message", "Please retry after");
            writer.WriteString("status", "429");
        }

        if (GraphErrors.RepeatsMessage(error.Code)) writer.WriteString("message", error.Message);
        writer.WriteString("date", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        writer.WriteString("request-id", graph.RequestId);
        writer.WriteString("client-request-id", graph.ClientRequestId);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        response.ContentLength = writer.BytesCommitted;
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
