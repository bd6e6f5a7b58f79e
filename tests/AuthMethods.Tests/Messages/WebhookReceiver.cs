using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Tests.Messages;

/// <summary>A program that sends messages, for tests. It notes each request, and answers with the status that the test sets.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";

    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.First()}/hook";

    public ConcurrentQueue<ReceivedMessage> Received { get; } = [];

    /// <summary>The status of the answer.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>Runs before the answer.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/hook", receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The settings of a server that sends its messages here.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => [new("Messages:Outbox", "false"), new("Webhook:Url", Url), new("Webhook:Secret", Secret)];

    /// <summary>Waits until as many requests have come.</summary>
    public async Task<ReceivedMessage[]> WaitAsync(int count)
    {
        for (var i = 0; i < 200 && Received.Count < count; i++) await Task.Delay(50);
        return [.. Received];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        Received.Enqueue(new(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, body.ToArray()));
        await BeforeAnswer();
        http.Response.StatusCode = Status;
    }
}

internal sealed record ReceivedMessage(string Id, string Timestamp, string Signature, byte[] Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>What the signature must be, computed as the specification of Standard Webhooks says.</summary>
    public string RightSignature => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(WebhookReceiver.Secret["whsec_".Length..]),
        Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Encoding.UTF8.GetString(Body)}")));
}
