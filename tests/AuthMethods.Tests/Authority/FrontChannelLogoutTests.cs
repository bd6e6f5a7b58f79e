using System.Net;
using System.Text.RegularExpressions;
using AuthMethods.Seed;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Authority;

/// <summary>A sign-out tells the clients that the browser's users signed in to.</summary>
[Collection(Chromium.Collection)]
public sealed partial class FrontChannelLogoutTests(Chromium chromium) : AdminTests("global.admin")
{
    private HttpClient _client = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _tenant.Server.Address };
    }

    public override Task DisposeAsync()
    {
        _client.Dispose();
        return base.DisposeAsync();
    }

    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();

    [Fact]
    public async Task Logout_TellsEachClient_AndLeadsOn()
    {
        var (shop, mail) = (await RegisterAsync("shop", "/signed-out?x=1"), await RegisterAsync("mail", "/out"));
        await RegisterAsync("news", "/out");
        var browser = Browser();
        await SignInAsync(browser, shop, "shop");
        (await browser.OpenAsync(Authorize(mail, "mail"))).Is(HttpStatusCode.SeeOther);

        var page = (await browser.OpenAsync(Logout("&state=a%26b&post_logout_redirect_uri=https://shop.example/back"))).Is(HttpStatusCode.OK);

        var frames = Frames(page);
        Assert.Equal(["https://mail.example/out", "https://shop.example/signed-out"], frames.Select(f => f.GetLeftPart(UriPartial.Path)));
        var told = frames.Select(f => QueryHelpers.ParseQuery(f.Query)).ToArray();
        Assert.All(told, t => Assert.Equal($"{_tenant.Server.Address}{_tenant.Id}/v2.0", t["iss"].ToString()));
        Assert.Equal("1", told[1]["x"].ToString());
        Assert.True(Guid.TryParse(told[0]["sid"].ToString(), out _));
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith("; frame-src https://mail.example https://shop.example", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("href=\"https://shop.example/back?state=a%26b\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", (await browser.OpenAsync(Logout(""))).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logout_OfOneUser_TellsTheirClientsOnly()
    {
        var (shop, mail) = (await RegisterAsync("shop", "/out"), await RegisterAsync("mail", "/out"));
        var browser = Browser();
        await SignInAsync(browser, shop, "shop");
        await SignInAsync(browser, mail, "mail", "megan");

        var first = (await browser.OpenAsync(Logout($"&logout_hint={_tenant.Name("megan")}"))).Is(HttpStatusCode.OK);
        var second = (await browser.OpenAsync(Logout(""))).Is(HttpStatusCode.OK);

        Assert.Equal(("mail.example", "shop.example"), (Assert.Single(Frames(first)).Host, Assert.Single(Frames(second)).Host));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http://shop.example/out")]
    [InlineData("https://shop.example/out#x")]
    [InlineData("https://[2001:db8::1]/out")]
    [InlineData("https://shop.example/out\\\"><script>")]
    [InlineData("https://shop.example;script-src *")]
    public async Task LogoutUrl_ThatNoFrameMayShow_IsNotCalled(string url)
    {
        var application = await _admin.RegisterAsync("shop", $$""","web":{"logoutUrl":"{{url}}","redirectUris":["https://shop.example/back"]}""");
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        var browser = Browser();
        await SignInAsync(browser, application, "shop");

        var page = (await browser.OpenAsync(Logout(""))).Is(HttpStatusCode.OK);

        Assert.DoesNotContain("<iframe", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logout_KeepsTwelveClients_InACookieThatBrowsersTake()
    {
        var browser = Browser();
        var first = await RegisterAsync("first", "/out");
        await SignInAsync(browser, first, "first");
        for (var i = 0; i < 12; i++) (await browser.OpenAsync(Authorize(await RegisterAsync($"app{i}", "/out"), $"app{i}"))).Is(HttpStatusCode.SeeOther);

        Assert.InRange(browser.Cookies.Max(c => c.Key.Length + c.Value.Length), 1000, 4000);
        var frames = Frames((await browser.OpenAsync(Logout(""))).Is(HttpStatusCode.OK));

        Assert.Equal(12, frames.Length);
        Assert.DoesNotContain(frames, f => f.Host == "first.example");
    }

    [Fact]
    public async Task Logout_WithoutANamedClient_LeadsOnlyBackToOneThatWasSignedInTo()
    {
        var shop = await RegisterAsync("shop", null);
        await RegisterAsync("mail", null);
        var browser = Browser();
        await SignInAsync(browser, shop, "shop");
        var copy = new FormBrowser(_client) { Cookies = new(browser.Cookies) };

        (await copy.OpenAsync(Logout("&post_logout_redirect_uri=https://mail.example/back"))).Is(HttpStatusCode.OK);
        var back = (await browser.OpenAsync(Logout("&post_logout_redirect_uri=https://shop.example/back"))).Is(HttpStatusCode.Redirect);

        Assert.Equal("https://shop.example/back", back.Headers.Location!.ToString());
    }

    [SkippableFact]
    public async Task Browser_CallsEachClient_AndGoesOn()
    {
        var (shop, mail) = (await RegisterAsync("shop", "/out"), await RegisterAsync("mail", "/out"));
        var page = await chromium.OpenPageAsync();
        var called = new List<string>();
        await page.RouteAsync(new Regex("^https://(shop|mail)[.]example/"), route =>
        {
            lock (called) called.Add(new Uri(route.Request.Url).GetLeftPart(UriPartial.Path));
            return route.FulfillAsync(new() { Body = "At the client" });
        });
        await SignInAsync(page, shop);
        await page.GotoAsync(ByPost(mail, "mail"));
        await Assertions.Expect(page.GetByText("At the client")).ToBeVisibleAsync();
        lock (called) called.Clear();

        await page.GotoAsync(Logout("&post_logout_redirect_uri=https://shop.example/back"));

        await Assertions.Expect(page).ToHaveURLAsync("https://shop.example/back");
        lock (called) Assert.Equal(["https://mail.example/out", "https://shop.example/back", "https://shop.example/out"], called.Order(StringComparer.Ordinal));
        await page.GotoAsync(Authorize(shop, "shop"));
        await Assertions.Expect(page.GetByLabel("User name")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task SignedOutPage_IsAccessible()
    {
        var shop = await RegisterAsync("shop", "/out");
        var page = await chromium.OpenPageAsync();
        await page.RouteAsync(new Regex("^https://shop[.]example/"), route => route.FulfillAsync(new() { Body = "At the client" }));
        await SignInAsync(page, shop);

        await page.GotoAsync(Logout(""));

        await Assertions.Expect(page.GetByText("You can close this page.")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync("main"));
    }

    private FormBrowser Browser() => new(_client);

    private string Logout(string more) => $"{_tenant.Server.Address}{_tenant.Id}/oauth2/v2.0/logout?x=1{more}";

    private string Authorize(NewApplication application, string name) =>
        new Uri(_tenant.Server.Address, SignInPaths.Authorize(_tenant, $"https://{name}.example/back", ("client_id", application.AppId))).ToString();

    private async Task<NewApplication> RegisterAsync(string name, string? path)
    {
        var url = path is null ? "null" : $"\"https://{name}.example{path}\"";
        var application = await _admin.RegisterAsync(name, $$""","web":{"logoutUrl":{{url}},"redirectUris":["https://{{name}}.example/back"]}""");
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        return application;
    }

    private async Task SignInAsync(FormBrowser browser, NewApplication application, string name, string alias = "kim")
    {
        (await browser.OpenAsync(Authorize(application, name) + "&prompt=login")).Is(HttpStatusCode.OK);
        await browser.SubmitAsync(("username", _tenant.Name(alias)));
        (await browser.SubmitAsync(("password", SampleTenant.Password))).Is(HttpStatusCode.SeeOther);
    }

    private async Task SignInAsync(IPage page, NewApplication shop)
    {
        await page.GotoAsync(ByPost(shop, "shop"));
        await page.GetByLabel("User name").FillAsync(_tenant.Name("kim"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await page.GetByLabel("Password").FillAsync(SampleTenant.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("At the client")).ToBeVisibleAsync();
    }

    // Playwright answers no request that a redirect leads to.
    private string ByPost(NewApplication application, string name) => Authorize(application, name) + "&response_mode=form_post";

    private static Uri[] Frames(Answer page) => [.. Frame().Matches(page.Text).Select(m => new Uri(WebUtility.HtmlDecode(m.Groups["src"].Value)))];

    [GeneratedRegex("<iframe hidden [^>]*src=\"(?<src>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Frame();
}
