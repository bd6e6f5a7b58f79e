using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Authenticators;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>Requests to a phone with Microsoft Authenticator: as a second factor and instead of a password, with their limits.</summary>
public sealed partial class ApprovalTests : ServerTests
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Invitation = "Approve a request on my Microsoft Authenticator app";
    private const string Again = "Send another request";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
    }

    [Fact]
    public async Task Approval_WithTheNumber_IsASecondFactor()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        Assert.Contains("<h1>Approve sign in request</h1>", browser.Page.Text, StringComparison.Ordinal);
        Assert.Equal(_tenant.Name("balas"), (string?)(await phone.PendingAsync())!["user"]);

        (await phone.ApproveAsync(TestPhone.NumberOn(browser.Page))).Is(HttpStatusCode.NoContent);
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync());

        Assert.Equal(["pwd", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        Assert.Null(await phone.PendingAsync());
        var records = await RecordsAsync();
        Assert.Equal([0, 50074], records.Select(r => (int)r!["status"]!["errorCode"]!));
        Assert.Equal([("Password", true), ("Mobile app notification", true)], Details(records[0]!));
        var apps = await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync($"/beta/users/{_tenant.Name("balas")}/authentication/microsoftAuthenticatorMethods");
        Assert.NotNull(apps.Value.Single()!["lastUsedDateTime"]);
        var report = await (await _tenant.AsAsync("reports.reader")).GetAnswerAsync(
            "/beta/reports/authenticationMethods/userSignInsByAuthMethodSummary(period='d1')");
        Assert.Equal(
            ["password", "microsoftAuthenticatorPush"],
            report.Value.Where(r => (int)r!["successActivityCount"]! == 1).Select(r => (string?)r!["authenticationMethod"]));
        var user = await (await _tenant.AsAsync("global.admin")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}?$select=signInActivity");
        Assert.Equal((string?)records[0]!["id"], (string?)user.Json["signInActivity"]!["lastSignInRequestId"]);
    }

    [Fact]
    public async Task Page_WaitsForTheAnswer_WithOrWithoutAScript()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        var (number, poll) = (TestPhone.NumberOn(browser.Page), WebUtility.HtmlDecode(Poll().Match(browser.Page.Text).Groups["path"].Value));
        Assert.Contains("connect-src 'self'", browser.Page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        Assert.False((bool)(await _server.Client().GetAnswerAsync(poll)).Is(HttpStatusCode.OK).Json["isAnswered"]!);
        Assert.Contains("still waiting", (await browser.SubmitAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(number, TestPhone.NumberOn(browser.Page));
        (await phone.ApproveAsync(number)).Is(HttpStatusCode.NoContent);

        Assert.True((bool)(await _server.Client().GetAnswerAsync(poll)).Json["isAnswered"]!);
        var page = browser.Page;
        (await browser.SubmitAsync()).Is(HttpStatusCode.SeeOther);
        (await browser.SubmitAsync(page)).Is(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("denied")]
    [InlineData("wrong number")]
    [InlineData("not answered")]
    [InlineData("phone removed")]
    [InlineData("policy changed")]
    public async Task Request_ThatIsNotApproved_SignsNobodyIn(string how)
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        var number = TestPhone.NumberOn(browser.Page);
        var admin = await _tenant.AsAsync("auth.admin");
        switch (how)
        {
            case "denied":
                (await phone.DenyAsync()).Is(HttpStatusCode.NoContent);
                break;
            case "wrong number":
                (await phone.ApproveAsync(number == "42" ? "43" : "42")).Is(HttpStatusCode.BadRequest);
                break;
            case "not answered":
                _clock.Advance(TimeSpan.FromMinutes(2.1));
                break;
            case "phone removed":
                (await phone.ApproveAsync(number)).Is(HttpStatusCode.NoContent);
                (await admin.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/microsoftAuthenticatorMethods/{phone.MethodId}")).Is(HttpStatusCode.NoContent);
                break;
            default:
                (await phone.ApproveAsync(number)).Is(HttpStatusCode.NoContent);
                await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration { State = MethodState.Disabled });
                break;
        }

        Assert.Null(await phone.PendingAsync());
        var refused = (await browser.SubmitAsync()).Is(HttpStatusCode.BadRequest);

        Assert.Contains("AADSTS500121", refused.Text, StringComparison.Ordinal);
        Assert.Contains(Again, browser.Buttons);
        Assert.DoesNotContain("<p class=\"number\">", refused.Text, StringComparison.Ordinal);
        var records = await RecordsAsync();
        Assert.Equal(500121, (int)records[0]!["status"]!["errorCode"]!);
        Assert.Equal([("Password", true), ("Mobile app notification", false)], Details(records[0]!));
    }

    [Fact]
    public async Task Request_ThatWasDenied_IsNotApprovedAfterAll()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        var request = (string)(await phone.PendingAsync())!["id"]!;
        (await phone.DenyAsync()).Is(HttpStatusCode.NoContent);

        (await (await _tenant.AsAppAsync()).PostAnswerAsync($"{phone.Address}/requests/{request}/approve", $$"""{"number":{{TestPhone.NumberOn(browser.Page)}}}"""))
            .Is(HttpStatusCode.NotFound);
        (await browser.SubmitAsync()).Is(HttpStatusCode.BadRequest);
        await browser.ClickAsync(Again);
        (await phone.ApproveAsync(TestPhone.NumberOn(browser.Page))).Is(HttpStatusCode.NoContent);
        (await browser.SubmitAsync()).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task User_HasOneRequest_AndTheNextTakesItsPlace()
    {
        var (phone, other) = (await TestPhone.AddAsync(_tenant, "balas"), await TestPhone.AddAsync(_tenant, "balas"));
        var before = await WithPasswordAsync();
        var browser = await WithPasswordAsync();

        Assert.Equal((string?)(await phone.PendingAsync())!["id"], (string?)(await other.PendingAsync())!["id"]);
        (await other.ApproveAsync(TestPhone.NumberOn(browser.Page))).Is(HttpStatusCode.NoContent);

        TestPhone.NumberOn(await before.SubmitAsync());
        (await browser.SubmitAsync()).Is(HttpStatusCode.SeeOther);
        TestPhone.NumberOn(await before.SubmitAsync());
        _clock.Advance(TimeSpan.FromMinutes(2.1));
        (await before.SubmitAsync()).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Requests_AreLimited_UntilOneIsApproved()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        for (var sent = 1; sent < 10; sent++) await SendAgainAsync(browser);
        TestPhone.NumberOn(browser.Page);
        var pending = (string)(await phone.PendingAsync())!["id"]!;

        await SendAgainAsync(browser);

        Assert.Contains("No request was sent, because too many were.", browser.Page.Text, StringComparison.Ordinal);
        Assert.Equal(pending, (string?)(await phone.PendingAsync())!["id"]);
        _clock.Advance(TimeSpan.FromMinutes(1.1));
        await SendAgainAsync(browser);
        (await phone.ApproveAsync(TestPhone.NumberOn(browser.Page))).Is(HttpStatusCode.NoContent);
        (await browser.SubmitAsync()).Is(HttpStatusCode.SeeOther);
        TestPhone.NumberOn((await WithPasswordAsync()).Page);
    }

    [Fact]
    public async Task NumbersSentAtOnce_DecideByTheFirst()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        var number = TestPhone.NumberOn(browser.Page);
        var id = (await phone.PendingAsync())!["id"];

        var answers = await Task.WhenAll(Enumerable.Range(10, 90).Select(guess => phone.AnswerAsync($"{id}/approve", $$"""{"number":{{guess}}}""")));

        var decided = answers.Zip(Enumerable.Range(10, 90)).Single(a => a.First.Status is HttpStatusCode.NoContent or HttpStatusCode.BadRequest);
        Assert.Equal($"{decided.Second}" == number ? HttpStatusCode.NoContent : HttpStatusCode.BadRequest, decided.First.Status);
        Assert.Equal($"{decided.Second}" == number ? HttpStatusCode.SeeOther : HttpStatusCode.BadRequest, (await browser.SubmitAsync()).Status);
    }

    [Fact]
    public async Task Denials_CountAsThree()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        for (var denied = 0; denied < 4; denied++)
        {
            TestPhone.NumberOn(browser.Page);
            (await phone.DenyAsync("""{"isReported":true}""")).Is(HttpStatusCode.NoContent);
            await SendAgainAsync(browser);
        }

        Assert.Contains("No request was sent, because too many were.", browser.Page.Text, StringComparison.Ordinal);
        Assert.Null(await phone.PendingAsync());
    }

    [Fact]
    public async Task PasswordlessPhone_SignsInAlone_AndItsRemovalEndsTheSession()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas", isPasswordless: true);
        var browser = await WithoutPasswordAsync("balas");
        Assert.True((bool)(await phone.PendingAsync())!["isPasswordless"]!);

        (await phone.ApproveAsync(TestPhone.NumberOn(browser.Page))).Is(HttpStatusCode.NoContent);
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync());

        Assert.Equal(["rsa", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        Assert.Equal([("Passwordless phone sign-in", true)], Details((await RecordsAsync())[0]!));
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
        (await (await _tenant.AsAsync("auth.admin")).DeleteAnswerAsync(
            $"/v1.0/users/{_tenant.Name("balas")}/authentication/microsoftAuthenticatorMethods/{phone.MethodId}")).Is(HttpStatusCode.NoContent);
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("a phone that is not set up for it")]
    [InlineData("the policy allows notifications only")]
    [InlineData("a user without a phone")]
    [InlineData("an unknown user")]
    public async Task Passwordless_AsksNobody_AndDoesNotTell(string why)
    {
        var hasPhone = why is not ("a user without a phone" or "an unknown user");
        var phone = hasPhone ? await TestPhone.AddAsync(_tenant, "balas", isPasswordless: why.StartsWith("the policy", StringComparison.Ordinal)) : null;
        var reference = await WithoutPasswordAsync("balas");
        if (why.StartsWith("the policy", StringComparison.Ordinal))
        {
            // Somebody else may.
            await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration
            {
                IncludeTargets =
                [
                    new() { Id = MethodTarget.AllUsers, AuthenticationMode = MicrosoftAuthenticatorMode.Push },
                    new() { Id = Guid.NewGuid().ToString(), AuthenticationMode = MicrosoftAuthenticatorMode.Any },
                ],
            });
        }

        var browser = await WithoutPasswordAsync(why == "an unknown user" ? "nobody" : "balas");

        Assert.Equal(Without(reference.Page), Without(browser.Page).Replace("nobody@", "balas@", StringComparison.Ordinal));
        if (phone is not null && !why.StartsWith("the policy", StringComparison.Ordinal)) Assert.Null(await phone.PendingAsync());
        TestPhone.NumberOn(await browser.SubmitAsync());
        _clock.Advance(TimeSpan.FromMinutes(2.1));
        Assert.Contains("AADSTS500121", (await browser.SubmitAsync()).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwordless_IsNotOffered_WhereThePolicyAllowsItToNobody()
    {
        await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration
        {
            IncludeTargets = [new() { Id = MethodTarget.AllUsers, AuthenticationMode = MicrosoftAuthenticatorMode.Push }],
        });
        var browser = await NamedAsync("balas");

        await browser.ClickAsync("Other ways to sign in");

        Assert.DoesNotContain(Invitation, browser.Buttons);
    }

    [Fact]
    public async Task DeviceBasedPushOnly_IsNoSecondFactorAfterAPassword_ButAPasswordlessPhoneIs()
    {
        await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration
        {
            IncludeTargets = [new() { Id = MethodTarget.AllUsers, AuthenticationMode = MicrosoftAuthenticatorMode.DeviceBasedPush }],
        });
        await TestPhone.AddAsync(_tenant, "balas");
        Assert.Equal("Code", (await WithPasswordAsync()).Label);

        var phone = await TestPhone.AddAsync(_tenant, "balas", isPasswordless: true);
        var browser = await WithPasswordAsync();
        (await phone.ApproveAsync(TestPhone.NumberOn(browser.Page))).Is(HttpStatusCode.NoContent);
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync());

        Assert.Equal(["pwd", "rsa", "mfa", "ngcmfa"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000002", false, true)]
    [InlineData("00000000-0000-0000-0000-000000000003", false, false)]
    [InlineData("00000000-0000-0000-0000-000000000003", true, true)]
    [InlineData("00000000-0000-0000-0000-000000000004", true, false)]
    public async Task Strength_TakesTheModesThatItNames(string strength, bool isPasswordless, bool isEnough)
    {
        await _tenant.SetPerUserMfaAsync("balas", "disabled");
        var phone = await TestPhone.AddAsync(_tenant, "balas", isPasswordless);
        var browser = await WithPasswordAsync(("acr_values", strength));
        if (!isEnough)
        {
            Assert.Contains("AADSTS53003", browser.Page.Text, StringComparison.Ordinal);
            return;
        }

        (await phone.ApproveAsync(TestPhone.NumberOn(browser.Page))).Is(HttpStatusCode.NoContent);
        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync());

        Assert.Equal([strength], tokens.Claims()["acrs"]!.AsArray().Select(m => (string?)m));
    }

    [Theory]
    [InlineData(FeatureState.Default, false)]
    [InlineData(FeatureState.Enabled, true)]
    [InlineData(FeatureState.Disabled, false)]
    public async Task Phone_ShowsApplicationAndAddress_WhereThePolicySaysSo(FeatureState state, bool isShown)
    {
        await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration
        {
            FeatureSettings = new()
            {
                DisplayAppInformationRequiredState = new() { State = state },
                DisplayLocationInformationRequiredState = new() { State = state },
            },
        });
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        await WithPasswordAsync();

        var request = (await phone.PendingAsync())!;

        Assert.Equal(isShown, (string?)request["application"] == "Admin tools");
        Assert.Equal(isShown, request["application"] is not null);
    }

    [Theory]
    [InlineData(FeatureTargetType.Role, true)]
    [InlineData(FeatureTargetType.Group, false)]
    [InlineData(FeatureTargetType.AdministrativeUnit, false)]
    public async Task Phone_ShowsTheApplication_ToThoseWhomThePolicyTargets(FeatureTargetType type, bool isShown)
    {
        // Authentication Administrator, which the user is.
        const string role = "c4e39bd9-1100-46d3-8c65-fb160da0071f";
        await _tenant.SetPerUserMfaAsync("auth.admin", "enforced");
        await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration
        {
            FeatureSettings = new()
            {
                DisplayAppInformationRequiredState = new() { State = FeatureState.Enabled, IncludeTarget = new() { TargetType = type, Id = role } },
            },
        });
        var phone = await TestPhone.AddAsync(_tenant, "auth.admin");
        await WithPasswordAsync("auth.admin");

        Assert.Equal(isShown, (await phone.PendingAsync())!["application"] is not null);
    }

    [Theory]
    [InlineData("enabled", true)]
    [InlineData("disabled", false)]
    [InlineData("default", false)]
    public async Task Report_IsRecorded_WhereThePolicyLetsUsersReport(string state, bool isRecorded)
    {
        var admin = await _tenant.AsAsync("global.admin");
        (await admin.PatchAnswerAsync(
            "/beta/policies/authenticationMethodsPolicy", $$$"""{"reportSuspiciousActivitySettings":{"state":"{{{state}}}","voiceReportingCode":0}}"""))
            .Is(HttpStatusCode.OK);
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        await WithPasswordAsync();

        (await phone.DenyAsync("""{"isReported":true}""")).Is(HttpStatusCode.NoContent);

        var records = await admin.GetAnswerAsync("/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Suspicious activity reported'");
        Assert.Equal(isRecorded ? [TheDirectory.Balas] : [], records.Value.Select(r => (string?)r!["targetResources"]![0]!["id"]));
    }

    [Fact]
    public async Task CodeOfThePhone_IsACodeOfAnApp_WhereThePolicyHasItOn()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var browser = await WithPasswordAsync();
        await browser.ClickAsync("Other ways to sign in");
        await browser.ClickAsync("Use a code from an authenticator app");
        (await browser.SubmitAsync(("answer", await phone.CodeAsync()))).Is(HttpStatusCode.SeeOther);
        Assert.Equal([("Password", true), ("Software OATH token", true)], Details((await RecordsAsync())[0]!));

        await MethodPolicy.SetAsync(_tenant, new MicrosoftAuthenticatorConfiguration { IsSoftwareOathEnabled = false });
        var without = await WithPasswordAsync();
        await without.ClickAsync("Other ways to sign in");
        Assert.Equal([Invitation, "Cancel"], without.Buttons);
    }

    [Fact]
    public async Task Phone_OfAnotherTenantOrType_HasNoRequests()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        await WithPasswordAsync();
        var (pipeline, theirs) = (await _tenant.AsAppAsync(), await (await _server.TenantAsync()).AsAppAsync());
        var app = (string)(await pipeline.PostAnswerAsync("/authmethods/authenticators", """{"type":"totp"}""")).Json["id"]!;

        (await theirs.GetAnswerAsync($"{phone.Address}/requests")).Is(HttpStatusCode.NotFound);
        (await pipeline.GetAnswerAsync($"/authmethods/authenticators/{app}/requests")).Is(HttpStatusCode.BadRequest);
        (await (await _tenant.AsAsync("balas")).GetAnswerAsync($"{phone.Address}/requests")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Next_WaitsForARequest()
    {
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var pipeline = await _tenant.AsAppAsync();
        (await pipeline.GetAnswerAsync($"{phone.Address}/requests/next?seconds=0")).Is(HttpStatusCode.NoContent);
        var next = pipeline.GetAnswerAsync($"{phone.Address}/requests/next?seconds=60");
        await WithPasswordAsync();

        var request = (await next).Is(HttpStatusCode.OK).Json;

        Assert.Equal((string?)(await phone.PendingAsync())!["id"], (string?)request["id"]);
        (await pipeline.GetAnswerAsync($"{phone.Address}/requests/next?after={request["id"]}")).Is(HttpStatusCode.NoContent);
    }

    /// <summary>Has a request sent whatever became of the one before.</summary>
    private static async Task SendAgainAsync(FormBrowser browser)
    {
        await browser.ClickAsync("Other ways to sign in");
        await browser.ClickAsync(Invitation);
    }

    /// <summary>A page without what differs each time.</summary>
    private static string Without(Answer page) => Volatile().Replace(page.Is(HttpStatusCode.OK).Text, "");

    private async Task<JsonArray> RecordsAsync() => (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync(
        $"/beta/auditLogs/signIns?$filter=userId eq '{TheDirectory.Balas}' and isInteractive eq true")).Value;

    private static (string?, bool)[] Details(JsonNode record) =>
        [.. record["authenticationDetails"]!.AsArray().Select(d => ((string?)d!["authenticationMethod"], (bool)d["succeeded"]!))];

    private async Task<FormBrowser> NamedAsync(string alias, params (string Name, string Value)[] query)
    {
        var browser = new FormBrowser(_server.Client());
        await browser.OpenAsync(Path(query));
        await browser.SubmitAsync(("username", _tenant.Name(alias)));
        return browser;
    }

    private async Task<FormBrowser> WithoutPasswordAsync(string alias)
    {
        var browser = await NamedAsync(alias);
        await browser.ClickAsync("Other ways to sign in");
        await browser.ClickAsync(Invitation);
        return browser;
    }

    private Task<FormBrowser> WithPasswordAsync(params (string Name, string Value)[] query) => WithPasswordAsync("balas", query);

    private async Task<FormBrowser> WithPasswordAsync(string alias, params (string Name, string Value)[] query)
    {
        var browser = await NamedAsync(alias, query);
        await browser.SubmitAsync(("password", SampleTenant.Password));
        // The sign-in log is in the order of time.
        _clock.Advance(TimeSpan.FromSeconds(1));
        return browser;
    }

    private string Path(params (string Name, string Value)[] query) =>
        SignInPaths.Authorize(_tenant, Redirect, [("code_challenge", SignInPaths.Challenge), .. query]);

    [GeneratedRegex("data-poll=\"(?<path>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Poll();

    [GeneratedRegex("name=\"ticket\" value=\"[^\"]*\"|<p class=\"number\">[0-9]+</p>|/approvals/[0-9a-f-]+\"|data-seconds=\"[0-9]+\"")]
    private static partial Regex Volatile();
}
