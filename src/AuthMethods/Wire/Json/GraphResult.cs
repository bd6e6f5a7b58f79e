using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Wire.Json;

/// <summary>A response with a body: an entity, a collection or a single value, in OData's format.</summary>
internal sealed class GraphResult : IActionResult
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonEncodedText Context = JsonEncodedText.Encode("@odata.context", JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>The context after <c>$metadata#</c>, without the selection and <c>/$entity</c>; null for a response without a context.</summary>
    public string? ODataContext { get; init; }

    /// <summary>The item is part of an entity set, which the context shows.</summary>
    public bool IsEntity { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Absolute.</summary>
    public string? Location { get; init; }

    /// <summary>A collection's items, or one entity.</summary>
    public IReadOnlyList<object> Items { get; init; } = [];

    public bool IsCollection { get; init; }

    /// <summary>The declared type is abstract, so that each item contains its type.</summary>
    public bool IsPolymorphic { get; init; }

    /// <summary>The properties in <c>$select</c>; null without it.</summary>
    public Selection? Selection { get; init; }

    /// <summary>The navigation properties that <c>$expand</c> adds to each item.</summary>
    public IReadOnlyList<Expanded> Expanded { get; init; } = [];

    public int? Count { get; init; }

    /// <summary>Absolute; null on the last page.</summary>
    public string? NextLink { get; init; }

    /// <summary>Absolute; on the last page of a delta query, where the client asks for later changes.</summary>
    public string? DeltaLink { get; init; }

    /// <summary>The preferences of the request that the response follows.</summary>
    public string? PreferenceApplied { get; init; }

    /// <summary>The value of a primitive response: <c>"value":true</c>.</summary>
    public bool? Value { get; init; }

    /// <summary>The values of a response that is a collection of texts: <c>"value":["a","b"]</c>.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var graph = http.Graph();
        var response = http.Response;
        if (graph.IsCount)
        {
            response.ContentType = "text/plain";
            await response.WriteAsync((Count ?? Texts?.Count ?? Items.Count).ToString(CultureInfo.InvariantCulture), http.RequestAborted);
            return;
        }

        response.StatusCode = Status;
        response.ContentType = graph.Metadata switch
        {
            ODataMetadata.None => "application/json;odata.metadata=none;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
            ODataMetadata.Full => "application/json;odata.metadata=full;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
            _ => "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
        };
        response.Headers["OData-Version"] = "4.0";
        if (Location is not null) response.Headers.Location = Location;
        if (PreferenceApplied is not null) response.Headers["Preference-Applied"] = PreferenceApplied;

        await using var writer = new Utf8JsonWriter(response.BodyWriter, Plain);
        var wire = new WireWriter(writer, graph.Version, graph.Metadata, http.GraphRoot());
        writer.WriteStartObject();
        if (ODataContext is not null && graph.Metadata != ODataMetadata.None)
        {
            writer.WriteString(Context, $"{http.GraphRoot()}/$metadata#{ODataContext}{ContextOfProperties}{(IsEntity ? "/$entity" : "")}");
        }

        if (Count is { } count) writer.WriteNumber("@odata.count", count);
        if (NextLink is not null) writer.WriteString("@odata.nextLink", NextLink);
        if (DeltaLink is not null) writer.WriteString("@odata.deltaLink", DeltaLink);
        if (IsCollection)
        {
            writer.WriteStartArray("value");
            foreach (var item in Items) wire.Item(item, IsPolymorphic, Selection, Expanded);
            writer.WriteEndArray();
        }
        else if (Texts is { } texts)
        {
            writer.WriteStartArray("value");
            foreach (var text in texts) writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
        else if (Value is { } value)
        {
            writer.WriteBoolean("value", value);
        }
        else if (Items.Count > 0)
        {
            wire.Members(Items[0], IsPolymorphic, Selection, Expanded, isIdFirst: Status == StatusCodes.Status201Created);
        }

        writer.WriteEndObject();
        writer.Flush();
        response.ContentLength = writer.BytesCommitted;
        await response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private string? ContextOfProperties =>
        Expanded.Count == 0 ? Selection?.Context : $"({string.Join(',', [.. Selection?.Names ?? [], .. Expanded.Select(e => e.Expansion.Context)])})";
}
