using System.Text.Encodings.Web;
using System.Text.Json;
using AuthMethods.Access;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.Batch;

/// <summary>Runs a batch and writes the responses to its entries.</summary>
internal sealed class BatchResult(IReadOnlyList<BatchEntry> entries) : IActionResult
{
    private const int FlushThreshold = 64 * 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // These belong to the connection or the host; the batch response has them once.
    private static readonly string[] OmittedHeaders = ["Content-Length", "Strict-Transport-Security", "Vary", "x-ms-ags-diagnostic"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var answers = await services.GetRequiredService<BatchRunner>().RunAsync(http, services.GetRequiredService<Caller>(), entries);

        http.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, Plain);
        writer.WriteStartObject();
        writer.WriteStartArray("responses");
        foreach (var (entry, answer) in entries.Zip(answers))
        {
            Write(writer, entry.Id, answer);
            if (writer.BytesPending + writer.BytesCommitted < FlushThreshold) continue;
            writer.Flush();
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static void Write(Utf8JsonWriter writer, string id, BufferedResponse answer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteNumber("status", answer.StatusCode);
        writer.WriteStartObject("headers");
        foreach (var header in answer.Headers.Where(h => !OmittedHeaders.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            writer.WriteString(header.Key, header.Value.ToString());
        }

        writer.WriteEndObject();
        if (answer.Written.Length > 0)
        {
            writer.WritePropertyName("body");
            if (answer.Headers.ContentType is [{ } type] && BodyReader.IsJson(type)) writer.WriteRawValue(answer.Written, skipInputValidation: true);
            else writer.WriteBase64StringValue(answer.Written);
        }

        writer.WriteEndObject();
    }
}
