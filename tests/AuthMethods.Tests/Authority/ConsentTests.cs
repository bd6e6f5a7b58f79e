using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Tests.Authority;

/// <summary>What an application may do for a user is asked on a page, once: of the user, or of an administrator.</summary>
public sealed class ConsentTests() : AdminTests("global.admin")
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Accept = "Accept";
    private const string NeedsAdmin = "Need admin approval";

    [Fact]
    public async Task User_AgreesOnce_AndIsNotAskedAgain()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "kim", "openid User.Read");
        var text = WebUtility.HtmlDecode(browser.Page.Is(HttpStatusCode.OK).Text);
        Assert.All(["Permissions requested", "Joiners", "Contoso", "Sign you in (openid)", "Read your profile (User.Read)"], part => Assert.Contains(part, text, StringComparison.Ordinal));

        var code = Back(await browser.ClickAsync(Accept))["code"]!;

        var tokens = (await RedeemAsync(application, code)).Is(HttpStatusCode.OK);
        Assert.Equal("User.Read", (string?)tokens.Claims()["scp"]);
        var grant = Assert.Single((await GrantsAsync(application)));
        Assert.Equal(("Principal", TheDirectory.Kim, "openid User.Read"), grant);
        Assert.NotNull(Back(await browser.OpenAsync(Path(application, "openid User.Read")))["code"]);
        Assert.Contains(Accept, (await SignInAsync(application, "balas", "openid User.Read")).Buttons);
        var audited = await _admin.GetAnswerAsync("/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Consent to application'");
        Assert.Equal(_tenant.Name("kim"), (string?)Assert.Single(audited.Is(HttpStatusCode.OK).Value)!["initiatedBy"]!["user"]!["userPrincipalName"]);
    }

    [Fact]
    public async Task MorePermissions_AreAskedForAlone()
    {
        var application = await RegisterAsync();
        await _admin.GrantAsync(application.PrincipalId, "User.Read");

        var browser = await SignInAsync(application, "kim", "openid User.Read Mail.Read");

        Assert.Contains("Read your mail", browser.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("read your profile", browser.Page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(Back(await browser.ClickAsync(Accept))["code"]);
        Assert.Contains(("Principal", TheDirectory.Kim, "Mail.Read"), await GrantsAsync(application));
    }

    [Fact]
    public async Task Default_AsksForWhatTheApplicationIsRegisteredFor()
    {
        var application = await RegisterAsync(RequiredUserRead());

        var browser = await SignInAsync(application, "kim", $"openid {TokenRequests.Default}");

        Assert.Contains("Read your profile", browser.Page.Text, StringComparison.Ordinal);
        var code = Back(await browser.ClickAsync(Accept))["code"]!;
        Assert.Equal("User.Read", (string?)(await RedeemAsync(application, code)).Is(HttpStatusCode.OK).Claims()["scp"]);
    }

    [Fact]
    public async Task Cancel_TellsTheClient_AndGrantsNothing()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "kim", "User.Read");

        Assert.Equal("access_denied", Back(await browser.ClickAsync("Cancel"))["error"]);

        Assert.Empty(await GrantsAsync(application));
    }

    [Fact]
    public async Task PermissionForAdministrators_IsNotForUsers()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "kim", "User.Read.All");
        Assert.Contains(NeedsAdmin, browser.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Accept, browser.Buttons);

        var back = Back(await browser.ClickAsync("Return to the application without granting consent"));

        Assert.Equal("access_denied", back["error"]);
        Assert.StartsWith("AADSTS90094", back["error_description"], StringComparison.Ordinal);
        Assert.Empty(await GrantsAsync(application));
        var logged = await _admin.GetAnswerAsync($"/v1.0/auditLogs/signIns?$filter=appId eq '{application.AppId}'");
        Assert.Equal(90094, (int)logged.Is(HttpStatusCode.OK).Value[0]!["status"]!["errorCode"]!);
    }

    [Fact]
    public async Task UserWhoNeedsAnAdministrator_MayGoOnAsOne()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "kim", "User.Read.All");

        await browser.ClickAsync("Sign in with that account");
        await EnterAsync(browser, "global.admin");

        Assert.NotNull(Back(await browser.ClickAsync(Accept))["code"]);
        Assert.Equal([("Principal", TheDirectory.GlobalAdmin, "User.Read.All")], await GrantsAsync(application));
    }

    [Fact]
    public async Task Administrator_AgreesForEverybody()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "global.admin", "User.Read User.Read.All");
        Assert.Contains("Consent on behalf of your organization", browser.Page.Text, StringComparison.Ordinal);

        Assert.NotNull(Back(await browser.ClickAsync(Accept, ("for_all", "1")))["code"]);

        Assert.Equal([("AllPrincipals", "", "User.Read User.Read.All")], await GrantsAsync(application));
        Assert.NotNull(Back((await SignInAsync(application, "kim", "User.Read.All")).Page)["code"]);
    }

    [Fact]
    public async Task User_AgreesForNobodyElse()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "kim", "User.Read");
        Assert.DoesNotContain("Consent on behalf", browser.Page.Text, StringComparison.Ordinal);

        await browser.ClickAsync(Accept, ("for_all", "1"));

        Assert.Contains(NeedsAdmin, browser.Page.Text, StringComparison.Ordinal);
        Assert.Empty(await GrantsAsync(application));
    }

    [Theory]
    [InlineData("ManagePermissionGrantsForSelf.microsoft-user-default-legacy", "Mail.Read", true)]
    [InlineData("ManagePermissionGrantsForSelf.microsoft-user-default-low", "User.Read", true)]
    [InlineData("ManagePermissionGrantsForSelf.microsoft-user-default-low", "Mail.Read", false)]
    [InlineData("ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team", "User.Read", false)]
    [InlineData(null, "User.Read", false)]
    public async Task Policy_SaysWhatUsersMayAgreeTo(string? assigned, string scope, bool mayAgree)
    {
        var policies = assigned is null ? "" : $"\"{assigned}\"";
        (await _admin.PatchAnswerAsync(
            "/v1.0/policies/authorizationPolicy", $$$"""{"defaultUserRolePermissions":{"permissionGrantPoliciesAssigned":[{{{policies}}}]}}"""))
            .Is(HttpStatusCode.NoContent);

        var browser = await SignInAsync(await RegisterAsync(), "kim", scope);

        Assert.Equal(mayAgree, browser.Buttons.Contains(Accept));
        Assert.Equal(!mayAgree, browser.Page.Text.Contains(NeedsAdmin, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prompt_AsksAgain_AndNoneAsksNobody()
    {
        var application = await RegisterAsync();
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        var browser = await SignInAsync(application, "kim", "User.Read");
        Assert.NotNull(Back(browser.Page)["code"]);

        Assert.Contains(Accept, await ButtonsAsync(("prompt", "consent")));
        Assert.NotNull(Back(await browser.ClickAsync(Accept))["code"]);
        Assert.NotNull(Back(await browser.OpenAsync(Path(application, "User.Read", ("prompt", "none"))))["code"]);
        Assert.Equal("consent_required", Back(await browser.OpenAsync(Path(application, "Mail.Read", ("prompt", "none"))))["error"]);
        Assert.DoesNotContain(Accept, await ButtonsAsync(("prompt", "admin_consent")));

        async Task<string[]> ButtonsAsync((string, string) prompt)
        {
            (await browser.OpenAsync(Path(application, "User.Read", prompt))).Is(HttpStatusCode.OK);
            return browser.Buttons;
        }
    }

    [Fact]
    public async Task AdminConsentPrompt_GrantsForEverybody_AndSaysSo()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "privileged.role.admin", "User.Read.All", ("prompt", "admin_consent"));
        Assert.Contains("Review for your organization", browser.Page.Text, StringComparison.Ordinal);

        var back = Back(await browser.ClickAsync(Accept));

        Assert.Equal("True", back["admin_consent"]);
        Assert.NotNull(back["code"]);
        Assert.Equal([("AllPrincipals", "", "User.Read.All")], await GrantsAsync(application));
    }

    [Fact]
    public async Task Acceptance_OfNothingThatWasShown_IsRefused()
    {
        var application = await RegisterAsync();
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync(Path(application, "User.Read"));
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        var atPassword = browser.Page;

        Assert.Contains("AADSTS50085", (await browser.SubmitAsync(("accept", "1"))).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        await browser.OpenAsync(Path(application, "User.Read"));
        await EnterAsync(browser, "kim");
        var shown = browser.Page;
        Assert.NotNull(Back(await browser.ClickAsync(Accept))["code"]);

        foreach (var page in new[] { atPassword, shown })
        {
            Assert.Contains(
                "AADSTS50085", (await browser.SubmitAsync(page, ("accept", "1"))).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Acceptance_AfterARevocation_IsRefused()
    {
        var application = await RegisterAsync();
        var browser = await SignInAsync(application, "kim", "User.Read");
        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await browser.ClickAsync(Accept)).Is(HttpStatusCode.BadRequest);

        Assert.Empty(await GrantsAsync(application));
    }

    [Fact]
    public async Task AcceptancesAtOnce_AreOneGrant()
    {
        var application = await RegisterAsync();
        var scopes = new[] { "User.Read", "Mail.Read", "Calendars.Read", "User.Read" };
        var browsers = await Task.WhenAll(scopes.Select(scope => SignInAsync(application, "kim", scope)));

        var answers = await Task.WhenAll(browsers.Select(browser => browser.ClickAsync(Accept)));

        Assert.All(answers, answer => Assert.NotNull(Back(answer)["code"]));
        var granted = Assert.Single(await GrantsAsync(application)).Scope.Split(' ');
        Assert.Equal(["Calendars.Read", "Mail.Read", "User.Read"], granted.Order());
    }

    [Fact]
    public async Task UserOfADevice_IsAskedToo()
    {
        var application = await RegisterAsync();
        var codes = (await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/devicecode", TokenRequests.Encoded([("client_id", application.AppId), ("scope", "User.Read")]),
            "application/x-www-form-urlencoded")).Is(HttpStatusCode.OK);
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync("/common/oauth2/deviceauth");
        await browser.SubmitAsync(("user_code", codes.Field("user_code")));
        await EnterAsync(browser, "kim");

        Assert.Contains("You have signed in", (await browser.ClickAsync(Accept)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        var tokens = await _tenant.TokenAsync(
            ("grant_type", "device_code"), ("client_id", application.AppId), ("device_code", codes.Field("device_code")));
        Assert.Equal("User.Read", (string?)tokens.Is(HttpStatusCode.OK).Claims()["scp"]);
    }

    [Fact]
    public async Task OpenIdScopesAlone_AreAskedForOnce_AndNotForMicrosoftsOwn()
    {
        var application = await RegisterAsync();

        var browser = await SignInAsync(application, "kim", "openid profile");

        Assert.Contains("See your name", browser.Page.Text, StringComparison.Ordinal);
        Assert.NotNull(Back(await browser.ClickAsync(Accept))["code"]);
        Assert.NotNull(Back(await browser.OpenAsync(Path(application, "openid profile email")))["code"]);
        Assert.NotNull(Back((await SignInAsync(new("", "14d82eec-204b-4c2f-b7e8-296a70dab67e", ""), "kim", "openid")).Page)["code"]);
    }

    private Task<NewApplication> RegisterAsync(string more = "") =>
        _admin.RegisterAsync(more: $$""","publicClient":{"redirectUris":["http://localhost/callback"]}{{more}}""");

    private static string RequiredUserRead() =>
        ""","requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]""";

    private string Path(NewApplication application, string scope, params (string Name, string Value)[] more) => SignInPaths.Authorize(
        _tenant, Redirect, [("client_id", application.AppId), ("scope", scope), ("code_challenge", Codes.Challenge), .. more]);

    private async Task<FormBrowser> SignInAsync(NewApplication application, string alias, string scope, params (string Name, string Value)[] more)
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        (await browser.OpenAsync(Path(application, scope, more))).Is(HttpStatusCode.OK);
        await EnterAsync(browser, alias);
        return browser;
    }

    private async Task EnterAsync(FormBrowser browser, string alias)
    {
        (await browser.SubmitAsync(("username", _tenant.Name(alias)))).Is(HttpStatusCode.OK);
        await browser.SubmitAsync(("password", SampleTenant.Password));
    }

    private Task<Answer> RedeemAsync(NewApplication application, string code) =>
        _tenant.RedeemAsync(code, ("client_id", application.AppId));

    private async Task<(string Type, string Principal, string Scope)[]> GrantsAsync(NewApplication application)
    {
        var grants = (await _admin.GetAnswerAsync($"/v1.0/oauth2PermissionGrants?$filter=clientId eq '{application.PrincipalId}'")).Is(HttpStatusCode.OK);
        return [.. grants.Value.Select(g => ((string)g!["consentType"]!, (string?)g["principalId"] ?? "", (string)g["scope"]!))];
    }

    private static Dictionary<string, string?> Back(Answer answer)
    {
        var location = answer.Is(HttpStatusCode.SeeOther).Headers.Location!;
        var values = QueryHelpers.ParseQuery(location.Query).ToDictionary(q => q.Key, q => (string?)q.Value);
        values.TryAdd("code", null);
        values.TryAdd("error", null);
        return values;
    }
}
