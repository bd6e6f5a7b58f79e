using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AuthMethods.Storage.Tests.Processes;

public sealed class TelemetryTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Collector_GetsRoutesAndStatusCodesAndNoUser()
    {
        using var collector = Listen();
        using var server = await ServerProcess.ServeAsync([
            new("Storage:Directory", _directory), new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Prefixes.Single()),
            new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), new("OTEL_METRIC_EXPORT_INTERVAL", "200")]);
        using var client = new HttpClient { BaseAddress = server.Address };

        using var refused = await client.GetAsync(new Uri("/v1.0/users/kim@contoso.com/authentication/phoneMethods", UriKind.Relative));

        var sent = "";
        while (!sent.Contains("authentication/phoneMethods", StringComparison.Ordinal)) sent = await NextAsync(collector, "/v1/metrics");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("http.server.request.duration", sent, StringComparison.Ordinal);
        Assert.Contains("{user}", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("kim", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collector_GetsTracesWithoutNames()
    {
        using var collector = Listen();
        using var server = await ServerProcess.ServeAsync([
            new("Storage:Directory", _directory), new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Prefixes.Single()),
            new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), new("OTEL_BSP_SCHEDULE_DELAY", "200"), new("OTEL_METRIC_EXPORT_INTERVAL", "60000")]);
        using var client = new HttpClient { BaseAddress = server.Address };

        await client.GetAsync(new Uri("/v1.0/users/kim@contoso.com/authentication/phoneMethods?$filter=id eq 'secret'", UriKind.Relative));
        await client.GetAsync(new Uri("/contoso.com/v2.0/.well-known/openid-configuration", UriKind.Relative));

        var sent = "";
        while (!sent.Contains("authentication/phoneMethods", StringComparison.Ordinal) || !sent.Contains("Domains", StringComparison.Ordinal))
        {
            sent += await NextAsync(collector, "/v1/traces");
        }

        Assert.DoesNotContain("kim", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AreForTheOperatorAndOnAPortOfTheirOwn()
    {
        var port = new Uri(FreeAddress()).Port;
        using var server = await ServerProcess.ServeAsync([
            new("Storage:Directory", _directory), new("ASPNETCORE_ENVIRONMENT", "Production"), new("Public:Url", "https://graph.contoso.com"),
            new("AzureAd:TenantId", "organizations"), new("Operator:Key", "a key"), new("Metrics:Enabled", "true"), new("Metrics:Port", $"{port}")]);
        using HttpClient client = new() { BaseAddress = server.Address }, scraper = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        await client.GetAsync(new Uri("/v1.0/me", UriKind.Relative));

        // As any address that is neither /v1.0 nor /beta.
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await scraper.GetAsync(new Uri("/v1.0/me", UriKind.Relative))).StatusCode);
        var text = await scraper.GetStringAsync("/metrics");
        Assert.Contains("authmethods_requests_total", text, StringComparison.Ordinal);
        Assert.Matches(@"authmethods_refusals_total\{.*reason=""TokenMissing""", text);
        client.DefaultRequestHeaders.Add("x-authmethods-key", "a key");
        Assert.Contains("authmethods_requests_total", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    /// <summary>The readable text in the body of the next export to a path.</summary>
    private static async Task<string> NextAsync(HttpListener collector, string path)
    {
        while (true)
        {
            var export = await collector.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
            using var body = new MemoryStream();
            await export.Request.InputStream.CopyToAsync(body);
            export.Response.Close();
            if (export.Request.Url!.AbsolutePath == path) return Encoding.Latin1.GetString(body.ToArray());
        }
    }

    /// <summary>The listener needs a port number in advance, and a free port may be taken before it listens.</summary>
    private static HttpListener Listen()
    {
        for (var attempts = 1; ; attempts++)
        {
            var listener = new HttpListener { Prefixes = { FreeAddress() } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (attempts < 10)
            {
                listener.Close();
            }
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
    }
}
