using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;

namespace AuthMethods.Sdk.Tests;

/// <summary>Azure.Identity against the built-in authority, over HTTPS with the certificate that the server generated.</summary>
public sealed class AzureIdentityTests : AuthorityTests
{
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
        using var client = GraphClientFactory.Create(finalHandler: _trusting);

        var me = await Graph(client, OfDevice(_trusting)).Me.GetAsync();

        Assert.Equal(_tenant.Name("kim"), me!.UserPrincipalName);
    }

    [Fact]
    public async Task SecondSilentAcquisition_ComesFromTheCache()
    {
        using var counted = new Counted(_trusting);
        var credential = OfDevice(counted);
        var scopes = new TokenRequestContext([Default]);

        var first = await credential.GetTokenAsync(scopes);
        var requests = counted.Requests;
        var second = await credential.GetTokenAsync(scopes);

        Assert.Equal((first.Token, requests), (second.Token, counted.Requests));
    }

    [Fact]
    public async Task UserWithAPassword_SignsInAndReadsThemself()
    {
#pragma warning disable CS0618 // Scripts still use it.
        var credential = new UsernamePasswordCredential(
            _tenant.Name("kim"), SampleTenant.Password, $"{_tenant.Id}", $"{SampleTenant.AdminTools}", new UsernamePasswordCredentialOptions
            {
                AuthorityHost = _server.Address, DisableInstanceDiscovery = true, Transport = new HttpClientTransport(_trusting),
            });
#pragma warning restore CS0618
        using var client = GraphClientFactory.Create(finalHandler: _trusting);

        var me = await Graph(client, credential).Me.GetAsync();

        Assert.Equal(_tenant.Name("kim"), me!.UserPrincipalName);
    }

    private DeviceCodeCredential OfDevice(HttpMessageHandler handler) => new(new DeviceCodeCredentialOptions
    {
        TenantId = $"{_tenant.Id}",
        ClientId = $"{SampleTenant.AdminTools}",
        AuthorityHost = _server.Address,
        DisableInstanceDiscovery = true,
        Transport = new HttpClientTransport(handler),
        DeviceCodeCallback = async (device, _) =>
        {
            var browser = Browser();
            await browser.OpenAsync(device.VerificationUri.PathAndQuery);
            await browser.SubmitAsync(("user_code", device.UserCode));
            await browser.SubmitAsync(("username", _tenant.Name("kim")));
            (await browser.SubmitAsync(("password", SampleTenant.Password))).Is(HttpStatusCode.OK);
            Assert.Contains("Signed in", browser.Page.Text, StringComparison.Ordinal);
        },
    });

    private GraphServiceClient Graph(HttpClient client, TokenCredential credential) => new(
        client,
        new AzureIdentityAuthenticationProvider(
            credential, [_server.Address.Host], observabilityOptions: null, isCaeEnabled: true, Default),
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
