using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Fido2Methods;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>Signing in on the pages with a passkey that was registered through the API.</summary>
public sealed class PasskeySignInTests : TenantTests, IDisposable
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Own = "/v1.0/me/authentication/fido2Methods";

    private readonly SoftwareAuthenticator _key = new();

    private static string Balas => TheDirectory.Balas;

    public void Dispose() => _key.Dispose();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await (await _tenant.AsAsync("balas")).RegisterAsync(Own, _key)).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("with a user name")]
    [InlineData("without a user name")]
    public async Task Passkey_SignsInAloneAndCountsAsMultiFactor(string how)
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var browser = how == "with a user name" ? await NamedAsync() : await UnnamedAsync();
        Assert.Null(browser.Options["allowCredentials"]?.AsArray().FirstOrDefault());

        var tokens = await RedeemAsync(await browser.SubmitAsync(("answer", _key.Assert(browser.Options, Balas))));

        Assert.Equal(["fido", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        var methods = await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync($"/beta/users/{_tenant.Name("balas")}/authentication/fido2Methods");
        Assert.NotNull(methods.Value.Single()!["lastUsedDateTime"]);
        var record = (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync($"/beta/auditLogs/signIns?$filter=userId eq '{Balas}' and isInteractive eq true"))
            .Value.First()!;
        Assert.Equal("Passkey", (string?)record["authenticationDetails"]![0]!["authenticationMethod"]);
    }

    [Fact]
    public async Task Passkey_AtAnAlias_TellsTheTenant()
    {
        var browser = Browser();
        await browser.OpenAsync(Path().Replace($"/{_tenant.Id}/", "/common/", StringComparison.Ordinal) + "&with=fido2");

        await RedeemAsync(await browser.SubmitAsync(("answer", _key.Assert(browser.Options, Balas))));
    }

    public static TheoryData<string> Deviations =>
        ["origin", "cross-origin", "relying party", "type", "not verified", "signature", "challenge", "user", "unknown key", "counter", "nonsense", "empty"];

    [Theory]
    [MemberData(nameof(Deviations))]
    public async Task Answer_ThatDeviates_SignsNobodyIn(string what)
    {
        if (what == "counter") await RedeemAsync(await SignInAsync(count: 7));
        var browser = await UnnamedAsync();
        var options = browser.Options;
        using var stranger = new SoftwareAuthenticator();
        if (what == "challenge") options = (await UnnamedAsync()).Options;
        var answer = what switch
        {
            "origin" => new SoftwareAuthenticator(_key) { Origin = "https://elsewhere.example" }.Assert(options, Balas),
            "cross-origin" => new SoftwareAuthenticator(_key) { IsCrossOrigin = true }.Assert(options, Balas),
            "relying party" => new SoftwareAuthenticator(_key) { RelyingParty = "elsewhere.example" }.Assert(options, Balas),
            "type" => new SoftwareAuthenticator(_key) { Type = "webauthn.made" }.Assert(options, Balas),
            "not verified" => new SoftwareAuthenticator(_key) { IsUserVerified = false }.Assert(options, Balas),
            "signature" => new SoftwareAuthenticator(_key) { SignsWrongly = true }.Assert(options, Balas),
            "user" => _key.Assert(options, TheDirectory.Kim),
            "unknown key" => stranger.Assert(options, Balas),
            "counter" => _key.Assert(options, Balas, count: 7),
            "nonsense" => "{\"id\":[]}",
            "empty" => " ",
            _ => _key.Assert(options, Balas),
        };

        var refused = (await browser.SubmitAsync(("answer", answer))).Is(HttpStatusCode.BadRequest);

        Assert.Contains("AADSTS500121", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfAnotherUser_ThanTheNamedOne_IsRefused()
    {
        var browser = Browser();
        await browser.OpenAsync(Path());
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        await browser.ClickAsync("Other ways to sign in");
        await browser.ClickAsync("Sign in with a passkey");

        (await browser.SubmitAsync(("answer", _key.Assert(browser.Options, Balas)))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Answer_IsUsedOnce()
    {
        var browser = await UnnamedAsync();
        var (page, answer) = (browser.Page, _key.Assert(browser.Options, Balas));
        await RedeemAsync(await browser.SubmitAsync(("answer", answer)));

        (await browser.SubmitAsync(page, ("answer", answer))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task DeletedPasskey_SignsNobodyIn_AndEndsItsSessions()
    {
        var browser = await UnnamedAsync();
        var signedIn = await browser.SubmitAsync(("answer", _key.Assert(browser.Options, Balas)));
        var tokens = await RedeemAsync(signedIn);
        var waiting = await UnnamedAsync();
        var admin = await _tenant.AsAsync("auth.admin");
        var path = $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";

        (await admin.DeleteAnswerAsync($"{path}/{(await admin.GetAnswerAsync(path)).Value.Single()!["id"]}")).Is(HttpStatusCode.NoContent);

        (await waiting.SubmitAsync(("answer", _key.Assert(waiting.Options, Balas, count: 9)))).Is(HttpStatusCode.BadRequest);
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);
        (await _tenant.WithToken(tokens.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(tokens.Field("refresh_token")))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50173, "bad_token");
    }

    [Fact]
    public async Task Passkey_ThatThePolicyNoLongerAllows_SignsNobodyIn()
    {
        var browser = await UnnamedAsync();
        await MethodPolicy.SetAsync(_tenant, new Fido2Configuration { State = MethodState.Disabled });

        (await browser.SubmitAsync(("answer", _key.Assert(browser.Options, Balas)))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task PasswordAndPasskey_SatisfyEnforcedMultiFactor()
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var browser = Browser();
        await browser.OpenAsync(Path());
        await browser.SubmitAsync(("username", _tenant.Name("balas")));

        (await browser.SubmitAsync(("password", SampleTenant.Password))).Is(HttpStatusCode.OK);
        // Somebody who knows the password is told which passkeys there are.
        Assert.Single(browser.Options["allowCredentials"]!.AsArray());
        var tokens = await RedeemAsync(await browser.SubmitAsync(("answer", _key.Assert(browser.Options, Balas))));

        Assert.Equal(["pwd", "fido", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
    }

    private FormBrowser Browser() => new(_tenant.Server.Client());

    private async Task<FormBrowser> UnnamedAsync()
    {
        var browser = Browser();
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);
        Assert.Contains(">Sign in with a passkey</a>", browser.Page.Text, StringComparison.Ordinal);
        (await browser.OpenAsync($"{Path()}&with=fido2")).Is(HttpStatusCode.OK);
        return browser;
    }

    private async Task<FormBrowser> NamedAsync()
    {
        var browser = Browser();
        await browser.OpenAsync(Path());
        await browser.SubmitAsync(("username", _tenant.Name("balas")));
        await browser.ClickAsync("Other ways to sign in");
        (await browser.ClickAsync("Sign in with a passkey")).Is(HttpStatusCode.OK);
        return browser;
    }

    private async Task<Answer> SignInAsync(uint count)
    {
        var browser = await UnnamedAsync();
        return await browser.SubmitAsync(("answer", _key.Assert(browser.Options, Balas, count)));
    }

    private string Path() => SignInPaths.Authorize(_tenant, Redirect, ("scope", $"{TokenRequests.Default} openid offline_access"), ("code_challenge", SignInPaths.Challenge));

    private Task<Answer> RedeemAsync(Answer signedIn) => SignInPaths.RedeemAsync(_tenant, Redirect, signedIn);
}
