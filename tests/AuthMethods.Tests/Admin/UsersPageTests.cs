using AuthMethods.Tests.Browsers;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>The list of users in a real browser.</summary>
[Collection(Chromium.Collection)]
public sealed class UsersPageTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Search_WhileSomebodyTypes_ShowsWhatGraphFindsAndItsCall()
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", "/console/users");
        Assert.Empty(await console.Page.ViolationsAsync());

        await console.Page.GetByRole(AriaRole.Searchbox).FillAsync("kim");

        await console.SaysAsync("1 user");
        await console.SaysAsync("$search=\"displayName:kim\"");
        await console.Page.GetByRole(AriaRole.Link, new() { Name = "Kim Akers" }).ClickAsync();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Kim Akers");
        Assert.Empty(await console.Page.ViolationsAsync());
    }

    [SkippableFact]
    public async Task Filter_ByTheRegistrationReport_ShowsTheMethods()
    {
        await using var console = await Console.OpenAsync(chromium, "global.reader", "/console/users?filter=phone");

        await console.SaysAsync("Kim Akers");
        await console.SaysAsync("Mobile phone, Office phone, Email");
        await console.SaysAsync("userRegistrationDetails");
    }
}
