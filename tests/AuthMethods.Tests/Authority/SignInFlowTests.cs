using System.Net;
using System.Security.Cryptography;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Tests.Authority;

/// <summary>Signing in on pages, step by step: the user's name first, then what that user has; and the session that remains.</summary>
public sealed class SignInFlowTests : TenantTests
{
    private const string Redirect = "http://localhost:53682/callback";

    [Fact]
    public async Task Name_ThenPassword_LeadsBackToTheClient()
    {
        var browser = Browser();
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);
        Assert.Equal("User name", browser.Label);
        Assert.Contains("Sign in to Admin tools – Contoso", WebUtility.HtmlDecode(browser.Page.Text), StringComparison.Ordinal);

        (await browser.SubmitAsync(("username", _tenant.Name("kim")))).Is(HttpStatusCode.OK);
        Assert.Equal("Password", browser.Label);

        Assert.NotNull(Back(await browser.SubmitAsync(("password", SampleTenant.Password)))["code"]);
    }

    [Fact]
    public async Task AUserWithAnAccessPass_IsAskedForIt_AndMayUseThePassword()
    {
        var browser = await AtSecretAsync("adele");
        Assert.Equal("Temporary Access Pass", browser.Label);

        await browser.ClickAsync("Other ways to sign in");
        await browser.ClickAsync("Password");

        Assert.Equal("Password", browser.Label);
        Assert.NotNull(Back(await browser.SubmitAsync(("password", SampleTenant.Password)))["code"]);
    }

    [Fact]
    public async Task AnUnknownName_IsAskedForWhatMostUsersHave()
    {
        var known = await AtSecretAsync("kim");
        var unknown = await AtSecretAsync("nobody");
        Assert.Equal(Plain(known, "kim"), Plain(unknown, "nobody"));
        await known.ClickAsync("Other ways to sign in");
        await unknown.ClickAsync("Other ways to sign in");
        Assert.Equal(Plain(known, "kim"), Plain(unknown, "nobody"));
        await known.ClickAsync("Password");
        await unknown.ClickAsync("Password");

        await known.SubmitAsync(("password", "Wrong-Password-1"));
        await unknown.SubmitAsync(("password", "Wrong-Password-1"));

        Assert.Equal(Plain(known, "kim"), Plain(unknown, "nobody"));
        Assert.Contains("AADSTS50126", unknown.Page.Text, StringComparison.Ordinal);

        string Plain(FormBrowser browser, string alias) =>
            System.Text.RegularExpressions.Regex.Replace(browser.Page.Text, "name=\"ticket\" value=\"[^\"]*\"", "").Replace(_tenant.Name(alias), "NAME", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_ServesAnotherClient()
    {
        var browser = await SignedInAsync("kim");

        var back = Back(await browser.OpenAsync(Path(("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e"))));

        Assert.NotNull(back["code"]);
    }

    [Theory]
    [InlineData("login", "Password")]
    [InlineData("select_account", null)]
    public async Task Prompt_ShowsAPageInSpiteOfASession(string prompt, string? label)
    {
        var browser = await SignedInAsync("kim");

        (await browser.OpenAsync(Path(("prompt", prompt), ("login_hint", _tenant.Name("kim"))))).Is(HttpStatusCode.OK);

        Assert.Equal(label, browser.Label);
        Assert.Contains(_tenant.Name("kim"), browser.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompt_None_NeedsASessionOfTheHintedUser()
    {
        var browser = await SignedInAsync("kim");

        Assert.NotNull(Back(await browser.OpenAsync(Path(("prompt", "none"))))["code"]);
        Assert.Equal("login_required", Back(await browser.OpenAsync(Path(("prompt", "none"), ("login_hint", _tenant.Name("megan")))))["error"]);
    }

    [Fact]
    public async Task MaxAge_OfAnEarlierSignIn_AsksAgain()
    {
        var browser = await SignedInAsync("kim");

        (await browser.OpenAsync(Path(("max_age", "0")))).Is(HttpStatusCode.OK);
        Assert.Equal("Password", browser.Label);
        Assert.NotNull(Back(await browser.OpenAsync(Path(("max_age", "3600"))))["code"]);
    }

    [Fact]
    public async Task TwoAccounts_AreOffered_AndEachCanBeChosen()
    {
        var browser = await SignedInAsync("kim");
        await browser.OpenAsync(Path(("prompt", "login")));
        await browser.SubmitAsync(("username", _tenant.Name("megan")));
        Back(await browser.SubmitAsync(("password", SampleTenant.Password)));

        await browser.OpenAsync(Path());

        Assert.Contains(_tenant.Name("kim"), browser.Buttons);
        Assert.Contains(_tenant.Name("megan"), browser.Buttons);
        Assert.Equal("interaction_required", Back(await browser.OpenAsync(Path(("prompt", "none"))))["error"]);
        await browser.OpenAsync(Path());
        Assert.NotNull(Back(await browser.ClickAsync(_tenant.Name("kim")))["code"]);
        await browser.OpenAsync(Path());
        await browser.ClickAsync("Use another account");
        Assert.Equal("User name", browser.Label);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("disabled")]
    public async Task Session_EndsWithTheUsersSessions(string how)
    {
        var browser = await SignedInAsync("kim");
        var admin = await _tenant.AsAsync("global.admin");
        if (how == "revoked") (await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);
        else (await admin.PatchAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}", """{"accountEnabled":false}""")).Is(HttpStatusCode.NoContent);

        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);

        Assert.Equal("User name", browser.Label);
    }

    [Fact]
    public async Task Session_OfAnAccessPass_EndsWithThePass()
    {
        var browser = await AtSecretAsync("adele");
        Back(await browser.SubmitAsync(("password", "Adele+Pass")));
        Back(await browser.OpenAsync(Path()));
        var admin = await _tenant.AsAsync("global.admin");
        var passes = $"/v1.0/users/{_tenant.Name("adele")}/authentication/temporaryAccessPassMethods";

        (await admin.DeleteAnswerAsync($"{passes}/{(await admin.GetAnswerAsync(passes)).Value.Single()!["id"]}")).Is(HttpStatusCode.NoContent);

        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logout_EndsTheSession_AlsoForACopyOfTheCookies()
    {
        var browser = await SignedInAsync("kim");
        var copy = new FormBrowser(_tenant.Server.Client()) { Cookies = new(browser.Cookies) };
        Back(await copy.OpenAsync(Path()));

        (await browser.OpenAsync($"/{_tenant.Id}/oauth2/v2.0/logout")).Is(HttpStatusCode.OK);

        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);
        (await copy.OpenAsync(Path())).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("used twice")]
    [InlineData("in another browser")]
    [InlineData("without cookies")]
    [InlineData("for another client")]
    [InlineData("in another tenant")]
    [InlineData("changed")]
    public async Task Ticket_IsWorthNothing(string when)
    {
        var browser = await AtSecretAsync("kim");
        var page = browser.Page;
        if (when == "used twice") await browser.SubmitAsync(("password", "Wrong-Password-1"));
        var other = when switch { "in another browser" => await AtSecretAsync("megan"), "without cookies" => Browser(), _ => browser };
        var text = when switch
        {
            "for another client" => page.Text.Replace(SampleTenant.AdminTools.ToString(), "14d82eec-204b-4c2f-b7e8-296a70dab67e", StringComparison.Ordinal),
            "in another tenant" => page.Text.Replace($"/{_tenant.Id}/", $"/{(await SharedServer.TenantAsync()).Id}/", StringComparison.Ordinal),
            "changed" => page.Text.Replace("name=\"ticket\" value=\"", "name=\"ticket\" value=\"A", StringComparison.Ordinal),
            _ => page.Text,
        };

        var refused = (await other.SubmitAsync(page with { Text = text }, ("password", SampleTenant.Password))).Is(HttpStatusCode.BadRequest);

        Assert.Contains("AADSTS50085", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_OfATicket_IsNotChangedByTheForm()
    {
        var browser = await AtSecretAsync("kim");
        Assert.DoesNotContain("name=\"username\"", string.Concat(browser.Hidden.Select(h => h.Name)), StringComparison.Ordinal);

        var back = Back(await browser.SubmitAsync(("password", SampleTenant.Password)));

        Assert.NotNull(back["code"]);
    }

    [Fact]
    public async Task Cookies_AreClosedToScriptsAndOtherSites_AndKeptOnlyIfTheUserWants()
    {
        var browser = await SignedInAsync("kim");
        Assert.All(browser.Set, c => Assert.Contains("; httponly", c, StringComparison.OrdinalIgnoreCase));
        Assert.All(browser.Set, c => Assert.Contains("; samesite=lax", c, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(browser.Set, c => c.Contains("expires=", StringComparison.OrdinalIgnoreCase));

        var kept = await AtSecretAsync("kim");
        Back(await kept.SubmitAsync(("password", SampleTenant.Password), ("keep", "1")));

        Assert.Contains(kept.Set, c => c.StartsWith("AuthMethods.KeptSessions=", StringComparison.Ordinal) && c.Contains("expires=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Cookies_OverHttps_CanBeSetByNoOtherHost()
    {
        var client = _tenant.Server.Client();
        client.BaseAddress = new("https://localhost");
        var browser = new FormBrowser(client) { Headers = [("Origin", "https://localhost"), ("Sec-Fetch-Site", "same-origin")] };
        await browser.OpenAsync(Path());
        await browser.SubmitAsync(("username", _tenant.Name("kim")));

        Back(await browser.SubmitAsync(("password", SampleTenant.Password)));

        Assert.Equal(3, browser.Set.Count);
        Assert.All(browser.Set, c => Assert.StartsWith("__Host-", c, StringComparison.Ordinal));
        Assert.All(browser.Set, c => Assert.Contains("; secure", c, StringComparison.OrdinalIgnoreCase));
        Assert.NotNull(Back(await browser.OpenAsync(Path()))["code"]);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Form_FromAnotherSite_IsRefusedAtEachStep(string header, string value)
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        var pages = new Dictionary<string, (FormBrowser Browser, (string, string)[] Fields)>
        {
            ["name"] = (await OpenedAsync(Path()), [("username", _tenant.Name("kim"))]),
            ["password"] = (await AtSecretAsync("kim"), [("password", SampleTenant.Password)]),
            ["other ways"] = (await AtSecretAsync("kim"), [("other", "1")]),
            ["code"] = (await AtCodeAsync(), [("answer", "123456")]),
            ["account"] = (await AtAccountsAsync(), [("account", "another")]),
            ["cancel"] = (await AtSecretAsync("kim"), [("cancel", "1")]),
        };

        foreach (var (step, (browser, fields)) in pages)
        {
            browser.Headers = [(header, value)];
            var refused = await browser.SubmitAsync(fields);
            Assert.True(refused.Status == HttpStatusCode.Forbidden, $"{step}: {refused.Status}");
        }

        async Task<FormBrowser> OpenedAsync(string path)
        {
            var browser = Browser();
            (await browser.OpenAsync(path)).Is(HttpStatusCode.OK);
            return browser;
        }

        async Task<FormBrowser> AtCodeAsync()
        {
            var browser = await AtSecretAsync("kim");
            (await browser.SubmitAsync(("password", SampleTenant.Password))).Is(HttpStatusCode.OK);
            return browser;
        }

        async Task<FormBrowser> AtAccountsAsync()
        {
            var browser = await SignedInAsync("megan");
            (await browser.OpenAsync(Path(("prompt", "select_account")))).Is(HttpStatusCode.OK);
            return browser;
        }
    }

    [Fact]
    public async Task Cookies_FromBeforeASignIn_AreNoSession()
    {
        // Somebody who planted their cookies in the user's browser.
        var planted = await AtSecretAsync("megan");
        var browser = new FormBrowser(_tenant.Server.Client()) { Cookies = new(planted.Cookies) };
        await browser.OpenAsync(Path());
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        Back(await browser.SubmitAsync(("password", SampleTenant.Password)));

        (await planted.OpenAsync(Path())).Is(HttpStatusCode.OK);

        Assert.Equal("User name", planted.Label);
    }

    [Fact]
    public async Task DeviceCode_WithASession_StillAsksTheUser()
    {
        var browser = await SignedInAsync("kim");
        var codes = await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/devicecode",
            TokenRequests.Encoded([("client_id", SampleTenant.AdminTools.ToString()), ("scope", "openid")]), "application/x-www-form-urlencoded");
        await browser.OpenAsync($"/common/oauth2/deviceauth?user_code={codes.Field("user_code")}");

        (await browser.SubmitAsync(("user_code", codes.Field("user_code")))).Is(HttpStatusCode.OK);

        Assert.Contains("Continue only if you started this yourself", browser.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Signed in", (await browser.ClickAsync(_tenant.Name("kim"))).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    private FormBrowser Browser() => new(_tenant.Server.Client());

    private async Task<FormBrowser> AtSecretAsync(string alias)
    {
        var browser = Browser();
        await browser.OpenAsync(Path());
        (await browser.SubmitAsync(("username", _tenant.Name(alias)))).Is(HttpStatusCode.OK);
        return browser;
    }

    private async Task<FormBrowser> SignedInAsync(string alias)
    {
        var browser = await AtSecretAsync(alias);
        Back(await browser.SubmitAsync(("password", SampleTenant.Password)));
        return browser;
    }

    private string Path(params (string Name, string Value)[] changes) => SignInPaths.Authorize(_tenant, Redirect, changes);

    private static Dictionary<string, string?> Back(Answer answer)
    {
        var location = answer.Is(HttpStatusCode.SeeOther).Headers.Location!.ToString();
        Assert.StartsWith($"{Redirect}?", location, StringComparison.Ordinal);
        var values = QueryHelpers.ParseQuery(new Uri(location).Query).ToDictionary(q => q.Key, q => (string?)q.Value);
        values.TryAdd("code", null);
        values.TryAdd("error", null);
        return values;
    }
}

internal static class SignInPaths
{
    private const string Verifier = "a-verifier-that-is-long-enough-for-anybody-to-take";

    public static string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>The tokens for the code that a sign-in leads back with.</summary>
    public static async Task<Answer> RedeemAsync(TestTenant tenant, string redirect, Answer signedIn)
    {
        var location = signedIn.Is(HttpStatusCode.SeeOther).Headers.Location!;
        var code = QueryHelpers.ParseQuery(location.Query)["code"].ToString();
        Assert.True(code.Length > 0, location.ToString());
        return (await tenant.TokenAsync(
            ("grant_type", "authorization_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", Verifier))).Is(HttpStatusCode.OK);
    }

    /// <summary>The address of the authorize endpoint for the sample's tools.</summary>
    public static string Authorize(TestTenant tenant, string redirect, params (string Name, string Value)[] changes)
    {
        var query = new Dictionary<string, string>
        {
            ["client_id"] = SampleTenant.AdminTools.ToString(), ["response_type"] = "code", ["redirect_uri"] = redirect, ["scope"] = "openid",
            ["code_challenge"] = new string('a', 43), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes) query[name] = value;
        return $"/{tenant.Id}/oauth2/v2.0/authorize?{TokenRequests.Encoded(query.Select(q => (q.Key, q.Value)))}";
    }
}
