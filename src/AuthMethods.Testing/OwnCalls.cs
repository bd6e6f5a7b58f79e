using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AuthMethods.Testing;

/// <summary>Calls of what Graph doesn't have.</summary>
internal sealed class OwnCalls : IDisposable
{
    private const string Root = "/authmethods";

    private readonly HttpClient _client;

    private OwnCalls(HttpClient client, AuthMethodsHost host)
    {
        _client = client;
        if (host.OperatorKey is { } key) _client.DefaultRequestHeaders.Add("x-authmethods-key", key);
    }

    /// <summary>As the tenant's own application.</summary>
    public static OwnCalls InTenant(TestTenant tenant) => new(tenant.HttpClientAsApp(), tenant.Host);

    /// <summary>As the operator of the server.</summary>
    public static OwnCalls AsOperator(AuthMethodsHost host) => new(host.CreateClient(), host);

    public Task<JsonNode?> GetAsync(string path) => SendAsync(HttpMethod.Get, $"{Root}/{path}");

    public Task<JsonNode?> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, $"{Root}/{path}", body);

    /// <summary>The answer's body; null if it has none.</summary>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            var reason = response.Headers.TryGetValues("x-authmethods-reason", out var reasons) ? $" ({string.Join(", ", reasons)})" : "";
            throw new HttpRequestException($"{method} {path} was answered with {(int)response.StatusCode}{reason}: {text}", null, response.StatusCode);
        }

        return response.StatusCode == HttpStatusCode.NoContent || text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public void Dispose() => _client.Dispose();
}
