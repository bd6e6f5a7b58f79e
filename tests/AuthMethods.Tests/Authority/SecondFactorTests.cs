using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Fido2Methods;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;
using OtpNet;

namespace AuthMethods.Tests.Authority;

/// <summary>Second factors on the sign-in pages: when they are asked for, which are enough, and that none is skipped or used twice.</summary>
public sealed class SecondFactorTests : TenantTests
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string MultiFactor = "00000000-0000-0000-0000-000000000002";
    private const string PhishingResistant = "00000000-0000-0000-0000-000000000004";
    private const string Demand = """{"access_token":{"amr":{"essential":true,"values":["ngcmfa"]}}}""";

    private const string Seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("balas")}/authentication/softwareOathMethods", $$"""{"secretKey":"{{Seed}}"}""")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task EnforcedMultiFactor_TakesTheCodeOfAnApp()
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var browser = await WithPasswordAsync();
        Assert.Equal("Code", browser.Label);

        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", Code())));

        Assert.Equal(["pwd", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        var records = await RecordsAsync();
        Assert.Equal([0, 50074], records.Select(r => (int)r!["status"]!["errorCode"]!));
        Assert.Equal(
            [("Password", true), ("Software OATH token", true)],
            records[0]!["authenticationDetails"]!.AsArray().Select(d => ((string?)d!["authenticationMethod"], (bool)d["succeeded"]!)));
        Assert.Equal("multiFactorAuthentication", (string?)records[0]!["authenticationRequirement"]);
        var apps = await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync($"/beta/users/{_tenant.Name("balas")}/authentication/softwareOathMethods");
        Assert.NotNull(apps.Value.Single()!["lastUsedDateTime"]);
    }

    [Fact]
    public async Task PhonesWithTheSameLastDigits_AreAllOffered()
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        await MethodPolicy.SetAsync(_tenant, new VoiceConfiguration { State = MethodState.Enabled });
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("kim")}/authentication/phoneMethods", """{"phoneNumber":"+1 2065555601","phoneType":"alternateMobile"}"""))
            .Is(HttpStatusCode.Created);
        var browser = await WithPasswordAsync("kim");

        await browser.ClickAsync("Other ways to sign in");

        Assert.Equal(2, browser.Buttons.Count(b => b == "Call +1 XXXXXXXX01"));
    }

    [Fact]
    public async Task WrongCode_IsRefusedAndRecorded_AndTenLockTheUserOut()
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var browser = await WithPasswordAsync();
        var right = Code();
        foreach (var wrong in Enumerable.Range(0, 20).Select(i => $"{i:D6}").Where(c => c != right).Take(10))
        {
            Assert.Contains("AADSTS500121", (await browser.SubmitAsync(("answer", wrong))).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        }

        Assert.Contains("AADSTS50053", (await browser.SubmitAsync(("answer", Code()))).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        var wrongs = (await RecordsAsync()).Where(r => (int)r!["status"]!["errorCode"]! == 500121).ToArray();
        Assert.Equal(10, wrongs.Length);
        Assert.Equal(
            [("Password", true), ("Software OATH token", false)],
            wrongs[0]!["authenticationDetails"]!.AsArray().Select(d => ((string?)d!["authenticationMethod"], (bool)d["succeeded"]!)));
    }

    [Fact]
    public async Task Code_IsAcceptedOnce()
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var (one, other, code) = (await WithPasswordAsync(), await WithPasswordAsync(), Code());
        (await one.SubmitAsync(("answer", code))).Is(HttpStatusCode.SeeOther);

        (await other.SubmitAsync(("answer", code))).Is(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("answer", "123456", "before the password")]
    [InlineData("register", "softwareOath", "before the password")]
    [InlineData("skip", "1", "before the password")]
    [InlineData("new_password", "Noch-Ein-Wort-8", "before the password")]
    [InlineData("with", "softwareOath ", "before the password")]
    [InlineData("password", SampleTenant.Password, "after the password")]
    [InlineData("skip", "1", "after the password")]
    [InlineData("new_password", "Noch-Ein-Wort-8", "after the password")]
    [InlineData("with", "Password", "after the password")]
    [InlineData("with", "sms nonsense", "after the password")]
    public async Task Step_IsNotSkippedOrRepeated(string field, string value, string when)
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var browser = when == "before the password" ? await NamedAsync() : await WithPasswordAsync();

        var answer = (await browser.SubmitAsync((field, value))).Is(HttpStatusCode.BadRequest);

        Assert.Contains("AADSTS50085", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_WithoutMultiFactor_StepsUpWhenAClientDemandsIt()
    {
        var browser = await WithPasswordAsync();
        browser.Page.Is(HttpStatusCode.SeeOther);
        Assert.Equal("interaction_required", Back(await browser.OpenAsync(Path(("claims", Demand), ("prompt", "none"))))["error"]);

        (await browser.OpenAsync(Path(("claims", Demand)))).Is(HttpStatusCode.OK);
        Assert.Equal("Code", browser.Label);
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", Code())));

        Assert.Contains("ngcmfa", tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        (await browser.OpenAsync(Path(("claims", Demand)))).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Strength_ThatDemandsPhishingResistance_RefusesACodeAndTakesAPasskey()
    {
        using var key = new SoftwareAuthenticator();
        const string demand = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"" + PhishingResistant + "\"}}}";
        var without = await WithPasswordAsync(("claims", demand));
        Assert.Contains("AADSTS53003", without.Page.Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        (await (await _tenant.AsAsync("balas")).RegisterAsync("/v1.0/me/authentication/fido2Methods", key)).Is(HttpStatusCode.Created);

        var browser = await WithPasswordAsync(("claims", demand));
        await browser.ClickAsync("Other ways to sign in");
        Assert.DoesNotContain("Use a code from an authenticator app", browser.Buttons);
        await browser.ClickAsync("Sign in with a passkey");
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", key.Assert(browser.Options, TheDirectory.Balas))));

        Assert.Equal([PhishingResistant], tokens.Claims()["acrs"]!.AsArray().Select(m => (string?)m));
        (await browser.OpenAsync(Path(("acr_values", PhishingResistant)))).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Strength_ThatNamesModels_TakesOnlyPasskeysOfThem()
    {
        using var allowed = new SoftwareAuthenticator { AaGuid = new("486c3b50-889c-480a-abc5-c04ef7c873e0") };
        using var other = new SoftwareAuthenticator();
        var admin = await _tenant.AsAsync("global.admin");
        var strengths = "/v1.0/policies/authenticationStrengthPolicies";
        var id = (string)(await admin.PostAnswerAsync(strengths, """{"displayName":"Keys","allowedCombinations":["fido2"]}"""))
            .Is(HttpStatusCode.Created).Json["id"]!;
        (await admin.PostAnswerAsync(
            $"{strengths}/{id}/combinationConfigurations",
            $$"""{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","appliesToCombinations":["fido2"],"allowedAAGUIDs":["{{allowed.AaGuid}}"]}"""))
            .Is(HttpStatusCode.Created);
        var own = await _tenant.AsAsync("balas");
        (await own.RegisterAsync("/v1.0/me/authentication/fido2Methods", other)).Is(HttpStatusCode.Created);
        var without = await WithPasswordAsync(("acr_values", id));
        Assert.Contains("AADSTS53003", without.Page.Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        (await own.RegisterAsync("/v1.0/me/authentication/fido2Methods", allowed)).Is(HttpStatusCode.Created);

        var browser = await WithPasswordAsync(("acr_values", id));
        (await browser.SubmitAsync(("answer", other.Assert(browser.Options, TheDirectory.Balas)))).Is(HttpStatusCode.OK);
        Assert.Contains("AADSTS53003", browser.Page.Text, StringComparison.Ordinal);
        var tokens = await SignInPaths.RedeemAsync(
            _tenant, Redirect, await browser.SubmitAsync(("answer", allowed.Assert(browser.Options, TheDirectory.Balas))));

        Assert.Equal([id], tokens.Claims()["acrs"]!.AsArray().Select(m => (string?)m));
        (await browser.OpenAsync(Path(("acr_values", id)))).Is(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("password and passkey", true)]
    [InlineData("password and code", true)]
    [InlineData("passkey", false)]
    public async Task RevokedMultiFactor_IsAskedForAgain_UnlessAPasskeyAloneDidIt(string how, bool isAsked)
    {
        using var key = new SoftwareAuthenticator();
        (await (await _tenant.AsAsync("balas")).RegisterAsync("/v1.0/me/authentication/fido2Methods", key)).Is(HttpStatusCode.Created);
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        (string, string)[] wish = [("scope", $"{TokenRequests.Default} openid offline_access")];
        var browser = how == "passkey" ? await NamedAsync("balas", wish) : await WithPasswordAsync(wish);
        if (how != "password and passkey") await browser.ClickAsync("Other ways to sign in");
        if (how == "passkey") await browser.ClickAsync("Sign in with a passkey");
        if (how == "password and code") await browser.ClickAsync("Use a code from an authenticator app");
        var answer = how == "password and code" ? Code() : key.Assert(browser.Options, TheDirectory.Balas);
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", answer)));
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);

        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync($"/authmethods/users/{_tenant.Name("balas")}/multiFactor/revokeSessions"))
            .Is(HttpStatusCode.NoContent);

        (await browser.OpenAsync(Path())).Is(isAsked ? HttpStatusCode.OK : HttpStatusCode.SeeOther);
        Assert.Equal(isAsked ? 50076 : null, (await _tenant.RefreshAsync(tokens.RefreshToken())).AadSts());
        await _tenant.SetPerUserMfaAsync("balas", "disabled");
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
        (await browser.OpenAsync(Path(("acr_values", MultiFactor)))).Is(isAsked ? HttpStatusCode.OK : HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task RemovedApp_IsNoFactor()
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var browser = await WithPasswordAsync();
        var admin = await _tenant.AsAsync("auth.admin");
        var path = $"/v1.0/users/{_tenant.Name("balas")}/authentication/softwareOathMethods";

        (await admin.DeleteAnswerAsync($"{path}/{(await admin.GetAnswerAsync(path)).Value.Single()!["id"]}")).Is(HttpStatusCode.NoContent);

        (await browser.SubmitAsync(("answer", Code()))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task TextMessage_IsAFactor_ForItsSignInOnlyAndOnce()
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        var other = await WithPasswordAsync("kim");
        var another = await CodeSentAsync();
        var browser = await WithPasswordAsync("kim");
        Assert.Contains("1 XXXXXXXX01.", browser.Page.Text, StringComparison.Ordinal);
        var code = await CodeSentAsync();

        if (code != another) (await browser.SubmitAsync(("answer", another))).Is(HttpStatusCode.BadRequest);
        var page = browser.Page;
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", code)));

        Assert.Equal(["pwd", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        (await browser.SubmitAsync(page, ("answer", code))).Is(HttpStatusCode.BadRequest);
        if (code != another) (await other.SubmitAsync(("answer", code))).Is(HttpStatusCode.BadRequest);
        (await other.SubmitAsync(("answer", another))).Is(HttpStatusCode.SeeOther);

        async Task<string> CodeSentAsync() => (string)(await _tenant.NewestMessageAsync("kim"))!["code"]!;
    }

    [Fact]
    public async Task PhoneCall_IsAFactorWhereThePolicyAllowsIt()
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        Assert.Equal(["Text +1 XXXXXXXX01"], await WaysAsync());
        await MethodPolicy.SetAsync(_tenant, new VoiceConfiguration { State = MethodState.Enabled });
        Assert.Equal(["Text +1 XXXXXXXX01", "Call +1 XXXXXXXX01"], await WaysAsync());
        await MethodPolicy.SetAsync(_tenant, new VoiceConfiguration { State = MethodState.Enabled, IsOfficePhoneAllowed = true });
        Assert.Equal(["Text +1 XXXXXXXX01", "Call +1 XXXXXXXX01", "Call +1 XXXXXXXX02"], await WaysAsync());

        var browser = await WithPasswordAsync("kim");
        await browser.ClickAsync("Other ways to sign in");
        await browser.ClickAsync("Call +1 XXXXXXXX02");
        var message = (await _tenant.NewestMessageAsync("kim"))!;
        Assert.Equal(("voice", "+1 4255555502"), ((string?)message["channel"], (string?)message["to"]));
        (await browser.SubmitAsync(("answer", (string)message["code"]!))).Is(HttpStatusCode.SeeOther);

        async Task<string[]> WaysAsync()
        {
            var browser = await WithPasswordAsync("kim");
            await browser.ClickAsync("Other ways to sign in");
            return [.. browser.Buttons.Where(b => b != "Cancel")];
        }
    }

    [Fact]
    public async Task PreferredFactor_ComesFirst_WhereTheSystemsPreferenceIsOff()
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        await MethodPolicy.SetAsync(_tenant, new VoiceConfiguration { State = MethodState.Enabled });
        (await (await _tenant.AsAsync("auth.admin")).PatchAnswerAsync(
            $"/beta/users/{_tenant.Name("kim")}/authentication/signInPreferences",
            """{"userPreferredMethodForSecondaryAuthentication":"voiceMobile","isSystemPreferredAuthenticationMethodEnabled":false}""")).Is(HttpStatusCode.NoContent);

        await WithPasswordAsync("kim");

        Assert.Equal("voice", (string?)(await _tenant.NewestMessageAsync("kim"))!["channel"]);
    }

    [Theory]
    [InlineData(true, "Enter the code that your authenticator app shows.")]
    [InlineData(false, "Enter the code that we sent to +1 XXXXXXXX01.")]
    public async Task FirstRegisteredFactor_ComesFirst_UnlessTheSystemPrefersTheMostSecureOne(bool isSystemPreferred, string asked)
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        var admin = await _tenant.AsAsync("auth.admin");
        (await admin.PostAnswerAsync($"/authmethods/users/{_tenant.Name("kim")}/authentication/softwareOathMethods", "{}")).Is(HttpStatusCode.Created);
        (await admin.PatchAnswerAsync(
            $"/beta/users/{_tenant.Name("kim")}/authentication/signInPreferences",
            new JsonObject { ["isSystemPreferredAuthenticationMethodEnabled"] = isSystemPreferred }.ToJsonString())).Is(HttpStatusCode.NoContent);

        var browser = await WithPasswordAsync("kim");

        Assert.Contains(asked, WebUtility.HtmlDecode(browser.Page.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecurityDefaults_AskAdministratorsForASecondFactorAndOthersToRegister()
    {
        var admin = await _tenant.AsAsync("global.admin");
        var path = $"/authmethods/users/{_tenant.Name("helpdesk.admin")}/authentication/softwareOathMethods";
        (await admin.PostAnswerAsync(path, $$"""{"secretKey":"{{Seed}}"}""")).Is(HttpStatusCode.Created);
        var before = await WithPasswordAsync("helpdesk.admin");
        before.Page.Is(HttpStatusCode.SeeOther);
        (await admin.PatchAnswerAsync("/v1.0/policies/identitySecurityDefaultsEnforcementPolicy", """{"isEnabled":true}""")).Is(HttpStatusCode.NoContent);

        // An administrator, also with a session.
        var browser = await WithPasswordAsync("helpdesk.admin");
        Assert.Equal("Code", browser.Label);
        (await browser.SubmitAsync(("answer", Code()))).Is(HttpStatusCode.SeeOther);
        (await before.OpenAsync(Path())).Is(HttpStatusCode.OK);
        Assert.Equal("Code", before.Label);
        // A user with a second factor, and one without.
        (await WithPasswordAsync("balas")).Page.Is(HttpStatusCode.SeeOther);
        var without = await WithPasswordAsync("megan");
        Assert.Contains("Set up an authenticator app", without.Buttons);
        Assert.DoesNotContain("Skip for now", without.Buttons);
    }

    private async Task<JsonArray> RecordsAsync() => (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync(
        $"/beta/auditLogs/signIns?$filter=userId eq '{TheDirectory.Balas}' and isInteractive eq true")).Value;

    private async Task<FormBrowser> NamedAsync(string alias = "balas", params (string Name, string Value)[] query)
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync(Path(query));
        await browser.SubmitAsync(("username", _tenant.Name(alias)));
        return browser;
    }

    private async Task<FormBrowser> WithPasswordAsync(params (string Name, string Value)[] query) => await WithPasswordAsync("balas", query);

    private async Task<FormBrowser> WithPasswordAsync(string alias, params (string Name, string Value)[] query)
    {
        var browser = await NamedAsync(alias, query);
        await browser.SubmitAsync(("password", SampleTenant.Password));
        return browser;
    }

    private string Path(params (string Name, string Value)[] query) =>
        SignInPaths.Authorize(_tenant, Redirect, [("code_challenge", SignInPaths.Challenge), .. query]);

    private string Code() => new Totp(Base32Encoding.ToBytes(Seed)).ComputeTotp(_tenant.Server.Clock.GetUtcNow().UtcDateTime);

    private static Dictionary<string, string?> Back(Answer answer) =>
        QueryHelpers.ParseQuery(answer.Is(HttpStatusCode.SeeOther).Headers.Location!.Query).ToDictionary(q => q.Key, q => (string?)q.Value);
}
