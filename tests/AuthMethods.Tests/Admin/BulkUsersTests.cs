using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>Many users at once, in a real browser: a call for each, and what it did.</summary>
[Collection(Chromium.Collection)]
public sealed class BulkUsersTests(Chromium chromium)
{
    private const string Users = "/console/users";

    [SkippableFact]
    public async Task Selected_AreSignedOut_AndEachRefusalIsInTheResults()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Users);
        await console.Page.GetByLabel("Select all").WaitForAsync();
        await console.LooksRightAsync();
        await SelectAsync(console, "megan");
        await SelectAsync(console, "global.admin");
        await console.ClickAsync("Revoke sign-in sessions");
        await console.LooksRightAsync();

        await console.ClickAsync("Revoke sign-in sessions");

        await console.SaysAsync("1 done, 1 refused");
        await console.SaysAsync("TargetAboveCaller");
        await console.LooksRightAsync();
        var file = await console.Page.RunAndWaitForDownloadAsync(() => console.ClickAsync("Download results"));
        var lines = (await File.ReadAllTextAsync(await file.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["user,result,message", $"{console.Tenant.Name("megan")},Signed out,"], lines.Where(line => !line.Contains("Refused", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task Selected_MustRegisterAgain_ByKeyboardWithoutScripts()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Users + "?search=kim", hasScripts: false);
        await console.Page.GetByLabel($"Select {console.Tenant.Name("kim")}").FocusAsync();
        await console.Page.Keyboard.PressAsync("Space");
        foreach (var _ in new[] { "on the list", "to confirm" })
        {
            await console.Page.GetByRole(AriaRole.Button, new() { Name = "Require re-register multifactor authentication" }).FocusAsync();
            await console.Page.Keyboard.PressAsync("Enter");
            await console.Page.WaitForURLAsync("**/bulk*");
        }

        await console.SaysAsync("All 1 done");
        using var administrator = await console.Tenant.AsAsync("global.admin");
        var state = await administrator.GetAnswerAsync($"/authmethods/users/{console.Tenant.Name("kim")}/multiFactor");
        Assert.NotNull((string?)state.Json["reregistrationRequiredDateTime"]);
    }

    [SkippableFact]
    public async Task Import_IsPreviewed_AndSafeToRepeat()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Users + "/import");
        await console.LooksRightAsync();
        foreach (var result in new[] { "Registered", "Unchanged" })
        {
            await console.GotoAsync(Users + "/import");
            await console.Page.GetByLabel("Or the rows themselves").FillAsync(
                $"user,mobile,email\n{console.Tenant.Name("megan")},+1 2065550181,\n{console.Tenant.Name("alex")},12,alex@fourthcoffee.com");
            await console.ClickAsync("Preview");
            await console.SaysAsync("Preview: 2 rows");
            await console.LooksRightAsync();
            await console.ClickAsync("Import");

            await console.SaysAsync("2 done, 1 refused");
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = console.Tenant.Name("megan") })).ToContainTextAsync(result);
        }
    }

    [SkippableFact]
    public async Task Import_OfAFile_MayBeJson()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Users + "/import");
        var rows = $$"""{"value":[{"user":"{{console.Tenant.Name("balas")}}","email":"balas@fourthcoffee.com"}]}""";
        await console.Page.GetByLabel("CSV or JSON file").SetInputFilesAsync(
            new FilePayload { Name = "rows.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(rows) });

        await console.ClickAsync("Preview");
        await console.ClickAsync("Import");

        await console.SaysAsync("All 1 done");
    }

    [SkippableTheory]
    [InlineData("", "There are no rows.")]
    [InlineData("user,mobile\nkim", "The rows can’t be read")]
    [InlineData("[1]", "The rows can’t be read")]
    public async Task Import_ThatIsNoTable_SaysSo(string rows, string problem)
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Users + "/import", hasScripts: false);
        await console.Page.GetByLabel("Or the rows themselves").FillAsync(rows);

        await console.ClickAsync("Preview");

        await console.SaysAsync(problem);
    }

    [Fact]
    public async Task Results_OfAnotherSite_BecomeNoFile()
    {
        var browser = await PageBrowser.AsPersonaAsync(await SharedServer.TenantAsync(), "auth.admin");

        var answer = await browser.PostAsync(Users + "/results.csv", ("results", """[{"a":"b"}]"""));

        Assert.Equal("/console?problem=old-form", answer.Is(System.Net.HttpStatusCode.Found).Headers.Location!.ToString());
    }

    private static Task SelectAsync(Console console, string alias) => console.Page.GetByLabel($"Select {console.Tenant.Name(alias)}").CheckAsync();
}
