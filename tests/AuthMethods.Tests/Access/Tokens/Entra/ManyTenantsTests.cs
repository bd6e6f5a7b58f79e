using System.Net;
using AuthMethods.Seed;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Access.Tokens.Entra;

/// <summary>Tokens of any Entra tenant, as accepted with <c>organizations</c> as <c>AzureAd:TenantId</c>.</summary>
public sealed class ManyTenantsTests : IAsyncLifetime
{
    private const int Kim = 22;

    private EntraServer _entra = null!;

    public async Task InitializeAsync() => _entra = await EntraServer.StartAsync(anyTenant: true);

    public async Task DisposeAsync() => await _entra.DisposeAsync();

    [Fact]
    public async Task EveryTenantHere_IsAccepted_EachForItself()
    {
        var other = await _entra.Tenant.Server.TenantAsync();

        Assert.Equal("kim@contoso.com", (string?)(await _entra.AskAsync(_entra.TokenOf(Kim))).Is(HttpStatusCode.OK).Json["userPrincipalName"]);
        Assert.Equal(other.Name("kim"), (string?)(await _entra.AskAsync(TokenOf(other.Id))).Is(HttpStatusCode.OK).Json["userPrincipalName"]);
        (await _entra.AskAsync(TokenOf(other.Id, t => t.Issuer = $"https://sts.windows.net/{other.Id}/"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ATenantThatIsNotHere_IsRefused_WhateverItsTokenSays()
    {
        var foreign = Guid.NewGuid();

        (await _entra.AskAsync(TokenOf(foreign), "/v1.0/users")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await _entra.AskAsync(_entra.Issuer.ForUser(foreign, Guid.NewGuid(), wids: "62e90394-69f5-4237-9190-012177145e10"), "/v1.0/users"))
            .Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await _entra.AskAsync(_entra.Issuer.ForApplication(foreign, "User.ReadWrite.All"), "/v1.0/users"))
            .Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task AnIssuerThatIsNotTheTokensTenant_IsRefused()
    {
        var other = await _entra.Tenant.Server.TenantAsync();

        (await _entra.AskAsync(TokenOf(_entra.Tenant.Id, t => t.Issuer = $"{_entra.Issuer.Origin}/{other.Id}/v2.0")))
            .Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await _entra.AskAsync(TokenOf(_entra.Tenant.Id, t => t.Claims["tid"] = "{tenantid}"))).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await _entra.AskAsync(TokenOf(_entra.Tenant.Id, t => (t.Issuer, t.Claims["tid"]) = ($"{_entra.Issuer.Origin}//v2.0", ""))))
            .Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    private string TokenOf(Guid tenant, Action<SecurityTokenDescriptor>? change = null) => _entra.Issuer.ForUser(tenant, SampleTenant.UserId(Kim), change);
}
