using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Authority;

/// <summary>A user resets a forgotten password in a real browser; each page is checked for accessibility.</summary>
[Collection(Chromium.Collection)]
public sealed class PasswordResetPageTests(Chromium chromium)
{
    private const string NewPassword = "Neu-Kennwort-7";

    [SkippableFact]
    public async Task Reset_ByACodeFromTheOutbox_SignsInWithTheNewPassword()
    {
        await using var server = await TestServer.StartAsync([new("SelfServicePasswordReset:Enabled", "true")], listen: true);
        var tenant = await server.TenantAsync();
        var page = await chromium.OpenPageAsync();
        await page.GotoAsync($"{server.Address}password-reset");
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByLabel("User name").FillAsync(tenant.Name("kim"));
        await ClickAsync("Next");
        Assert.Empty(await page.ViolationsAsync());
        await ClickAsync("Text a code to my mobile phone");
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByLabel("Code").FillAsync("000000 or so");
        await ClickAsync("Verify");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel("Code").FillAsync((string)(await tenant.NewestMessageAsync("kim"))!["code"]!);
        await ClickAsync("Verify");
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await page.GetByLabel("Confirm the password").FillAsync(NewPassword);
        await ClickAsync("Reset password");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Your password was reset");
        (await tenant.SignInAsync("kim", NewPassword)).Is(System.Net.HttpStatusCode.OK);

        Task ClickAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
    }
}
