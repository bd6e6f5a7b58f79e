using System.Net;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>The authentication methods policy in a real browser: what would change is shown first, and saved by the call that was shown.</summary>
[Collection(Chromium.Collection)]
public sealed class PoliciesPageTests(Chromium chromium)
{
    private const string Policies = "/console/policies";
    private const string Configurations = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/";

    [SkippableFact]
    public async Task Configuration_IsReviewedAndSaved_ByTheAuthenticationPolicyAdministrator()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.policy.admin", Policies);
        await console.LooksRightAsync();
        await console.Page.GetByRole(AriaRole.Link, new() { Name = "Voice call" }).ClickAsync();
        await console.Page.GetByLabel("State").SelectOptionAsync("Enabled");
        await console.Page.GetByLabel("Office phone").CheckAsync();

        await console.ClickAsync("Review");
        await console.SaysAsync("PATCH /beta/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Voice");
        await console.SaysAsync("\"isOfficePhoneAllowed\": true");
        await console.SaysAsync("Include: All users");
        await console.LooksRightAsync();
        Assert.Equal("disabled", await StateAsync(console, "Voice"));
        await console.ClickAsync("Save");

        await console.SaysAsync("Voice call was changed.");
        Assert.Equal("enabled", await StateAsync(console, "Voice"));
    }

    [SkippableFact]
    public async Task Configuration_OfAGlobalReader_IsShownAndRefusedWithTheReason_ByKeyboardWithoutScripts()
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", Policies + "/Sms", hasScripts: false);
        await console.Page.GetByLabel("State").FocusAsync();
        await console.Page.Keyboard.PressAsync("ArrowDown");
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Review" }).FocusAsync();
        await console.Page.Keyboard.PressAsync("Enter");
        await console.SaysAsync("Mobile phone: registered by 2 users");
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).FocusAsync();
        await console.Page.Keyboard.PressAsync("Enter");

        var alert = console.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("Authentication Policy Administrator");
        await Assertions.Expect(alert).ToContainTextAsync("Policy.ReadWrite.AuthenticationMethod");
        Assert.Equal("enabled", await StateAsync(console, "Sms"));
    }

    [Fact]
    public async Task Target_IsAddedByTheNameOfItsGroup()
    {
        var browser = await PageBrowser.AsPersonaAsync(await SharedServer.TenantAsync(), "auth.policy.admin");

        var page = await browser.OpenAsync(Policies + "/Sms?review=1&includeTargets.all_users.remove=true&includeTargets.add=Helpdesk%20team");
        var unknown = await browser.OpenAsync(Policies + "/Sms?review=1&excludeTargets.add=Nowhere");
        var same = await browser.OpenAsync(Policies + "/Sms?review=1");

        Assert.Contains("Include: Helpdesk team", page.Text, StringComparison.Ordinal);
        Assert.Contains("There is no group <bdi>Nowhere</bdi>", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing would change", same.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Campaign_IsReviewedAndSaved()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.policy.admin", Policies + "/registration-campaign");
        await console.LooksRightAsync();
        await console.Page.GetByLabel("Days allowed to snooze").FillAsync("3");

        await console.ClickAsync("Review");
        await console.ClickAsync("Save");

        await console.SaysAsync("Registration campaign was changed.");
        await Assertions.Expect(console.Page.GetByLabel("Days allowed to snooze")).ToHaveValueAsync("3");
    }

    [SkippableFact]
    public async Task Strength_IsCreatedAndDeleted()
    {
        await using var console = await Console.OpenAsync(chromium, "global.admin", Policies + "/authentication-strengths");
        await console.LooksRightAsync();
        await console.ClickAsync("New authentication strength");
        await console.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Keys only");
        await console.Page.GetByLabel("Passkey (FIDO2)", new() { Exact = true }).CheckAsync();
        await console.Page.GetByLabel("Password + SMS", new() { Exact = true }).CheckAsync();
        Assert.Empty(await console.Page.ViolationsAsync());
        await console.ConfirmAsync("Create");
        await console.SaysAsync("The authentication strength was created.");
        await console.SaysAsync("2 combinations");

        await console.ClickAsync("Delete");
        await console.ConfirmAsync("Delete");

        await console.SaysAsync("The authentication strength was deleted.");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Table)).Not.ToContainTextAsync("Keys only");
    }

    private static async Task<string?> StateAsync(Console console, string configuration)
    {
        using var administrator = await console.Tenant.AsAsync("global.admin");
        return (string?)(await administrator.GetAnswerAsync(Configurations + configuration)).Is(HttpStatusCode.OK).Json["state"];
    }
}
