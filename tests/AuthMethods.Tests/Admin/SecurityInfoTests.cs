using AuthMethods.Credentials;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;
using OtpNet;

namespace AuthMethods.Tests.Admin;

/// <summary>People manage their own methods in a real browser.</summary>
[Collection(Chromium.Collection)]
public sealed class SecurityInfoTests(Chromium chromium)
{
    private const string Address = "/security-info";

    [SkippableFact]
    public async Task AuthenticatorApp_IsAddedWithACodeThatItComputed()
    {
        await using var console = await Console.OpenAsync(chromium, "megan", Address);
        Assert.Empty(await console.Page.ViolationsAsync());
        await console.ClickAsync("Add sign-in method");
        await console.Page.GetByRole(AriaRole.Link, new() { Name = "Authenticator app" }).ClickAsync();
        Assert.Empty(await console.Page.ViolationsAsync());

        await console.Page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync("000000 or so");
        await console.ConfirmAsync("Add");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("not the code");
        var secret = await console.Page.GetByRole(AriaRole.Dialog).Locator(".secret").InnerTextAsync();
        await console.Page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(new Totp(Base32.Decode(secret)).ComputeTotp());
        await console.ConfirmAsync("Add");

        await console.SaysAsync("Your authenticator app was added.");
        using var administrator = await console.Tenant.AsAsync("global.admin");
        var apps = await administrator.GetAnswerAsync($"/v1.0/users/{console.Tenant.Name("megan")}/authentication/softwareOathMethods");
        Assert.Single(apps.Value);
    }

    [SkippableFact]
    public async Task Method_IsChangedAndDeleted()
    {
        await using var console = await Console.OpenAsync(chromium, "kim", Address);
        var email = console.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Email" });

        await email.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await console.Page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync("kim@northwindtraders.com");
        await console.ConfirmAsync("Save");
        await console.SaysAsync("kim@northwindtraders.com");
        await email.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await console.ConfirmAsync("Delete");

        await console.SaysAsync("Email was deleted.");
        using var administrator = await console.Tenant.AsAsync("global.admin");
        Assert.Empty((await administrator.GetAnswerAsync($"/v1.0/users/{console.Tenant.Name("kim")}/authentication/emailMethods")).Value);
    }

    [SkippableFact]
    public async Task Change_ThatNeedsRecentMultiFactorAuthentication_LeadsThroughItAndBack()
    {
        await using var console = await Console.OpenAsync(chromium, "kim", Address, [new("Policy:RequireRecentMfaForOwnMethods", "true")]);
        var email = console.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Email" });

        await email.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await console.ConfirmAsync("Delete");
        await console.Page.GetByRole(AriaRole.Link, new() { Name = "Verify it’s you" }).ClickAsync();
        await console.Page.GetByLabel("Code").FillAsync((string)(await console.Tenant.NewestMessageAsync("kim"))!["code"]!);
        await console.ClickAsync("Verify");

        await console.Page.WaitForURLAsync($"**{Address}");
        await email.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await console.ConfirmAsync("Delete");
        await console.SaysAsync("Email was deleted.");
    }

    [SkippableFact]
    public async Task Password_IsChangedWithTheCurrentOne()
    {
        await using var console = await Console.OpenAsync(chromium, "kim", Address);

        await console.ClickAsync("Change password");
        await console.Page.GetByLabel("Current password").FillAsync(AuthMethods.Seed.SampleTenant.Password);
        await console.Page.GetByLabel("New password").FillAsync("Neu-Kennwort-7");
        await console.ConfirmAsync("Change");

        await console.SaysAsync("Your password was changed.");
        await console.SaysAsync("Your session has ended");
        Assert.DoesNotContain("Neu-Kennwort-7", await console.Page.ContentAsync(), StringComparison.Ordinal);
        (await console.Tenant.SignInAsync("kim", "Neu-Kennwort-7")).Is(System.Net.HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task SignOutEverywhere_EndsThisSessionToo()
    {
        await using var console = await Console.OpenAsync(chromium, "kim", Address);

        await console.ClickAsync("Sign out everywhere");
        await console.ConfirmAsync("Sign out");

        await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Your session has ended");
    }
}
