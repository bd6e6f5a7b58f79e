using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using Microsoft.Extensions.Options;

namespace AuthMethods.Messages;

/// <summary>
/// Posts messages to a program that sends them, signed as Standard Webhooks describes: HMAC-SHA256 over the id, the time and the body. Any
/// status but 2xx means that the message is tried again.
/// </summary>
internal sealed class WebhookSender : IMessageSender, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // The message's text is nobody's business but the receiver's.
        ActivityHeadersPropagator = null,
    });

    private readonly Uri _url;
    private readonly byte[] _secret;
    private readonly TimeProvider _time;

    public WebhookSender(IOptions<WebhookOptions> options, TimeProvider time)
    {
        (_url, _secret, _time) = (new(options.Value.Url!), options.Value.SecretBytes, time);
        Channels = options.Value.Channels.Count == 0
            ? Enum.GetValues<MessageChannel>()
            : [.. options.Value.Channels.Select(c => WebhookOptions.ChannelOf(c)!.Value)];
    }

    public IReadOnlyList<MessageChannel> Channels { get; }

    public async Task SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var body = BodyOf(message);
        var (id, timestamp) = (message.Id.ToString(), _time.OfServer().GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{SignatureOf(id, timestamp, body)}");
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"The webhook answered {(int)response.StatusCode}.");
    }

    public void Dispose() => _client.Dispose();

    private string SignatureOf(string id, string timestamp, byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(_secret, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]));

    private static byte[] BodyOf(OutgoingMessage message)
    {
        var content = message.Content;
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string?>
        {
            ["id"] = message.Id.ToString(),
            ["createdDateTime"] = Text(message.CreatedDateTime),
            ["expiresDateTime"] = Text(message.ExpiresDateTime),
            ["tenantId"] = message.TenantId.ToString(),
            ["userId"] = content.UserId.ToString(),
            ["channel"] = GraphEnum.Name(content.Channel),
            ["purpose"] = content.Purpose,
            ["to"] = content.To,
            ["subject"] = content.Subject,
            ["text"] = content.Text,
            ["code"] = content.Code,
        });

        static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
    }
}
