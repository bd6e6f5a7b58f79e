using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AuthMethods.Server.Commands;

/// <summary>The running server on this machine, for verbs that ask it something.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpClient _client;

    public LocalServer()
    {
        var configuration = ServerHost.CreateBuilder().Configuration;
        _client = new() { BaseAddress = new(HealthCommand.Address(configuration), "/") };
        if (configuration["Operator:Key"] is { Length: > 0 } key) _client.DefaultRequestHeaders.Add("x-authmethods-key", key);
    }

    public Task<string> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, body: null, cancellation);

    public async Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken cancellation) =>
        JsonNode.Parse(await SendAsync(HttpMethod.Post, path, body, cancellation))!;

    public void Dispose() => _client.Dispose();

    private async Task<string> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await _client.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode ? text : throw new UsageException($"{_client.BaseAddress} answered {(int)answer.StatusCode}: {MessageIn(text)}");
        }
        catch (HttpRequestException e)
        {
            throw new UsageException($"{_client.BaseAddress} does not answer: {e.Message}");
        }
    }

    private static string MessageIn(string text) =>
        text.StartsWith('{') && (string?)JsonNode.Parse(text)!["error"]?["message"] is { } message ? message : text;
}
