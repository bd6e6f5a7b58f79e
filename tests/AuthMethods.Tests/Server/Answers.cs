using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AuthMethods.Tests.Server;

/// <summary>A response, read for a test.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonArray Value => Json["value"]!.AsArray();

    public string? ErrorCode => (string?)Json["error"]!["code"];

    public string? ErrorMessage => (string?)Json["error"]!["message"];

    public string? Reason => Headers.TryGetValues("x-authmethods-reason", out var reasons) ? reasons.Single() : null;

    /// <summary>Asserts the status and, for an error, its code; the message contains the actual response.</summary>
    public Answer Is(HttpStatusCode status, string? code = null)
    {
        Assert.True(Status == status, $"expected {(int)status}, got {(int)Status}: {Text} {Reason}");
        if (code is not null) Assert.Equal(code, ErrorCode);
        return this;
    }
}

public static class HttpClientExtensions
{
    public static Task<Answer> GetAnswerAsync(this HttpClient client, string path) => client.AnswerAsync(HttpMethod.Get, path);

    public static Task<Answer> DeleteAnswerAsync(this HttpClient client, string path) => client.AnswerAsync(HttpMethod.Delete, path);

    public static Task<Answer> PostAnswerAsync(this HttpClient client, string path, string? json = null) => client.AnswerAsync(HttpMethod.Post, path, json);

    public static Task<Answer> PatchAnswerAsync(this HttpClient client, string path, string? json) => client.AnswerAsync(HttpMethod.Patch, path, json);

    public static Task<Answer> PutAnswerAsync(this HttpClient client, string path, string? json) => client.AnswerAsync(HttpMethod.Put, path, json);

    public static async Task<Answer> AnswerAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        string? body = null,
        string? contentType = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }
}
