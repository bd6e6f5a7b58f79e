using System.Net;
using System.Security.Cryptography;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Access.Tokens.Entra;

/// <summary>Tokens of Microsoft Entra ID, for one tenant.</summary>
public sealed class EntraTokenTests : IClassFixture<EntraTokenTests.Fixture>
{
    private const int GlobalReader = 4;
    private const int UserAdmin = 6;
    private const int Kim = 22;
    private const int Disabled = 27;
    private const string AuthenticationAdministrator = "c4e39bd9-1100-46d3-8c65-fb160da0071f";
    private const string GlobalReaderRole = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    private const string Adele = "/v1.0/users/adele@contoso.com";
    private const string AdelesMethods = Adele + "/authentication/methods";

    private readonly EntraServer _entra;

    public EntraTokenTests(Fixture fixture) => _entra = fixture.Server;

    [Fact]
    public async Task AVersion2Token_IsAccepted()
    {
        var me = (await _entra.AskAsync(_entra.TokenOf(Kim))).Is(HttpStatusCode.OK);

        Assert.Equal("kim@contoso.com", (string?)me.Json["userPrincipalName"]);
    }

    [Fact]
    public async Task AVersion1Token_IsAccepted() =>
        (await _entra.AskAsync(Kims(t => (t.Issuer, t.Claims["ver"]) = ($"https://sts.windows.net/{_entra.Tenant.Id}/", "1.0")))).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("00000003-0000-0000-c000-000000000000")]
    [InlineData("6dd6b3ac-0000-4000-8000-000000000001")]
    [InlineData("api://6dd6b3ac-0000-4000-8000-000000000001")]
    [InlineData("https://methods.contoso.com")]
    public async Task TheConfiguredAudiences_AreAccepted(string audience) => (await _entra.AskAsync(Kims(t => t.Audience = audience))).Is(HttpStatusCode.OK);

    [Fact]
    public async Task OtherIssuers_AreRefused()
    {
        var other = Guid.NewGuid();
        await RefusedAsync(_entra.Issuer.ForUser(other, SampleTenant.UserId(Kim)), "another tenant");
        await RefusedAsync(Kims(t => t.Claims["tid"] = other.ToString()), "our tenant's issuer, another's tid");
        await RefusedAsync(Kims(t => t.Issuer = $"{_entra.Issuer.Origin}/{other}/v2.0"), "another tenant's issuer, our tid");
        await RefusedAsync(Kims(t => t.Issuer = $"https://sts.windows.net/{other}/"), "another tenant's issuer of version 1");
        await RefusedAsync(Kims(t => t.Issuer = $"https://sts.windows.net.example.com/{_entra.Tenant.Id}/"), "an issuer that looks like it");
        await RefusedAsync(Kims(t => t.Claims.Remove("tid")), "no tid");
    }

    [Fact]
    public async Task OtherKeys_AreRefused()
    {
        using var rsa = RSA.Create(2048);
        var named = new RsaSecurityKey(rsa) { KeyId = _entra.Issuer.Key.KeyId, CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        var unnamed = new RsaSecurityKey(rsa) { KeyId = "unheard-of", CryptoProviderFactory = new() { CacheSignatureProviders = false } };

        await RefusedAsync(Kims(t => t.SigningCredentials = new(named, SecurityAlgorithms.RsaSha256)), "a foreign key by the name of a published one");
        await RefusedAsync(Kims(t => t.SigningCredentials = new(unnamed, SecurityAlgorithms.RsaSha256)), "a key that is not published");
        await RefusedAsync(Kims(t => t.SigningCredentials = new(_entra.Issuer.Key, SecurityAlgorithms.RsaSha384)), "another algorithm");
    }

    [Fact]
    public async Task OtherTimesAndAudiences_AreRefused()
    {
        await RefusedAsync(
            Kims(t => (t.IssuedAt, t.NotBefore, t.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddSeconds(-1))),
            "expired");
        await RefusedAsync(Kims(t => t.Audience = "https://vault.azure.net"), "another audience");
    }

    [Fact]
    public async Task WidsAndAssignedRoles_AddUp()
    {
        (await _entra.AskAsync(_entra.TokenOf(UserAdmin), AdelesMethods)).Is(HttpStatusCode.Forbidden, "accessDenied");
        var both = _entra.Tenant.WithToken(_entra.TokenOf(UserAdmin, AuthenticationAdministrator));

        (await both.GetAnswerAsync(AdelesMethods)).Is(HttpStatusCode.OK);
        (await both.PatchAnswerAsync(Adele, """{"jobTitle":"Engineer"}""")).Is(HttpStatusCode.NoContent);
        (await _entra.AskAsync(_entra.TokenOf(GlobalReader), AdelesMethods)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheRoleOfEveryMember_GrantsNothing() =>
        (await _entra.AskAsync(_entra.TokenOf(Kim), AdelesMethods)).Is(HttpStatusCode.Forbidden, "accessDenied");

    [Fact]
    public async Task AUserTheDirectoryDoesNotHold_ActsByTheirWids()
    {
        var stranger = _entra.Issuer.ForUser(_entra.Tenant.Id, Guid.NewGuid(), wids: GlobalReaderRole);

        (await _entra.AskAsync(stranger, AdelesMethods)).Is(HttpStatusCode.OK);
        (await _entra.AskAsync(stranger)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _entra.AskAsync(_entra.Issuer.ForUser(_entra.Tenant.Id, Guid.NewGuid()), AdelesMethods)).Is(HttpStatusCode.Forbidden, "accessDenied");
    }

    [Fact]
    public async Task AnApplication_ActsByItsRoles()
    {
        var reader = _entra.Issuer.ForApplication(_entra.Tenant.Id, "UserAuthenticationMethod.Read.All");

        (await _entra.AskAsync(reader, AdelesMethods)).Is(HttpStatusCode.OK);
        (await _entra.Tenant.WithToken(reader).DeleteAnswerAsync(Adele)).Is(HttpStatusCode.Forbidden);
        (await _entra.AskAsync(reader)).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task AnIdTokenWithAppRoles_IsNoApplicationsToken() => await RefusedAsync(
        Kims(t =>
        {
            t.Claims.Remove("scp");
            t.Claims["roles"] = new[] { "UserAuthenticationMethod.ReadWrite.All" };
        }),
        "no scp, and not its own subject");

    [Fact]
    public async Task WhatTheDirectorySaysOfTheUser_Counts()
    {
        Assert.Contains(
            "AccountDisabled", (await _entra.AskAsync(_entra.TokenOf(Disabled))).Is(HttpStatusCode.Unauthorized).ErrorMessage, StringComparison.Ordinal);
        var early = Kims(t => t.IssuedAt = DateTime.UtcNow.AddMinutes(-10));
        Assert.Contains(
            "TokenIssuedBeforeRevocationTimestamp", (await _entra.AskAsync(early)).Is(HttpStatusCode.Unauthorized).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBuiltInAuthority_IsNotThere()
    {
        await RefusedAsync(await _entra.Tenant.TokenAsync("kim"), "signed by the built-in authority's key");
        (await _entra.Tenant.Server.Client().GetAnswerAsync($"/{_entra.Tenant.Id}/v2.0/.well-known/openid-configuration"))
            .Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task AMissingToken_IsAskedForAtTheInstance() => Assert.Contains(
        $"authorization_uri=\"{_entra.Issuer.Origin}/common/oauth2/authorize\"",
        (await _entra.Tenant.Server.Client().GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized).Headers.GetValues("WWW-Authenticate").Single(),
        StringComparison.Ordinal);

    private string Kims(Action<SecurityTokenDescriptor> change) => _entra.Issuer.ForUser(_entra.Tenant.Id, SampleTenant.UserId(Kim), change);

    private async Task RefusedAsync(string token, string because)
    {
        var answer = await _entra.AskAsync(token);
        Assert.True(
            answer.Status == HttpStatusCode.Unauthorized && answer.ErrorCode == "InvalidAuthenticationToken", $"{because}: {answer.Status} {answer.Text}");
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal EntraServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await EntraServer.StartAsync(
            settings: [new("AzureAd:ClientId", "6dd6b3ac-0000-4000-8000-000000000001"), new("AzureAd:Audience", "https://methods.contoso.com")]);

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
