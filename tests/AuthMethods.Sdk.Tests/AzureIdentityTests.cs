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

    /// <summary>The credential opens the system's browser, which is a program of this test.</summary>
    [SkippableFact]
    public async Task UserInTheBrowser_SignsInAndReadsThemself()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems open browsers in another way.");
        var directory = System.IO.Directory.CreateTempSubdirectory();
        var program = Path.Combine(directory.FullName, "xdg-open");
        var opened = Path.Combine(directory.FullName, "opened");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho \"$1\" >'{opened}.part' && mv '{opened}.part' '{opened}'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{directory.FullName}:{path}");
        try
        {
            var credential = new InteractiveBrowserCredential(new InteractiveBrowserCredentialOptions
            {
                TenantId = $"{_tenant.Id}",
                ClientId = $"{SampleTenant.AdminTools}",
                AuthorityHost = _server.Address,
                DisableInstanceDiscovery = true,
                Transport = new HttpClientTransport(_trusting),
            });
            using var client = GraphClientFactory.Create(finalHandler: _trusting);
            using var failed = new CancellationTokenSource();
            var used = BrowseAsync(opened);
            _ = used.ContinueWith(_ => failed.Cancel(), TaskContinuationOptions.OnlyOnFaulted);

            var me = Graph(client, credential).Me.GetAsync(cancellationToken: failed.Token);
            await ((Task)me).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            await used;
            Assert.Equal(_tenant.Name("kim"), (await me)!.UserPrincipalName);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
            directory.Delete(recursive: true);
        }
    }

    private async Task BrowseAsync(string opened)
    {
        for (var attempt = 0; !File.Exists(opened); attempt++)
        {
            Assert.True(attempt < 600, "no browser was opened");
            await Task.Delay(50);
        }

        var browser = Browser();
        await browser.OpenAsync(new Uri(await File.ReadAllTextAsync(opened)).PathAndQuery.Trim());
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        await browser.SubmitAsync(("password", SampleTenant.Password));
        await Loopback.ReturnAsync(browser);
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
