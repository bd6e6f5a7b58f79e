using System.Net;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>Why somebody may or may not do something, on the page of that name and from every refusal.</summary>
[Collection(Chromium.Collection)]
public sealed class WhyPageTests(Chromium chromium)
{
    private const string SignIns = "/console/activity/sign-ins";

    [SkippableFact]
    public async Task Question_IsAnsweredByEachCheckAndTheGridOfRoles()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", "/console/why");
        await console.LooksRightAsync();
        await console.Page.GetByLabel("Caller", new() { Exact = true }).FillAsync(console.Tenant.Name("helpdesk.admin"));
        await console.Page.GetByLabel("Target").FillAsync(console.Tenant.Name("kim"));
        await console.Page.GetByLabel("Operation").FillAsync("POST /users/{id}/authentication/phoneMethods");

        await console.ClickAsync("Explain");

        await console.SaysAsync("Refused");
        await console.SaysAsync("RoleMissing");
        await console.SaysAsync("Stopped here");
        await console.SaysAsync("UserAuthMethod-Phone.ReadWrite.All");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Privileged Authentication Administrator" })).ToBeVisibleAsync();
        await console.LooksRightAsync();
    }

    [SkippableFact]
    public async Task Refusal_LeadsToItsExplanation_ByKeyboardWithoutScripts()
    {
        await using var console = await Console.OpenAsync(chromium, "helpdesk.admin", SignIns, hasScripts: false);
        await console.Page.GetByRole(AriaRole.Link, new() { Name = "Explain this refusal" }).FocusAsync();

        await console.Page.Keyboard.PressAsync("Enter");

        await console.SaysAsync("GET /auditLogs/signIns");
        await console.SaysAsync("RoleMissing");
        await console.SaysAsync("Reports Reader");
        await Assertions.Expect(console.Page.GetByLabel("Caller", new() { Exact = true })).ToHaveValueAsync(console.Tenant.Name("helpdesk.admin"));
    }

    [Fact]
    public async Task RefusalInDevelopment_CanBeTriedAgainAsSomebodyElse()
    {
        var browser = await PageBrowser.AsPersonaAsync(await SharedServer.TenantAsync(), "helpdesk.admin");
        Assert.Contains("Try again as", (await browser.OpenAsync(SignIns)).Text, StringComparison.Ordinal);

        var page = (await browser.TryAgainAsAsync("reports.reader", SignIns)).Is(HttpStatusCode.OK);

        Assert.Contains("reports.reader@", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Try again as", page.Text, StringComparison.Ordinal);
    }
}
