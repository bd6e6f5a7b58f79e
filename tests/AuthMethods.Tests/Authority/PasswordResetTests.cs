using System.Net;
using System.Text.RegularExpressions;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.HardwareOathMethods;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using OtpNet;

namespace AuthMethods.Tests.Authority;

/// <summary>Self-service password reset on its page: by one or two methods, and without telling who exists.</summary>
public sealed class PasswordResetTests : ServerTests
{
    private const string NewPassword = "Neu-Kennwort-7";
    private const string ByEmail = "Send a code to my e-mail address";
    private const string ByApp = "Use a code from an authenticator app";
    private const string ByText = "Text a code to my mobile phone";

    protected override Task<TestServer> StartAsync() =>
        TestServer.StartAsync([new("SelfServicePasswordReset:Enabled", "true")], clock: _clock);

    [Theory]
    [InlineData(ByEmail, "email")]
    [InlineData(ByText, "sms")]
    [InlineData("Call my mobile phone", "voice")]
    [InlineData("Call my office phone", "voice")]
    public async Task RightCode_LeadsToANewPassword(string way, string channel)
    {
        var signedIn = (await _tenant.SignInAsync("kim", scope: ".default offline_access")).Is(HttpStatusCode.OK);
        var browser = await AtCodeAsync("kim", way);
        var message = (await _tenant.NewestMessageAsync("kim"))!;
        Assert.Equal((channel, "passwordReset"), ((string?)message["channel"], (string?)message["purpose"]));

        (await browser.SubmitAsync(("code", (string)message["code"]!))).Is(HttpStatusCode.OK);
        Assert.Equal("New password", browser.Label);
        (await browser.SubmitAsync(("new_password", NewPassword), ("confirm", NewPassword))).Is(HttpStatusCode.OK);

        Assert.Contains("Your password was reset", browser.Page.Text, StringComparison.Ordinal);
        (await _tenant.SignInAsync("kim", NewPassword)).Is(HttpStatusCode.OK);
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim")).AadSts());
        (await _tenant.ClientOf(signedIn).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(SignIns.GrantRevoked, (await _tenant.RefreshAsync(signedIn.RefreshToken())).AadSts());
    }

    [Theory]
    [InlineData("balas", true)]
    [InlineData("kim", false)]
    [InlineData("nobody", false)]
    public async Task CodeOfAnApp_LeadsToANewPassword_OnceAndForItsUserOnly(string alias, bool isRight)
    {
        const string seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/authmethods/users/{_tenant.Name("balas")}/authentication/softwareOathMethods", $$"""{"secretKey":"{{seed}}"}""")).Is(HttpStatusCode.Created);
        var browser = await AtCodeAsync(alias, ByApp);
        var code = new Totp(Base32Encoding.ToBytes(seed)).ComputeTotp(_clock.GetUtcNow().UtcDateTime);

        (await browser.SubmitAsync(("code", "000000"))).Is(HttpStatusCode.BadRequest);
        (await browser.SubmitAsync(("code", code))).Is(isRight ? HttpStatusCode.OK : HttpStatusCode.BadRequest);

        if (!isRight) return;
        (await (await AtCodeAsync(alias, ByApp)).SubmitAsync(("code", code))).Is(HttpStatusCode.BadRequest);
        (await browser.SubmitAsync(("new_password", NewPassword), ("confirm", NewPassword))).Is(HttpStatusCode.OK);
        (await _tenant.SignInAsync("balas", NewPassword)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(MethodState.Enabled)]
    [InlineData(MethodState.Disabled)]
    public async Task CodeOfAHardwareToken_LeadsToANewPassword_IfThePolicyAllowsIt(MethodState state)
    {
        var admin = await _tenant.AsAsync("global.admin");
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
        await Tokens.AddAsync(admin, "R1");
        (await admin.PostAnswerAsync(
            $"/beta/users/{_tenant.Name("balas")}/authentication/hardwareOathMethods/assignAndActivateBySerialNumber",
            $$"""{"serialNumber":"R1","displayName":"Token","verificationCode":"{{Tokens.Code(_tenant)}}"}""")).Is(HttpStatusCode.NoContent);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration { State = state });
        var browser = await AtCodeAsync("balas", "Use a code from a hardware token");

        var answer = await browser.SubmitAsync(("code", Tokens.Code(_tenant)));

        answer.Is(state == MethodState.Enabled ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Pages_SayTheSameOfEveryApp()
    {
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync($"/authmethods/users/{_tenant.Name("balas")}/authentication/softwareOathMethods", "{}"))
            .Is(HttpStatusCode.Created);
        var shown = new List<string>();
        foreach (var name in new[] { _tenant.Name("balas"), _tenant.Name("kim"), _tenant.Name("nobody"), "kim@nowhere.example" })
        {
            var browser = new FormBrowser(_server.Client());
            var pages = new List<string>();
            Note(await browser.OpenAsync("/password-reset"));
            Note(await browser.SubmitAsync(("username", name)));
            Note(await browser.ClickAsync(ByApp));
            for (var i = 0; i < 12; i++) Note(await browser.SubmitAsync(("code", $"{i:D6}")));
            shown.Add(string.Join('\n', pages));

            void Note(Answer page) => pages.Add($"{page.Status} {Plain(page.Text, name)}");
        }

        Assert.Single(shown.Distinct());
        Assert.Contains("Too many wrong codes", shown[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_IsRecordedAndCounted()
    {
        await ResetAsync("kim");

        var admin = await _tenant.AsAsync("global.admin");
        var records = (await admin.GetAnswerAsync("/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Reset password (self-service)'"))
            .Is(HttpStatusCode.OK).Value;
        Assert.Equal(_tenant.Name("kim"), (string?)Assert.Single(records)!["initiatedBy"]!["user"]!["userPrincipalName"]);
        var day = (await admin.GetAnswerAsync("/beta/reports/authenticationMethods/userPasswordResetsAndChangesSummary")).Is(HttpStatusCode.OK).Value;
        Assert.Equal(1, (int)day[0]!["passwordResetsSelfServiceCount"]!);
    }

    [Fact]
    public async Task Pages_SayTheSameOfEveryName()
    {
        // Kim has an e-mail method, balas has none, guests may not, and the others are nobody's.
        string[] names = [_tenant.Name("kim"), _tenant.Name("balas"), _tenant.Name("guest_fabrikam.com#EXT#"), _tenant.Name("nobody"), "kim@nowhere.example", "kim"];
        var shown = new List<string>();
        foreach (var name in names)
        {
            var browser = new FormBrowser(_server.Client());
            var pages = new List<string>();
            Note(await browser.OpenAsync("/password-reset"));
            Note(await browser.SubmitAsync(("username", name)));
            Note(await browser.ClickAsync(ByEmail));
            for (var i = 0; i < 11; i++) Note(await browser.SubmitAsync(("code", $"{i:D6}")));
            Note(await browser.ClickAsync("Get another code"));
            for (var i = 0; i < 11; i++)
            {
                Note(await browser.ClickAsync(ByEmail));
                if (browser.Buttons.Contains("Get another code")) await browser.ClickAsync("Get another code");
            }

            shown.Add(string.Join('\n', pages));

            void Note(Answer page) => pages.Add($"{page.Status} {Plain(page.Text, name)}");
        }

        Assert.Single(shown.Distinct());
        Assert.Contains("Too many wrong codes", shown[0], StringComparison.Ordinal);
        Assert.Contains("Too many codes were sent", shown[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_AreSentToThoseOnlyWhoMayReset()
    {
        foreach (var alias in new[] { "balas", "disabled", "synced", "guest_fabrikam.com#EXT#" })
        {
            await AtCodeAsync(alias, ByEmail);
            await AtCodeAsync(alias, ByText);
        }

        Assert.Empty((await (await _tenant.AsAppAsync()).GetAnswerAsync("/authmethods/outbox")).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task Administrators_NeedTwoMethods()
    {
        await AddMethodsAsync("user.admin");
        var browser = await AtCodeAsync("user.admin", ByEmail);
        await browser.SubmitAsync(("code", await CodeAsync("user.admin")));

        Assert.DoesNotContain(ByEmail, browser.Buttons);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await browser.ClickAsync(ByText);
        await browser.SubmitAsync(("code", await CodeAsync("user.admin")));
        await browser.SubmitAsync(("new_password", NewPassword), ("confirm", NewPassword));

        (await _tenant.SignInAsync("user.admin", NewPassword)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Administrators_WhomThePolicyForbidsIt_GetNoCode()
    {
        await AddMethodsAsync("user.admin");
        (await (await _tenant.AsAsync("global.admin")).PatchAnswerAsync("/v1.0/policies/authorizationPolicy", """{"allowedToUseSSPR":false}"""))
            .Is(HttpStatusCode.NoContent);

        await AtCodeAsync("user.admin", ByEmail);

        Assert.Null(await _tenant.NewestMessageAsync("user.admin"));
    }

    [Fact]
    public async Task Revocation_BetweenCodeAndPassword_EndsTheReset()
    {
        var browser = await AtPasswordAsync("kim");
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await browser.SubmitAsync(("new_password", NewPassword), ("confirm", NewPassword))).Is(HttpStatusCode.BadRequest);

        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim", NewPassword)).AadSts());
    }

    [Theory]
    [InlineData("short", "short", "8 to 256")]
    [InlineData("Password1", "Password1", "common")]
    [InlineData(NewPassword, "Another-Kennwort-7", "not the same")]
    public async Task BadPassword_IsExplained_AndAnotherOneTaken(string password, string confirmed, string problem)
    {
        var browser = await AtPasswordAsync("kim");

        (await browser.SubmitAsync(("new_password", password), ("confirm", confirmed))).Is(HttpStatusCode.BadRequest);

        Assert.Contains(problem, browser.Page.Text, StringComparison.Ordinal);
        (await browser.SubmitAsync(("new_password", NewPassword), ("confirm", NewPassword))).Is(HttpStatusCode.OK);
        (await _tenant.SignInAsync("kim", NewPassword)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Step_IsNeitherSkippedNorRepeatedNorTakenToAnotherBrowser()
    {
        var browser = await AtCodeAsync("kim", ByEmail);
        var (page, code) = (browser.Page, await CodeAsync("kim"));

        // A new password before any code is entered.
        (await browser.SubmitAsync(("new_password", NewPassword), ("confirm", NewPassword))).Is(HttpStatusCode.BadRequest);
        Assert.Equal("Code", browser.Label);
        // The same page twice.
        (await browser.SubmitAsync(page, ("code", code))).Is(HttpStatusCode.BadRequest);
        // Another browser, which has a cookie of its own.
        browser = await AtCodeAsync("kim", ByEmail);
        var thief = new FormBrowser(_server.Client());
        await thief.OpenAsync("/password-reset");
        (await thief.SubmitAsync(browser.Page, ("code", await CodeAsync("kim")))).Is(HttpStatusCode.BadRequest);

        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("kim", NewPassword)).AadSts());
    }

    [Fact]
    public async Task Form_FromAnotherSite_IsRefused()
    {
        var browser = new FormBrowser(_server.Client());
        await browser.OpenAsync("/password-reset");

        (await _server.Client().AnswerAsync(
            HttpMethod.Post, "/password-reset", TokenRequests.Encoded([.. browser.Hidden, ("username", _tenant.Name("kim"))]),
            "application/x-www-form-urlencoded", ("Origin", "https://evil.example"))).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Page_WhenResettingIsOff_SaysSo()
    {
        var browser = new FormBrowser((await SharedServer.TenantAsync()).Server.Client());

        (await browser.OpenAsync("/password-reset")).Is(HttpStatusCode.OK);

        Assert.Contains("not turned on", browser.Page.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Hidden);
    }

    [Fact]
    public async Task SignInPage_LinksToIt_WithTheUsersName()
    {
        var browser = new FormBrowser(_server.Client());
        await browser.OpenAsync($"/{_tenant.Id}/oauth2/v2.0/authorize?" + TokenRequests.Encoded([
            ("client_id", AuthMethods.Seed.SampleTenant.AdminTools.ToString()), ("response_type", "code"), ("redirect_uri", "http://localhost/"),
            ("scope", "openid"), ("code_challenge", new string('a', 43)), ("code_challenge_method", "S256")]));
        await browser.SubmitAsync(("username", _tenant.Name("kim")));

        var link = Regex.Match(browser.Page.Text, "<a href=\"(?<address>[^\"]+)\">Forgot password\\?</a>").Groups["address"].Value;
        (await browser.OpenAsync(WebUtility.HtmlDecode(link))).Is(HttpStatusCode.OK);

        Assert.Contains($"value=\"{_tenant.Name("kim")}\"", browser.Page.Text, StringComparison.Ordinal);
    }

    private async Task ResetAsync(string alias) =>
        (await (await AtPasswordAsync(alias)).SubmitAsync(("new_password", NewPassword), ("confirm", NewPassword))).Is(HttpStatusCode.OK);

    private async Task<FormBrowser> AtPasswordAsync(string alias)
    {
        var browser = await AtCodeAsync(alias, ByEmail);
        (await browser.SubmitAsync(("code", await CodeAsync(alias)))).Is(HttpStatusCode.OK);
        return browser;
    }

    private async Task<FormBrowser> AtCodeAsync(string alias, string way)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        var browser = new FormBrowser(_server.Client());
        (await browser.OpenAsync("/password-reset")).Is(HttpStatusCode.OK);
        Assert.Equal("User name", browser.Label);
        (await browser.SubmitAsync(("username", _tenant.Name(alias)))).Is(HttpStatusCode.OK);
        (await browser.ClickAsync(way)).Is(HttpStatusCode.OK);
        Assert.Equal("Code", browser.Label);
        return browser;
    }

    private async Task<string> CodeAsync(string alias) => (string)(await _tenant.NewestMessageAsync(alias))!["code"]!;

    private async Task AddMethodsAsync(string alias)
    {
        var admin = await _tenant.AsAsync("global.admin");
        var methods = $"/v1.0/users/{_tenant.Name(alias)}/authentication";
        (await admin.PostAnswerAsync($"{methods}/emailMethods", """{"emailAddress":"admin@fabrikam.com"}""")).Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync($"{methods}/phoneMethods", """{"phoneNumber":"+1 2065555520","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);
    }

    /// <summary>A page without what differs anyway: the ticket and the name.</summary>
    private static string Plain(string page, string name) =>
        Regex.Replace(WebUtility.HtmlDecode(page), "name=\"ticket\" value=\"[^\"]*\"", "").Replace(name, "NAME", StringComparison.Ordinal);
}
