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
        while (!sent.Contains("authentication/phoneMethods", StringComparison.Ordinal)) sent = await NextAsync(collector);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("http.server.request.duration", sent, StringComparison.Ordinal);
        Assert.Contains("{user}", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("kim", sent, StringComparison.Ordinal);
    }

    /// <summary>The readable text in the body of the next export.</summary>
    private static async Task<string> NextAsync(HttpListener collector)
    {
        var export = await collector.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
        using var body = new MemoryStream();
        await export.Request.InputStream.CopyToAsync(body);
        export.Response.Close();
        Assert.Equal("/v1/metrics", export.Request.Url!.AbsolutePath);
        return Encoding.Latin1.GetString(body.ToArray());
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
