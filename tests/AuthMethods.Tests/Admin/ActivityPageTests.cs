using System.Net;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>The reports and logs in a real browser.</summary>
[Collection(Chromium.Collection)]
public sealed class ActivityPageTests(Chromium chromium)
{
    private const string Activity = "/console/activity";

    [SkippableTheory]
    [InlineData("", "Users registered by authentication method")]
    [InlineData("/usage", "Password changes and resets")]
    [InlineData("/registration-details", "Adele Vance")]
    [InlineData("/registration-events", "Nothing matches")]
    [InlineData("/sign-ins", "global.reader@")]
    [InlineData("/audit-logs", "Create company")]
    public async Task Part_ShowsItsReportsInEveryWidthAndColor(string part, string text)
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", Activity + part);

        await console.SaysAsync(text);
        await console.LooksRightAsync();
    }

    [SkippableFact]
    public async Task Filter_WhileSomebodyTypes_ShowsWhatGraphFindsAndItsCall()
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", Activity + "/audit-logs");
        await console.SaysAsync("Create company");

        await console.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Activity" }).FocusAsync();
        await console.Page.Keyboard.TypeAsync("Add");

        await console.SaysAsync("startswith(activityDisplayName,'Add')");
        await Assertions.Expect(console.Page.Locator("main")).Not.ToContainTextAsync("Create company");
    }

    [SkippableFact]
    public async Task Filter_WithoutScripts_IsAForm()
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", Activity + "/sign-ins", hasScripts: false);
        await console.Page.GetByLabel("Status").SelectOptionAsync("Failure");

        await console.ClickAsync("Apply");

        await console.SaysAsync("Nothing matches");
        await console.SaysAsync("status/errorCode ne 0");
    }

    [SkippableFact]
    public async Task Export_IsAFileWithTheRowsThatTheFiltersLeave()
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", Activity + "/registration-details?user=kim");
        await console.SaysAsync("Kim Akers");

        var file = await console.Page.RunAndWaitForDownloadAsync(() =>
            console.Page.GetByRole(AriaRole.Link, new() { Name = "Export CSV of User registration details" }).ClickAsync());

        Assert.Equal("registration-details.csv", file.SuggestedFilename);
        var lines = (await File.ReadAllTextAsync(await file.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("User,User principal name,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"Kim Akers,{console.Tenant.Name("kim")},", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfANameThatIsAFormula_IsText()
    {
        var tenant = await SharedServer.TenantAsync();
        (await (await tenant.AsAsync("global.admin")).PatchAnswerAsync(
            $"/v1.0/users/{tenant.Name("megan")}", """{"displayName":"=HYPERLINK(\"https://example.com\")"}""")).Is(HttpStatusCode.NoContent);
        var browser = await PageBrowser.AsPersonaAsync(tenant, "global.reader");

        var file = (await browser.OpenAsync(Activity + "/registration-details/registration-details.csv?user=megan")).Is(HttpStatusCode.OK);

        Assert.Contains("\"'=HYPERLINK(", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ThatIsRefused_LeadsToThePageThatSaysWhy()
    {
        var browser = await PageBrowser.AsPersonaAsync(await SharedServer.TenantAsync(), "helpdesk.admin");

        var page = (await browser.OpenAsync(Activity + "/sign-ins/sign-ins.csv")).Is(HttpStatusCode.OK);

        Assert.Contains("Your roles don’t show you this.", WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_ThatIsAUserPrincipalName_IsLookedUp()
    {
        var tenant = await SharedServer.TenantAsync();
        (await (await tenant.AsAsync("global.admin")).PatchAnswerAsync($"/v1.0/users/{tenant.Name("alex")}", """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);
        var browser = await PageBrowser.AsPersonaAsync(tenant, "global.reader");

        var page = await browser.OpenAsync($"{Activity}/audit-logs?target={Uri.EscapeDataString(tenant.Name("alex"))}");
        var nobody = await browser.OpenAsync($"{Activity}/audit-logs?target=nobody@contoso.com");

        Assert.Contains("Update user", page.Text, StringComparison.Ordinal);
        Assert.Contains("There is no user nobody@contoso.com", nobody.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_ThatIsNone_IsAPageThatDoesNotExist()
    {
        var browser = await PageBrowser.AsPersonaAsync(await SharedServer.TenantAsync(), "global.reader");

        var page = (await browser.OpenAsync(Activity + "/nowhere")).Is(HttpStatusCode.NotFound);

        Assert.Contains("There is no such page", page.Text, StringComparison.Ordinal);
    }
}
