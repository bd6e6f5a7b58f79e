using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using OtpNet;

namespace AuthMethods.Tests.Authority;

/// <summary>What a user has to do on the way to an application: register a method, or change a password.</summary>
public sealed partial class RegistrationOnTheWayTests : TenantTests
{
    private const string Redirect = "http://localhost:53682/callback";

    [Theory]
    [InlineData("re-registration")]
    [InlineData("enforced")]
    [InlineData("enabled")]
    public async Task UserWhoMustRegister_SetsUpAnAppAndGoesOn(string why)
    {
        await RequireAsync("balas", why);
        var browser = await WithPasswordAsync("balas");
        Assert.Equal("More information is required", Heading(browser));
        Assert.DoesNotContain("Skip for now", browser.Buttons);
        await browser.ClickAsync("Set up an authenticator app");
        var secret = Secret(browser);
        Assert.Equal("Code", browser.Label);

        (await browser.SubmitAsync(("answer", "000000"))).Is(HttpStatusCode.BadRequest);
        Assert.Equal(secret, Secret(browser));
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", Code(secret))));

        Assert.Equal(["pwd", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        var admin = await _tenant.AsAsync("global.admin");
        Assert.Single((await admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/softwareOathMethods")).Value);
        var audits = await admin.GetAnswerAsync($"/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'User registered security info'");
        Assert.Equal(TheDirectory.Balas, (string?)audits.Value.First()!["initiatedBy"]!["user"]!["id"]);
        var state = await admin.GetAnswerAsync($"/beta/users/{_tenant.Name("balas")}/authentication/requirements");
        Assert.Equal(why == "re-registration" ? "disabled" : "enforced", (string?)state.Json["perUserMfaState"]);
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task UserWhoMustRegister_SetsUpAPasskey()
    {
        await RequireAsync("balas", "re-registration");
        using var key = new SoftwareAuthenticator();
        var browser = await WithPasswordAsync("balas");
        await browser.ClickAsync("Set up a passkey");

        (await browser.SubmitAsync(("answer", Answer(key, browser, "https://elsewhere.example")))).Is(HttpStatusCode.BadRequest);
        (await browser.SubmitAsync(("answer", Answer(key, browser)))).Is(HttpStatusCode.SeeOther);

        await browser.OpenAsync($"{Path()}&prompt=login");
        await browser.OpenAsync($"{Path()}&with=fido2");
        (await browser.SubmitAsync(("answer", key.Assert(browser.Options, TheDirectory.Balas)))).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Password_DoesNotGetPastMethodsThatTheUserHas()
    {
        await _tenant.SetPerUserMfaAsync("adele", "enforced");
        var browser = await WithPasswordAsync("adele");
        Assert.Equal("Verify who you are", Heading(browser));

        var refused = (await browser.SubmitAsync(("register", "softwareOath"))).Is(HttpStatusCode.BadRequest);

        Assert.Contains("AADSTS50085", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registration_IsNotSkipped_WhenItIsRequired()
    {
        await RequireAsync("balas", "re-registration");
        var browser = await WithPasswordAsync("balas");

        (await browser.SubmitAsync(("skip", "1"))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task UserWithAPassAndNothingElse_IsOfferedAPasskey_AndMaySkip()
    {
        var browser = await WithPassAsync("balas");
        Assert.Contains("Set up a passkey", browser.Buttons);

        (await browser.ClickAsync("Skip for now")).Is(HttpStatusCode.SeeOther);
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task UserWithAPassWhoMustRegister_MayNotSkip()
    {
        await RequireAsync("balas", "re-registration");

        var browser = await WithPassAsync("balas");

        Assert.DoesNotContain("Skip for now", browser.Buttons);
        (await browser.SubmitAsync(("skip", "1"))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task DuePassword_IsChangedOnThePage()
    {
        var before = await WithPasswordAsync("kim");
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("kim")}/authentication/methods/{MethodIds.Password}/resetPassword", """{"newPassword":"Neu-Kennwort-7"}"""))
            .Is(HttpStatusCode.Accepted);
        var browser = await WithPasswordAsync("kim", "Neu-Kennwort-7");
        Assert.Equal("New password", browser.Label);
        Assert.Contains("AADSTS50055", browser.Page.Text, StringComparison.Ordinal);

        foreach (var (first, second) in new[] { ("short", "short"), ("Neu-Kennwort-7", "Neu-Kennwort-7"), ("Noch-Ein-Wort-8", "Noch-Ein-Wort-9") })
        {
            (await browser.SubmitAsync(("new_password", first), ("confirm", second))).Is(HttpStatusCode.BadRequest);
            Assert.Equal("New password", browser.Label);
        }

        await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("new_password", "Noch-Ein-Wort-8"), ("confirm", "Noch-Ein-Wort-8")));

        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim", "Neu-Kennwort-7")).AadSts());
        (await _tenant.SignInAsync("kim", "Noch-Ein-Wort-8")).Is(HttpStatusCode.OK);
        (await before.OpenAsync(Path())).Is(HttpStatusCode.OK);
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task DuePassword_IsNotChangedByWhoMeanwhileLostIt()
    {
        var admin = await _tenant.AsAsync("global.admin");
        var reset = $"/v1.0/users/{_tenant.Name("kim")}/authentication/methods/{MethodIds.Password}/resetPassword";
        (await admin.PostAnswerAsync(reset, """{"newPassword":"Neu-Kennwort-7"}""")).Is(HttpStatusCode.Accepted);
        var browser = await WithPasswordAsync("kim", "Neu-Kennwort-7");
        (await admin.PostAnswerAsync(reset, """{"newPassword":"Neu-Kennwort-8"}""")).Is(HttpStatusCode.Accepted);

        (await browser.SubmitAsync(("new_password", "Noch-Ein-Wort-8"), ("confirm", "Noch-Ein-Wort-8"))).Is(HttpStatusCode.BadRequest);

        Assert.Equal(SignIns.PasswordMustChange, (await _tenant.SignInAsync("kim", "Neu-Kennwort-8")).AadSts());
    }

    private async Task RequireAsync(string alias, string why)
    {
        if (why != "re-registration") await _tenant.SetPerUserMfaAsync(alias, why);
        else (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/authmethods/users/{_tenant.Name(alias)}/multiFactor/requireReregistration"))
            .Is(HttpStatusCode.NoContent);
    }

    private async Task<FormBrowser> WithPasswordAsync(string alias, string password = SampleTenant.Password)
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync(Path());
        await browser.SubmitAsync(("username", _tenant.Name(alias)));
        await browser.SubmitAsync(("password", password));
        return browser;
    }

    private async Task<FormBrowser> WithPassAsync(string alias)
    {
        var pass = (string)(await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name(alias)}/authentication/temporaryAccessPassMethods", "{}")).Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;
        return await WithPasswordAsync(alias, pass);
    }

    private static string Answer(SoftwareAuthenticator key, FormBrowser browser, string origin = "http://localhost") => new SoftwareAuthenticator(key) { Origin = origin }
        .Make(new JsonObject { ["publicKey"] = browser.Options })["publicKeyCredential"]!.ToJsonString();

    private string Path() => SignInPaths.Authorize(_tenant, Redirect, ("code_challenge", SignInPaths.Challenge));

    private string Code(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(_tenant.Server.Clock.GetUtcNow().UtcDateTime);

    private static string Heading(FormBrowser browser) => HeadingOf().Match(browser.Page.Text).Groups["text"].Value;

    private static string Secret(FormBrowser browser) => SecretOf().Match(browser.Page.Text).Groups["text"].Value;

    [GeneratedRegex("<h1>(?<text>[^<]*)</h1>", RegexOptions.ExplicitCapture)]
    private static partial Regex HeadingOf();

    [GeneratedRegex("class=\"secret\">(?<text>[A-Z2-7]+)<", RegexOptions.ExplicitCapture)]
    private static partial Regex SecretOf();
}
