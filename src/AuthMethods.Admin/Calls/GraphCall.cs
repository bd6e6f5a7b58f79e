using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AuthMethods.Admin.Calls;

/// <summary>A call of the API that a page made, and the answer.</summary>
/// <param name="Method">The method, such as <c>GET</c>.</param>
/// <param name="Address">Path and query, encoded.</param>
/// <param name="Sent">The request's body in JSON; empty for none.</param>
/// <param name="Status">The status code.</param>
/// <param name="Answer">The response's body; empty for none.</param>
public sealed record GraphCall(string Method, string Address, string Sent, int Status, string Answer)
{
    private JsonNode? _body;

    /// <summary>Why it was refused, as <c>x-authmethods-reason</c> says it; null if it wasn't.</summary>
    public string? Reason { get; init; }

    /// <summary>The least delegated permission that would do; null if it wasn't refused.</summary>
    public string? LeastPermission { get; init; }

    /// <summary>The directory roles that may make the call on another user, separated by commas; empty if none is needed.</summary>
    public string Roles { get; init; } = "";

    /// <summary>It would be allowed after multi-factor authentication.</summary>
    public bool NeedsMfa { get; init; }

    [JsonIgnore]
    public bool IsSuccess => Status < 300;

    /// <summary>The answer as JSON; null if it isn't.</summary>
    [JsonIgnore]
    public JsonNode? Body => _body ??= Parse(Answer);

    /// <summary>The items of a collection.</summary>
    [JsonIgnore]
    public IReadOnlyList<JsonNode> Items => Body?["value"] is JsonArray { Count: > 0 } items ? [.. items.OfType<JsonNode>()] : [];

    /// <summary>The address of the next page of a collection; null on the last.</summary>
    [JsonIgnore]
    public string? Next => Body.Text("@odata.nextLink") is { Length: > 0 } link ? new Uri(link).PathAndQuery : null;

    /// <summary>What went wrong, in Graph's words; null if nothing did.</summary>
    [JsonIgnore]
    public string? Problem => IsSuccess ? null
        : Body?["error"] is JsonObject error ? $"{error.Text("message")} ({Status} {error.Text("code")})"
        : $"The server answered {Status}.";

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.StartsWith('{') ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal static class JsonNodeExtensions
{
    /// <summary>A property as text; empty if it is null or missing.</summary>
    public static string Text(this JsonNode? node, string name) => node is JsonObject && node[name] is { } value
        ? value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()
        : "";

    /// <summary>Whether a property is true.</summary>
    public static bool Is(this JsonNode? node, string name) => node.Text(name) == "true";

    /// <summary>A property in UTC as people read it, such as <c>2026-01-15 09:30</c>; empty if it is null or missing.</summary>
    public static string Time(this JsonNode? node, string name) =>
        DateTimeOffset.TryParse(node.Text(name), CultureInfo.InvariantCulture, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "";
}
