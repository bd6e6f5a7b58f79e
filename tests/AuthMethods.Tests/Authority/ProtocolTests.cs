using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>Where Entra's protocol differs from that of the engine below it.</summary>
public sealed class ProtocolTests : TenantTests
{
    [Theory]
    [InlineData("User.Read")]
    [InlineData(TokenRequests.Default + " openid offline_access")]
    public async Task Scope_MayBeSentWithACode_AndIsThatOfTheCode(string scope)
    {
        var answer = (await _tenant.RedeemAsync(await _tenant.CodeAsync("kim", "User.Read openid"), ("scope", scope))).Is(HttpStatusCode.OK);

        Assert.Equal("User.Read", (string?)answer.Claims()["scp"]);
    }

    [Fact]
    public async Task RefusedClient_IsAskedForNoBasicAuthentication()
    {
        var refused = await _tenant.TokenAsync(TokenRequests.OfApplication(("client_secret", "wrong")));

        refused.IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000215);
        Assert.Empty(refused.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Answer_HasNothingOfTheEngine()
    {
        var answer = (await _tenant.RedeemAsync(await _tenant.CodeAsync("kim"), ("client_info", "1"))).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["token_type", "scope", "expires_in", "ext_expires_in", "access_token", "refresh_token", "id_token", "client_info"],
            answer.Json.AsObject().Select(p => p.Key));
        Assert.Equal(3599 + 1200, (int)answer.Json["expires_in"]!);
        foreach (var token in new[] { "access_token", "id_token" })
        {
            Assert.DoesNotContain(answer.Claims(token).AsObject(), c => c.Key.StartsWith("oi_", StringComparison.Ordinal));
            Assert.Equal("JWT", new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(answer.Field(token)).Typ);
        }
    }

    [Theory]
    [InlineData("code")]
    [InlineData("redirect_uri")]
    [InlineData("code_verifier")]
    [InlineData("client_id")]
    public async Task Code_WithoutAField_IsRefused(string field) =>
        (await _tenant.RedeemAsync(await _tenant.CodeAsync("kim"), (field, ""))).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 900144);

    [Theory]
    [InlineData("authorization_code", "code")]
    [InlineData("refresh_token", "refresh_token")]
    [InlineData("device_code", "device_code")]
    [InlineData("client_credentials", "client_id")]
    [InlineData("password", "username")]
    public async Task Nul_InAField_IsRefusedAndNoFault(string grant, string field)
    {
        (string Name, string Value)[] form =
        [
            ("grant_type", grant), ("client_id", SampleTenant.AdminTools.ToString()), ("redirect_uri", Codes.Redirect), ("code_verifier", Codes.Verifier),
            ("password", "x"), ("username", "x"), ("scope", TokenRequests.Default),
        ];

        (await _tenant.TokenAsync([.. form.Where(f => f.Name != field), (field, "x\0y")])).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 9002313);
    }

    [Theory]
    [InlineData("1.AQAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 70000)]
    [InlineData("1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 9002313)]
    [InlineData("1.!!!!!!!!!!!!!!!!!!!!!!.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 9002313)]
    [InlineData("1..", 9002313)]
    [InlineData("2.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 9002313)]
    public async Task ForgedRefreshToken_ThroughAnAlias_IsRefused(string token, int code)
    {
        var refused = await _tenant.TokenAtAsync("common", TokenRequests.OfRefresh(token));

        refused.IsRefused(HttpStatusCode.BadRequest, "invalid_grant", code);
    }

    [Theory]
    [InlineData("query", "?")]
    [InlineData("fragment", "#")]
    public async Task AuthorizeAnswer_HasNoIssuer(string mode, string separator)
    {
        var answer = (await _tenant.Server.Client().GetAnswerAsync(
            $"/{_tenant.Id}/oauth2/v2.0/authorize?client_id={SampleTenant.AdminTools}&response_type=code&redirect_uri={Uri.EscapeDataString(Codes.Redirect)}"
            + $"&scope=openid&prompt=none&state=x&response_mode={mode}&code_challenge={Codes.Challenge}&code_challenge_method=S256"))
            .Is(HttpStatusCode.SeeOther);

        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith($"{Codes.Redirect}{separator}error=login_required&error_description=AADSTS50058", location, StringComparison.Ordinal);
        Assert.EndsWith("&state=x", location, StringComparison.Ordinal);
        Assert.DoesNotContain("iss=", location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_MayBeApprovedAtAnotherAddressOfTheServer()
    {
        var codes = await PostAsync("login.example", $"/{_tenant.Id}/oauth2/v2.0/devicecode", ("client_id", $"{SampleTenant.AdminTools}"), ("scope", "User.Read"));

        await PostAsync(
            "localhost", "/common/oauth2/deviceauth", ("user_code", codes.Field("user_code")), ("username", _tenant.Name("kim")),
            ("password", SampleTenant.Password));

        var answer = await PostAsync(
            "login.example", $"/{_tenant.Id}/oauth2/v2.0/token", ("grant_type", "device_code"), ("client_id", $"{SampleTenant.AdminTools}"),
            ("device_code", codes.Field("device_code")));
        Assert.Equal($"http://login.example/{_tenant.Id}/v2.0", (string?)answer.Claims()["iss"]);
    }

    [Fact]
    public async Task AHundredRequestsAtOnce_AreAllAnswered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _tenant.TokenAsync(TokenRequests.OfApplication())));

        Assert.All(answers, a => a.Is(HttpStatusCode.OK));
    }

    private async Task<Answer> PostAsync(string host, string path, params (string Name, string Value)[] form) =>
        (await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, path, TokenRequests.Encoded(form), "application/x-www-form-urlencoded", ("Host", host))).Is(HttpStatusCode.OK);
}
