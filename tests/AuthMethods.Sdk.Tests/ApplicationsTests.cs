using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

/// <summary>A client that is registered through Graph signs in with what it was granted.</summary>
public sealed class ApplicationsTests : ServerTests
{
    private readonly HttpClientHandler _trusting = new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };

    protected override Task<TestServer> StartAsync() =>
        TestServer.StartAsync([new("Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0")], listen: true);

    public override async Task DisposeAsync()
    {
        _trusting.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Application_WithASecretAndAnAppRole_SignsInAndReadsWhatItMay()
    {
        var admin = _tenant.WithToken(await _tenant.TokenAsync("global.admin"));
        using var adminHttp = GraphClientFactory.Create(finalHandler: _trusting);
        adminHttp.DefaultRequestHeaders.Authorization = admin.DefaultRequestHeaders.Authorization;
        var graph = new GraphServiceClient(adminHttp, new Microsoft.Kiota.Abstractions.Authentication.AnonymousAuthenticationProvider(), Base);

        var application = (await graph.Applications.PostAsync(new() { DisplayName = "Phone book" }))!;
        var secret = (await graph.Applications[application.Id].AddPassword.PostAsync(new() { PasswordCredential = new() { DisplayName = "First" } }))!;
        var principal = (await graph.ServicePrincipals.PostAsync(new() { AppId = application.AppId }))!;
        var api = (await graph.ServicePrincipalsWithAppId("00000003-0000-0000-c000-000000000000").GetAsync())!;
        var role = api.AppRoles!.Single(r => r.Value == "UserAuthMethod-Phone.Read.All");
        var assigned = (await graph.ServicePrincipals[principal.Id].AppRoleAssignments.PostAsync(new()
        {
            PrincipalId = Guid.Parse(principal.Id!), ResourceId = Guid.Parse(api.Id!), AppRoleId = role.Id,
        }))!;
        Assert.Equal(("Phone book", role.Id), (assigned.PrincipalDisplayName, assigned.AppRoleId));
        Assert.Single((await graph.ServicePrincipals[api.Id].AppRoleAssignedTo.GetAsync())!.Value!, a => a.PrincipalId == assigned.PrincipalId);

        using var http = GraphClientFactory.Create(finalHandler: _trusting);
        var app = Graph(http, application.AppId!, secret.SecretText!);
        Assert.Equal(2, (await app.Users[_tenant.Name("kim")].Authentication.PhoneMethods.GetAsync())!.Value!.Count);
        await app.Users[_tenant.Name("kim")].Authentication.EmailMethods.GetAsync().IsRefusedAsync(403, "accessDenied");

        await graph.Applications[application.Id].RemovePassword.PostAsync(new() { KeyId = secret.KeyId });
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => Graph(http, application.AppId!, secret.SecretText!).Users[_tenant.Name("kim")].Authentication.PhoneMethods.GetAsync());
        Assert.Contains("AADSTS7000215", $"{refused}", StringComparison.Ordinal);
        await graph.Applications[application.Id].DeleteAsync();
        await graph.Applications[application.Id].GetAsync().IsRefusedAsync(404, "Request_ResourceNotFound");
    }

    private string Base => new Uri(_server.Address, "v1.0").ToString();

    private GraphServiceClient Graph(HttpClient http, string appId, string secret)
    {
        var credential = new ClientSecretCredential($"{_tenant.Id}", appId, secret, new ClientSecretCredentialOptions
        {
            AuthorityHost = _server.Address, DisableInstanceDiscovery = true, Transport = new HttpClientTransport(_trusting),
        });
        return new(
            http,
            new AzureIdentityAuthenticationProvider(
                credential, [_server.Address.Host], observabilityOptions: null, isCaeEnabled: true, "https://graph.microsoft.com/.default"),
            Base);
    }
}
