using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Access.Tokens;

public sealed class TokenValidationTests : TenantTests
{
    [Fact]
    public async Task AnApplicationsToken_OfATenantThatIsNotThere_IsRefused()
    {
        await using var scope = _tenant.Server.Services.CreateAsyncScope();
        var gone = new AuthMethods.Storage.ServicePrincipalRow { TenantId = Guid.NewGuid(), Id = Guid.NewGuid(), DisplayName = "Gone" };
        var client = _tenant.WithToken(
            scope.ServiceProvider.GetRequiredService<AuthMethods.Authority.TokenIssuer>().ForApplication("http://localhost", gone, ["User.ReadWrite.All"]));

        for (var round = 0; round < 2; round++) (await client.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    private const string Invalid = "Access token validation failure.";
    private const string Expired = "Access token has expired or is not yet valid.";
    private const string Malformed = "CompactToken parsing failed with error code: 80049217";
    private const string Missing = "Access token is empty.";

    private TokenForge _forge = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _forge = new(_tenant, SampleTenant.UserId(22));
    }

    [Fact]
    public async Task AGoodToken_IsAccepted() => (await _tenant.WithToken(_forge.Make()).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("https://graph.microsoft.com")]
    [InlineData("https://graph.microsoft.com/")]
    [InlineData("00000003-0000-0000-c000-000000000000")]
    public async Task EveryNameOfGraph_IsAnAudience(string audience) =>
        (await _tenant.WithToken(_forge.Make(t => t.Audience = audience)).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

    [Fact]
    public async Task TheServersOwnAddress_IsAnAudience()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var address = tenant.Server.Address.ToString();
        var forge = new TokenForge(tenant, SampleTenant.UserId(22));

        (await tenant.WithToken(forge.Make(t => t.Audience = address)).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await tenant.WithToken(forge.Make(t => t.Audience = address.TrimEnd('/'))).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await tenant.WithToken(forge.Make(t => t.Audience = "http://127.0.0.1:1")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AnUnsignedToken_IsRefused()
    {
        Refused(await AskAsync(_forge.Unsigned(withKid: true)), Invalid);
        Refused(await AskAsync(_forge.Unsigned(withKid: false)), Invalid);
    }

    [Fact]
    public async Task ASecretSignatureWithThePublicKey_IsRefused() => Refused(await AskAsync(_forge.SignedWithThePublicKeyAsSecret()), Invalid);

    [Fact]
    public async Task AForeignKeyUnderOurName_IsRefused() => Refused(await AskAsync(_forge.SignedByForeignKey()), Invalid);

    [Fact]
    public async Task TamperedClaims_AreRefused() => Refused(await AskAsync(_forge.Tampered()), Invalid);

    [Fact]
    public async Task AnotherAlgorithmOfOurKey_IsRefused() =>
        Refused(await AskAsync(_forge.Make(t => t.SigningCredentials = new(t.SigningCredentials.Key, SecurityAlgorithms.RsaSha512))), Invalid);

    [Fact]
    public async Task AnUnknownKey_IsRefused() =>
        Refused(await AskAsync(_forge.Make(t =>
            t.SigningCredentials =
                new(new RsaSecurityKey(((RsaSecurityKey)t.SigningCredentials.Key).Rsa) { KeyId = "another" }, SecurityAlgorithms.RsaSha256))), Invalid);

    [Fact]
    public async Task AnotherType_IsRefused() => Refused(await AskAsync(_forge.Make(t => t.TokenType = "dpop+jwt")), Invalid);

    [Fact]
    public async Task TimesThatDoNotIncludeNow_AreRefused()
    {
        Refused(await AskAsync(_forge.Make(t => (t.IssuedAt, t.NotBefore, t.Expires) = (Ago(7200), Ago(7200), Ago(1)))), Expired);
        Refused(await AskAsync(_forge.Make(t => t.NotBefore = Ago(-1200))), Expired);
        Refused(await AskAsync(_forge.Make(t => t.Expires = null)), Expired, Invalid);

        DateTime Ago(int seconds) => _tenant.Server.Clock.GetUtcNow().UtcDateTime.AddSeconds(-seconds);
    }

    [Fact]
    public async Task AnotherAudience_IsRefused()
    {
        foreach (var audience in new[] { "https://vault.azure.net", "https://graph.microsoft.com.example.com", SampleTenant.AdminTools.ToString() })
        {
            Refused(await AskAsync(_forge.Make(t => t.Audience = audience)), "Access token validation failure. Invalid audience.");
        }
    }

    [Fact]
    public async Task AnIssuerThatIsNotTheTenants_IsRefused()
    {
        Refused(await AskAsync(_forge.Make(t => t.Issuer = $"http://localhost/{Guid.NewGuid()}/v2.0")), Invalid);
        Refused(await AskAsync(_forge.Make(t => t.Claims["tid"] = Guid.NewGuid().ToString())), Invalid);
        Refused(await AskAsync(_forge.Make(t => t.Claims.Remove("tid"))), Invalid);
    }

    [Theory]
    [InlineData("oid")]
    [InlineData("scp")]
    public async Task AMissingClaim_IsRefused(string claim) => Refused(await AskAsync(_forge.Make(t => t.Claims.Remove(claim))), Invalid);

    [Fact]
    public async Task AUserNobodyKnows_IsRefused() => Refused(await AskAsync(_forge.Make(t => t.Claims["oid"] = Guid.NewGuid().ToString())), Invalid);

    [Fact]
    public async Task AnEnormousToken_IsRefused()
    {
        Refused(await AskAsync(_forge.Make(t => t.Claims["filler"] = new string('x', 15_000))), Invalid);
        Refused(await AskAsync(new string('a', 20 * 1024)), Invalid);
    }

    [Theory]
    [InlineData("Bearer garbage", Malformed)]
    [InlineData("Bearer a.b.c", Malformed)]
    [InlineData("Bearer ..", Malformed)]
    [InlineData("Bearer e30.e30.e30", Invalid)]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln", Malformed)]
    [InlineData("Bearer ", Missing)]
    [InlineData("Bearer", Missing)]
    [InlineData("Basic a2ltOnNlY3JldA==", Missing)]
    [InlineData(null, Missing)]
    public async Task AHeaderWithoutAGoodToken_IsRefused(string? header, string message) =>
        Refused(await _tenant.Server.Client().AnswerAsync(HttpMethod.Get, "/v1.0/me", headers: header is null ? [] : [("Authorization", header)]), message);

    private Task<Answer> AskAsync(string token) => _tenant.WithToken(token).GetAnswerAsync("/v1.0/me");

    private static void Refused(Answer answer, params string[] messages)
    {
        answer.Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        Assert.Contains(answer.ErrorMessage, messages);
        Assert.Equal(["error"], answer.Json.AsObject().Select(p => p.Key));
        Assert.Equal(["code", "message", "innerError"], answer.Json["error"]!.AsObject().Select(p => p.Key));
        Assert.Equal(["date", "request-id", "client-request-id"], answer.Json["error"]!["innerError"]!.AsObject().Select(p => p.Key));
        Assert.Equal(
            "Bearer realm=\"\", authorization_uri=\"http://localhost/common/oauth2/v2.0/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"",
            answer.Headers.GetValues("WWW-Authenticate").Single());
        Assert.NotNull(answer.Reason);
    }
}
