using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;

namespace AuthMethods.Sdk.Tests;

/// <summary>Azure.Identity against the built-in authority, over HTTPS with the certificate that the server generated.</summary>
public sealed class AzureIdentityTests : ServerTests
{
    private readonly string _file = Path.GetTempFileName();
    private X509Certificate2 _application = null!;
    private HttpClientHandler _trusting = null!;

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
        _trusting = new() { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == certificate.Thumbprint };
        return server;
    }

    public override async Task DisposeAsync()
    {
        _trusting.Dispose();
        await base.DisposeAsync();
        _application.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task Application_SignsInAndReadsMethods()
    {
        var options = new ClientSecretCredentialOptions
        {
            AuthorityHost = _server.Address,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(_trusting),
        };
        var credential = new ClientSecretCredential($"{_tenant.Id}", $"{SampleTenant.Provisioning}", SampleTenant.ProvisioningSecret, options);
        using var client = GraphClientFactory.Create(finalHandler: _trusting);

        var methods = await Graph(client, credential).Users[_tenant.Name("kim")].Authentication.Methods.GetAsync();

        Assert.Equal(5, methods!.Value!.Count);
    }

    [Fact]
    public async Task ApplicationWithACertificate_SignsInAndReadsMethods()
    {
        var credential = new ClientCertificateCredential($"{_tenant.Id}", $"{SampleTenant.Provisioning}", _application, new ClientCertificateCredentialOptions
        {
            AuthorityHost = _server.Address,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(_trusting),
        });
        using var client = GraphClientFactory.Create(finalHandler: _trusting);

        var methods = await Graph(client, credential).Users[_tenant.Name("kim")].Authentication.Methods.GetAsync();

        Assert.Equal(5, methods!.Value!.Count);
    }

    [Fact]
    public async Task UserOfADevice_SignsInOnThePageAndReadsThemself()
    {
        using var browser = new HttpClient(_trusting, disposeHandler: false);
        var credential = new DeviceCodeCredential(new DeviceCodeCredentialOptions
        {
            TenantId = $"{_tenant.Id}",
            ClientId = $"{SampleTenant.AdminTools}",
            AuthorityHost = _server.Address,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(_trusting),
            DeviceCodeCallback = async (device, cancellation) =>
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["user_code"] = device.UserCode, ["username"] = _tenant.Name("kim"), ["password"] = SampleTenant.Password,
                });
                using var page = await browser.PostAsync(device.VerificationUri, form, cancellation);
                Assert.True(page.IsSuccessStatusCode, await page.Content.ReadAsStringAsync(cancellation));
            },
        });
        using var client = GraphClientFactory.Create(finalHandler: _trusting);

        var me = await Graph(client, credential).Me.GetAsync();

        Assert.Equal(_tenant.Name("kim"), me!.UserPrincipalName);
    }

    [Fact]
    public async Task SecondSilentAcquisition_ComesFromTheCache()
    {
        using var browser = new HttpClient(_trusting, disposeHandler: false);
        using var counted = new Counted(_trusting);
        var credential = new DeviceCodeCredential(new DeviceCodeCredentialOptions
        {
            TenantId = $"{_tenant.Id}",
            ClientId = $"{SampleTenant.AdminTools}",
            AuthorityHost = _server.Address,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(counted),
            DeviceCodeCallback = async (device, cancellation) =>
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["user_code"] = device.UserCode, ["username"] = _tenant.Name("kim"), ["password"] = SampleTenant.Password,
                });
                using var page = await browser.PostAsync(device.VerificationUri, form, cancellation);
                Assert.True(page.IsSuccessStatusCode, await page.Content.ReadAsStringAsync(cancellation));
            },
        });
        var scopes = new TokenRequestContext(["https://graph.microsoft.com/.default"]);

        var first = await credential.GetTokenAsync(scopes);
        var requests = counted.Requests;
        var second = await credential.GetTokenAsync(scopes);

        Assert.Equal((first.Token, requests), (second.Token, counted.Requests));
    }

    private GraphServiceClient Graph(HttpClient client, TokenCredential credential) => new(
        client,
        new AzureIdentityAuthenticationProvider(
            credential, [_server.Address.Host], observabilityOptions: null, isCaeEnabled: true, "https://graph.microsoft.com/.default"),
        new Uri(_server.Address, "v1.0").ToString());

    /// <summary>Counts the requests of a credential.</summary>
    private sealed class Counted(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Requests { get; private set; }

        // The inner handler belongs to the test.
        protected override void Dispose(bool disposing)
        {
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
