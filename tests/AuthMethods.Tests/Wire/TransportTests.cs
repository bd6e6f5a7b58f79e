using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Wire;

/// <summary>What needs a real connection: HTTP versions and addresses that are too long.</summary>
public sealed class TransportTests
{
    [Fact]
    public async Task Call_OverHttp2WithPriorKnowledge_IsAnswered()
    {
        await using var server = await TestServer.StartAsync([new("Kestrel:EndpointDefaults:Protocols", "Http2")], listen: true);

        await AssertHttp2Async(await server.TenantAsync(), new SocketsHttpHandler());
    }

    [Fact]
    public async Task Call_OverHttp2AndTls_IsAnswered()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;
        var (pem, keyPem) = (Path.Combine(directory, "certificate.pem"), Path.Combine(directory, "key.pem"));
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyPem, key.ExportPkcs8PrivateKeyPem());
        await using var server = await TestServer.StartAsync(
            [
                new("Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0"), new("Kestrel:Certificates:Default:Path", pem),
                new("Kestrel:Certificates:Default:KeyPath", keyPem),
            ],
            listen: true,
            // On a busy machine a handshake may take longer than the usual ten seconds.
            services: services => services.Configure<KestrelServerOptions>(
                kestrel => kestrel.ConfigureHttpsDefaults(https => https.HandshakeTimeout = TimeSpan.FromMinutes(2))));

        await AssertHttp2Async(await server.TenantAsync(), new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString(),
            },
        });
        System.IO.Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("/v1.0/users/")]
    [InlineData("/v1.0/users?$filter=")]
    public async Task Call_OfAnEndlessAddress_Answers414AndTheServerGoesOn(string path)
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var admin = await tenant.AsAsync("global.admin");

        (await admin.GetAnswerAsync(path + new string('a', 60_000))).Is(HttpStatusCode.RequestUriTooLong);

        (await admin.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1.0/users/", HttpStatusCode.NotFound)]
    [InlineData("/v1.0/", HttpStatusCode.BadRequest)]
    public async Task Call_OfALongAddress_IsAnsweredAsAnyOther(string path, HttpStatusCode status)
    {
        var tenant = await SharedServer.ListeningTenantAsync();

        (await (await tenant.AsAsync("global.admin")).GetAnswerAsync(path + new string('a', 30_000))).Is(status);
    }

    private static async Task AssertHttp2Async(TestTenant tenant, SocketsHttpHandler handler)
    {
        using var client = new HttpClient(handler)
        {
            BaseAddress = tenant.Server.Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await tenant.TokenAsync("global.admin"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync($"/v1.0/users/{tenant.Name("kim")}/authentication/methods")));
        using var head = await client.SendAsync(
            new(HttpMethod.Head, "/v1.0/me") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact });

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (a.StatusCode, a.Version)));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }
}
