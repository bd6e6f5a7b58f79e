using AuthMethods.Tests.Browsers;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>The journal of requests in a real browser.</summary>
[Collection(Chromium.Collection)]
public sealed class RequestsPageTests(Chromium chromium)
{
    private const string Requests = "/console/requests";

    [SkippableFact]
    public async Task Request_ThatWasRefused_ShowsTheCheckThatStoppedIt()
    {
        await using var console = await Console.OpenAsync(chromium, "helpdesk.admin", "/console/activity/sign-ins");
        await console.GotoAsync(Requests);
        await console.LooksRightAsync();
        await console.Page.GetByLabel("Status").SelectOptionAsync("Refused");
        await console.SaysAsync("1 of");

        await console.Page.Locator("summary", new() { HasText = "signIns" }).FocusAsync();
        await console.Page.Keyboard.PressAsync("Enter");

        await console.SaysAsync("RoleMissing");
        await Assertions.Expect(console.Page.GetByText("Stopped here")).ToBeVisibleAsync();
        Assert.Empty(await console.Page.ViolationsAsync());
    }

    [SkippableFact]
    public async Task Clear_ForgetsThem_WithoutScripts()
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", "/console/users", hasScripts: false);
        await console.GotoAsync(Requests + "?search=/users");
        await console.SaysAsync("/v1.0/users?");

        await console.ClickAsync("Clear");

        await console.SaysAsync("The requests were forgotten.");
        await console.SaysAsync("No requests");
    }

    [SkippableTheory]
    [InlineData("Export .http", "requests.http", "GET ")]
    [InlineData("Export HAR", "requests.har", "{")]
    public async Task Export_IsAFile(string link, string name, string begins)
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", "/console/users");
        await console.GotoAsync(Requests);

        var file = await console.Page.RunAndWaitForDownloadAsync(() => console.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());

        Assert.Equal(name, file.SuggestedFilename);
        Assert.Contains(begins, await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
    }
}
