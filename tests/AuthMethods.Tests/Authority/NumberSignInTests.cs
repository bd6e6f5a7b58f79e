using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuthMethods.Storage;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Authority;

/// <summary>SMS sign-in: a phone number as the user name, and a code instead of the password.</summary>
public sealed class NumberSignInTests : ServerTests
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Number = "+1 2065555501";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await _tenant.AllowSmsSignInAsync();
        await EnableAsync("kim");
    }

    [Theory]
    [InlineData("+1 2065555501")]
    [InlineData("+12065555501")]
    [InlineData("+1 (206) 555-5501")]
    [InlineData("0012065555501")]
    [InlineData("12065555501")]
    [InlineData("2065555501")]
    [InlineData("(206) 555-5501")]
    public async Task NumberAndCode_SignIn(string typed)
    {
        var browser = await AtCodeAsync(typed);
        Assert.Equal("Code", browser.Label);
        var message = (await _tenant.NewestMessageAsync("kim"))!;
        Assert.Equal(("sms", Number), ((string?)message["channel"], (string?)message["to"]));

        var tokens = await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", (string)message["code"]!)));

        Assert.Equal(["otp"], tokens.Claims()["amr"]!.AsArray().Select(m => (string?)m));
        Assert.Equal(TheDirectory.Kim, (string?)tokens.Claims()["oid"]);
        var admin = await _tenant.AsAsync("global.admin");
        var record = (await admin.GetAnswerAsync($"/beta/auditLogs/signIns?$filter=userId eq '{TheDirectory.Kim}' and isInteractive eq true")).Value.First()!;
        Assert.Equal(
            [("SMS sign-in", true)],
            record["authenticationDetails"]!.AsArray().Select(d => ((string?)d!["authenticationMethod"], (bool)d["succeeded"]!)));
        var phones = (await admin.GetAnswerAsync($"/beta/users/{_tenant.Name("kim")}/authentication/phoneMethods")).Value;
        Assert.NotNull(phones.Single(p => (string?)p!["phoneType"] == "mobile")!["lastUsedDateTime"]);
        (await browser.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Number_AtAnAlias_TellsTheTenantOnceTheCodeIsRight()
    {
        var browser = await AtCodeAsync("+1 2065555501", "common");
        Assert.DoesNotContain("Contoso", browser.Page.Text, StringComparison.Ordinal);

        await SignInPaths.RedeemAsync(_tenant, Redirect, await browser.SubmitAsync(("answer", await CodeAsync("kim"))));
    }

    [Fact]
    public async Task Pages_SayTheSameOfEveryNumber()
    {
        await _tenant.Server.ChangeAsync(_tenant.Id, db => db.Users.Where(u => u.UserPrincipalName == _tenant.Name("megan"))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.AccountEnabled, false)));
        await AddPhoneAsync("megan", "+1 2065555510");
        await AddPhoneAsync("balas", "+1 2065555511");
        await SwitchAsync("balas", "disableSmsSignIn");
        // Kim signs in with hers. Megan is disabled, balas turned it off, kim's office phone is no mobile, and the last is nobody's.
        string[] numbers = ["+1 2065555501", "+1 2065555510", "+1 2065555511", "+1 4255555502", "+1 2065559999"];
        foreach (var tenant in new[] { _tenant.Id.ToString(), "common" })
        {
            var shown = new List<string>();
            foreach (var number in numbers)
            {
                var pages = new List<string>();
                var browser = Browser();
                // So that the source is not locked out.
                _clock.Advance(TimeSpan.FromMinutes(11));
                Note(await browser.OpenAsync(Path(tenant)));
                Note(await browser.SubmitAsync(("username", number)));
                for (var i = 0; i < 11; i++) Note(await browser.SubmitAsync(("answer", $"{i:D6}")));
                for (var i = 0; i < 11; i++)
                {
                    Note(await browser.ClickAsync("Other ways to sign in"));
                    Note(await browser.ClickAsync("Text a new code"));
                }

                shown.Add(string.Join('\n', pages));

                void Note(Answer page) => pages.Add($"{page.Status} {Plain(page.Text, number)}");
            }

            Assert.Single(shown.Distinct());
            Assert.Contains("AADSTS500121", shown[0], StringComparison.Ordinal);
            Assert.Contains("Too many codes were sent", shown[0], StringComparison.Ordinal);
            _clock.Advance(TimeSpan.FromDays(2));
        }

        foreach (var alias in new[] { "megan", "balas" }) Assert.Null(await _tenant.NewestMessageAsync(alias));
    }

    [Fact]
    public async Task Limits_AtAnAlias_AreTheSameForEveryNumber()
    {
        var shown = new Dictionary<string, string>();
        foreach (var number in Enumerable.Range(0, 100).Select(i => $"+1 206555{7000 + i}").Append(Number).Append("+1 2065559999"))
        {
            var browser = await AtCodeAsync(number, "common");
            shown[number] = Plain(browser.Page.Text, number);
        }

        Assert.Contains("Too many codes were sent", shown["+1 2065559999"], StringComparison.Ordinal);
        Assert.Equal(shown["+1 2065559999"], shown[Number]);
    }

    [Fact]
    public async Task Number_IsWorthNothing_WhereThePolicyOrTheUserTurnedItOff()
    {
        var waiting = await AtCodeAsync(Number);
        var code = await CodeAsync("kim");
        await SwitchAsync("kim", "disableSmsSignIn");
        (await waiting.SubmitAsync(("answer", code))).Is(HttpStatusCode.BadRequest);
        await EnableAsync("kim");
        _clock.Advance(TimeSpan.FromSeconds(1));
        waiting = await AtCodeAsync(Number);
        code = await CodeAsync("kim");

        await _tenant.ForbidSmsSignInAsync();

        (await waiting.SubmitAsync(("answer", code))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Code_IsAcceptedOnce_InItsSignInOnly()
    {
        var other = await AtCodeAsync(Number);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var browser = await AtCodeAsync(Number);
        var (page, code) = (browser.Page, await CodeAsync("kim"));

        (await other.SubmitAsync(("answer", code))).Is(HttpStatusCode.BadRequest);
        (await browser.SubmitAsync(("answer", code))).Is(HttpStatusCode.SeeOther);
        (await browser.SubmitAsync(page, ("answer", code))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task AmbiguousNumber_SignsNobodyIn()
    {
        // The same number in two countries: as typed without the calling code it may be either.
        await AddPhoneAsync("megan", "+49 2065555501");

        await AtCodeAsync("2065555501");

        Assert.Null(await _tenant.NewestMessageAsync("kim"));
        Assert.Null(await _tenant.NewestMessageAsync("megan"));
        await AtCodeAsync("+49 2065555501");
        Assert.NotNull(await _tenant.NewestMessageAsync("megan"));
    }

    [Fact]
    public async Task Phone_IsNoSecondFactorAfterItself()
    {
        await _tenant.SetPerUserMfaAsync("kim", "enforced");
        var browser = await AtCodeAsync(Number);

        var refused = (await browser.SubmitAsync(("answer", await CodeAsync("kim")))).Is(HttpStatusCode.BadRequest);

        Assert.Contains("AADSTS50076", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletedPhone_EndsTheSession()
    {
        await AddPhoneAsync("megan", "+1 2065555510");
        var browser = await AtCodeAsync("+1 2065555510");
        (await browser.SubmitAsync(("answer", await CodeAsync("megan")))).Is(HttpStatusCode.SeeOther);
        var phones = $"/v1.0/users/{_tenant.Name("megan")}/authentication/phoneMethods";

        (await (await _tenant.AsAsync("auth.admin")).DeleteAnswerAsync($"{phones}/{MethodIds.Mobile}")).Is(HttpStatusCode.NoContent);

        (await browser.OpenAsync(Path())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task LoginHint_WithANumber_SendsNothingYet()
    {
        var browser = Browser();

        await browser.OpenAsync($"{Path()}&login_hint={Uri.EscapeDataString(Number)}");

        Assert.Equal("User name", browser.Label);
        Assert.Null(await _tenant.NewestMessageAsync("kim"));
    }

    private async Task<FormBrowser> AtCodeAsync(string typed, string? tenant = null)
    {
        var browser = Browser();
        await browser.OpenAsync(Path(tenant));
        (await browser.SubmitAsync(("username", typed))).Is(HttpStatusCode.OK);
        return browser;
    }

    private async Task AddPhoneAsync(string alias, string number) => (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
        $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods",
        new JsonObject { ["phoneNumber"] = number, ["phoneType"] = "mobile" }.ToJsonString())).Is(HttpStatusCode.Created);

    private Task EnableAsync(string alias) => SwitchAsync(alias, "enableSmsSignIn");

    private async Task SwitchAsync(string alias, string action) => (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
        $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods/{MethodIds.Mobile}/{action}")).Is(HttpStatusCode.NoContent);

    private async Task<string> CodeAsync(string alias) => (string)(await _tenant.NewestMessageAsync(alias))!["code"]!;

    /// <summary>A page without what differs anyway: the ticket and the number.</summary>
    private static string Plain(string page, string number) =>
        Regex.Replace(WebUtility.HtmlDecode(page), "name=\"ticket\" value=\"[^\"]*\"", "").Replace(number, "NUMBER", StringComparison.Ordinal);

    private FormBrowser Browser() => new(_tenant.Server.Client());

    private string Path(string? tenant = null) => SignInPaths.Authorize(_tenant, Redirect, ("code_challenge", SignInPaths.Challenge))
        .Replace($"/{_tenant.Id}/", $"/{tenant ?? _tenant.Id.ToString()}/", StringComparison.Ordinal);
}
