using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Sdk.Tests;

/// <summary>Tests of clients that get their tokens from the built-in authority, over HTTPS with the certificate that the server generated.</summary>
public abstract class AuthorityTests : ServerTests
{
    protected const string Default = "https://graph.microsoft.com/.default";

    private readonly string _file = Path.GetTempFileName();

    /// <summary>The certificate of the application "Provisioning".</summary>
    protected X509Certificate2 _application = null!;

    /// <summary>Trusts the server. It keeps no cookies.</summary>
    protected HttpClientHandler _trusting = null!;

    private HttpClient _pages = null!;

    protected override async Task<TestServer> StartAsync()
    {
        using (var key = RSA.Create(2048))
        {
            _application = new CertificateRequest("CN=Provisioning", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }

        await File.WriteAllBytesAsync(_file, _application.RawData);
        var server = await TestServer.StartAsync(
            [new("Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0"), new($"Authority:ClientCertificates:{SampleTenant.Provisioning}", _file)], listen: true);
        var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(server.Directory, "development-certificate.pem"));
        _trusting = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == certificate.Thumbprint,
        };
        _pages = new(_trusting, disposeHandler: false) { BaseAddress = server.Address };
        return server;
    }

    public override async Task DisposeAsync()
    {
        _pages.Dispose();
        _trusting.Dispose();
        await base.DisposeAsync();
        _application.Dispose();
        File.Delete(_file);
    }

    internal FormBrowser Browser() => new(_pages);
}
