using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using OtpNet;

namespace AuthMethods.Tests.Authority;

/// <summary>A browser that its user asked to remember the second factor for some days.</summary>
public sealed class RememberedFactorsTests : ServerTests
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private const string Demand = """{"access_token":{"amr":{"essential":true,"values":["ngcmfa"]}}}""";

    protected override Task<TestServer> StartAsync() => TestServer.StartAsync([new("Authority:RememberMultiFactor", "14.00:00:00")], clock: _clock);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("balas")}/authentication/softwareOathMethods", $$"""{"secretKey":"{{Seed}}"}""")).Is(HttpStatusCode.Created);
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
    }

    [Fact]
    public async Task Browser_ThatRemembersIt_IsAskedForThePasswordOnly_ForAsLongAsTheSettingSays()
    {
        var browser = await RememberingAsync();
        _clock.Advance(TimeSpan.FromDays(13));

        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await WithPasswordAsync(browser));

        Assert.Equal(["pwd", "mfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        _clock.Advance(TimeSpan.FromDays(2));
        (await WithPasswordAsync(browser)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("not wanted")]
    [InlineData("another browser")]
    [InlineData("another user")]
    [InlineData("sessions revoked")]
    [InlineData("multi-factor sessions revoked")]
    [InlineData("password changed")]
    [InlineData("method removed")]
    [InlineData("recent multi-factor authentication demanded")]
    [InlineData("strength demanded")]
    [InlineData("cookie changed")]
    public async Task SecondFactor_IsAskedForAgain(string why)
    {
        var browser = await RememberingAsync(isWanted: why != "not wanted");
        var admin = await _tenant.AsAsync("global.admin");
        var user = _tenant.Name("balas");
        var (alias, password) = ("balas", SampleTenant.Password);
        (string, string)[] query = [];
        switch (why)
        {
            case "another browser":
                browser = new FormBrowser(_tenant.Server.Client());
                break;
            case "another user":
                alias = "kim";
                await _tenant.SetPerUserMfaAsync("kim", "enforced");
                break;
            case "sessions revoked":
                (await admin.PostAnswerAsync($"/v1.0/users/{user}/revokeSignInSessions")).Is(HttpStatusCode.OK);
                break;
            case "multi-factor sessions revoked":
                (await admin.PostAnswerAsync($"/authmethods/users/{user}/multiFactor/revokeSessions")).Is(HttpStatusCode.NoContent);
                break;
            case "password changed":
                password = "Neu-Kennwort-7";
                (await (await _tenant.AsAsync("balas")).PostAnswerAsync(
                    "/v1.0/me/changePassword", $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"{{password}}"}""")).Is(HttpStatusCode.NoContent);
                break;
            case "method removed":
                var apps = $"/v1.0/users/{user}/authentication/softwareOathMethods";
                (await admin.PostAnswerAsync($"/v1.0/users/{user}/authentication/phoneMethods", """{"phoneNumber":"+1 2065555511","phoneType":"mobile"}"""))
                    .Is(HttpStatusCode.Created);
                (await admin.PatchAnswerAsync($"/beta/users/{user}/authentication/signInPreferences", """{"userPreferredMethodForSecondaryAuthentication":"sms"}"""))
                    .Is(HttpStatusCode.NoContent);
                (await admin.DeleteAnswerAsync($"{apps}/{(await admin.GetAnswerAsync(apps)).Value.Single()!["id"]}")).Is(HttpStatusCode.NoContent);
                break;
            case "recent multi-factor authentication demanded":
                query = [("claims", Demand)];
                break;
            case "strength demanded":
                query = [("acr_values", "00000000-0000-0000-0000-000000000002")];
                break;
            case "cookie changed":
                browser.Cookies["AuthMethods.RememberedFactors"] = $"A{browser.Cookies["AuthMethods.RememberedFactors"]}";
                break;
        }

        _clock.Advance(TimeSpan.FromMinutes(20));
        (await WithPasswordAsync(browser, alias, password, query)).Is(HttpStatusCode.OK);

        Assert.Equal("Code", browser.Label);
    }

    [Fact]
    public async Task Pages_OfferIt_OnlyWhereTheSettingAllowsIt()
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        await WithPasswordAsync(browser);
        Assert.Contains("Don't ask again for 14 days", WebUtility.HtmlDecode(browser.Page.Text), StringComparison.Ordinal);
        await using var server = await TestServer.StartAsync();
        var tenant = await server.TenantAsync();
        await tenant.SetPerUserMfaAsync("kim", "enforced");
        browser = new(server.Client());
        await browser.OpenAsync(SignInPaths.Authorize(tenant, Redirect));
        await browser.SubmitAsync(("username", tenant.Name("kim")), ("password", SampleTenant.Password));

        Assert.Equal("Code", browser.Label);
        Assert.DoesNotContain("ask again", browser.Page.Text, StringComparison.Ordinal);
    }

    private async Task<FormBrowser> RememberingAsync(bool isWanted = true)
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        await WithPasswordAsync(browser);
        var code = new Totp(Base32Encoding.ToBytes(Seed)).ComputeTotp(_clock.GetUtcNow().UtcDateTime);
        (await browser.SubmitAsync([("answer", code), .. isWanted ? [("remember", "1")] : Array.Empty<(string, string)>()])).Is(HttpStatusCode.SeeOther);
        return browser;
    }

    private async Task<Answer> WithPasswordAsync(
        FormBrowser browser, string alias = "balas", string password = SampleTenant.Password, (string, string)[]? query = null)
    {
        await browser.OpenAsync(SignInPaths.Authorize(_tenant, Redirect, [("prompt", "login"), ("code_challenge", SignInPaths.Challenge), .. query ?? []]));
        await browser.SubmitAsync(("username", _tenant.Name(alias)));
        return await browser.SubmitAsync(("password", password));
    }
}
