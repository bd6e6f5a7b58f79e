using AuthMethods.Seed;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Authority;

/// <summary>The sign-in pages in a real browser, each checked for accessibility.</summary>
[Collection(Chromium.Collection)]
public sealed class SignInPagesTests(Chromium chromium) : TenantTests
{
    private const string Listener = "http://localhost:53682/callback";

    private string Authorize => $"{_tenant.Server.Address}{_tenant.Id}/oauth2/v2.0/authorize?client_id={SampleTenant.AdminTools}&response_type=code"
        + $"&redirect_uri={Uri.EscapeDataString(Listener)}&scope=openid&code_challenge={new string('a', 43)}&code_challenge_method=S256";

    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();

    [SkippableFact]
    public async Task Authorize_IsAccessible()
    {
        var page = await chromium.OpenPageAsync();
        await page.GotoAsync(Authorize);
        Assert.Empty(await page.ViolationsAsync());

        await SignInAsync(page, "wrong");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("AADSTS50126");
        Assert.Empty(await page.ViolationsAsync());

        await page.RouteAsync($"{Listener}*", route => route.FulfillAsync(new() { Body = "Back at the client" }));
        await EnterAsync(page, SampleTenant.Password);
        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Authorize_WithAnAnswerByPost_IsSentByTheBrowser()
    {
        var page = await chromium.OpenPageAsync();
        var sent = new TaskCompletionSource<string?>();
        await page.RouteAsync(Listener, route =>
        {
            sent.TrySetResult(route.Request.PostData);
            return route.FulfillAsync(new() { Body = "Back at the client" });
        });

        await page.GotoAsync($"{Authorize}&response_mode=form_post&state=some-state");
        await SignInAsync(page, SampleTenant.Password);

        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();
        Assert.Matches("^code=[^&]+&state=some-state$", await sent.Task);
    }

    [SkippableFact]
    public async Task Authorize_WithAnAnswerByPost_IsAccessibleUntilItIsSent()
    {
        var page = await chromium.OpenPageAsync();
        await page.RouteAsync(Listener, route => route.AbortAsync("aborted"));

        await page.GotoAsync($"{Authorize}&response_mode=form_post");
        await SignInAsync(page, SampleTenant.Password);

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Continue" })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
    }

    [SkippableFact]
    public async Task DeviceCode_IsAccessible()
    {
        var page = await chromium.OpenPageAsync();
        var codes = await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/devicecode",
            TokenRequests.Encoded([("client_id", SampleTenant.AdminTools.ToString()), ("scope", "openid")]), "application/x-www-form-urlencoded");
        await page.GotoAsync($"{_tenant.Server.Address}common/oauth2/deviceauth");
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByLabel("Code that the device shows").FillAsync("no code");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByLabel("Code that the device shows").FillAsync(codes.Field("user_code"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("User name")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        await SignInAsync(page, SampleTenant.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Signed in");
        Assert.Empty(await page.ViolationsAsync());
    }

    [SkippableFact]
    public async Task Refusal_IsAccessible()
    {
        var page = await chromium.OpenPageAsync();
        await page.GotoAsync($"{_tenant.Server.Address}{_tenant.Id}/oauth2/v2.0/authorize");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Sign-in is not possible");
        Assert.Empty(await page.ViolationsAsync());
    }

    [SkippableFact]
    public async Task Consent_IsAccessible_AndRightOnAPhone()
    {
        var admin = await _tenant.AsAsync("global.admin");
        var application = await admin.RegisterAsync(
            more: ""","publicClient":{"redirectUris":["http://localhost/callback"]},"info":{"privacyStatementUrl":"https://app.example/privacy"}""");
        var address = Authorize.Replace(SampleTenant.AdminTools.ToString(), application.AppId, StringComparison.Ordinal);
        var page = await chromium.OpenPageAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.RouteAsync($"{Listener}*", route => route.FulfillAsync(new() { Body = "Back at the client" }));

        await page.GotoAsync(address.Replace("scope=openid", "scope=User.Read.All", StringComparison.Ordinal));
        await SignInAsync(page, SampleTenant.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Need admin approval");
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await page.GotoAsync(address.Replace("scope=openid", "scope=openid%20User.Read%20Mail.Read", StringComparison.Ordinal));
        await SignInAsync(page, SampleTenant.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Permissions requested");
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "This application wants to:" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();
    }

    private async Task SignInAsync(IPage page, string password)
    {
        await page.GetByLabel("User name").FillAsync(_tenant.Name("kim"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await EnterAsync(page, password);
    }

    private static async Task EnterAsync(IPage page, string password)
    {
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
