using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

/// <summary>Bodies over the limit, sent over a real connection: the client must get an error, not a closed connection.</summary>
public sealed class LargeBodyTests() : AdminTests("global.admin")
{
    private const int FiveMegabytes = 5 * 1024 * 1024;

    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();

    [Fact]
    public async Task Write_OfFiveMegabytes_Answers413() => await AssertRefusedAsync(new ByteArrayContent(Body(FiveMegabytes)));

    [Fact]
    public async Task Write_OfFiveMegabytesInChunks_Answers413() => await AssertRefusedAsync(new StreamContent(new Unseekable(Body(FiveMegabytes))));

    [Fact]
    public async Task Write_OfAFewCompressedKilobytesThatGrow_Answers413()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(Body(FiveMegabytes));
        var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");

        await AssertRefusedAsync(content);
    }

    [Fact]
    public async Task Write_UnderTheLimit_IsRead()
    {
        using var answer = await SendAsync(new ByteArrayContent(Body(1024 * 1024)));

        Assert.Contains("'displayName'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(HttpContent content)
    {
        using var answer = await SendAsync(content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("BadRequest", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!["code"]);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1.0/users/{_tenant.Name("kim")}") { Content = content };
        return await _admin.SendAsync(request);
    }

    private static byte[] Body(int length) => Encoding.UTF8.GetBytes($$"""{"displayName":"{{new string('a', length)}}"}""");

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
