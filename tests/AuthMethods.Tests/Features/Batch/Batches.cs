using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Batch;

internal static class Batches
{
    /// <summary>A GET entry.</summary>
    public static JsonObject Get(JsonNode id, string url, params string[] dependsOn) => Entry(id, "GET", url, dependsOn: dependsOn);

    public static JsonObject Entry(
        JsonNode id, string method, string url, JsonNode? body = null, string? contentType = "application/json", params string[] dependsOn)
    {
        var entry = new JsonObject { ["id"] = id, ["method"] = method, ["url"] = url };
        if (body is not null) entry["body"] = body;
        if (body is not null && contentType is not null) entry["headers"] = new JsonObject { ["Content-Type"] = contentType };
        if (dependsOn.Length > 0) entry["dependsOn"] = new JsonArray([.. dependsOn.Select(d => JsonValue.Create(d))]);
        return entry;
    }

    public static Task<Answer> SendBatchAsync(this HttpClient client, params JsonObject[] entries) => client.SendBatchAsync("v1.0", entries);

    public static Task<Answer> SendBatchAsync(this HttpClient client, string version, params JsonObject[] entries) =>
        client.PostAnswerAsync($"/{version}/$batch", new JsonObject { ["requests"] = new JsonArray([.. entries]) }.ToJsonString());

    /// <summary>The responses of a batch, by entry id.</summary>
    public static Dictionary<string, JsonNode> Responses(this Answer batch) =>
        batch.Is(HttpStatusCode.OK).Json["responses"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => r!);

    public static int Status(this JsonNode response) => (int)response["status"]!;

    public static string? Code(this JsonNode response) => (string?)response["body"]?["error"]?["code"];

    public static string? Header(this JsonNode response, string name) => (string?)response["headers"]![name];
}
