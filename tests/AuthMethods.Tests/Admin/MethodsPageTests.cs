using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>The blade of a user in a real browser: each command does what the API says afterwards, and shows its call.</summary>
[Collection(Chromium.Collection)]
public sealed class MethodsPageTests(Chromium chromium)
{
    private const string Megan = "/console/users/megan@{domain}/authentication-methods";

    [SkippableFact]
    public async Task Add_APhoneNumber_IsThePostThatThePageShows()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Megan);
        Assert.Empty(await console.Page.ViolationsAsync());

        await console.ClickAsync("Add authentication method");
        await console.Page.GetByRole(AriaRole.Link, new() { Name = "Phone number" }).ClickAsync();
        await console.Page.GetByLabel("Phone number").FillAsync("+1 2065550171");
        Assert.Empty(await console.Page.ViolationsAsync());
        await console.ConfirmAsync("Add");

        await console.SaysAsync("The phone number was added.");
        await console.SaysAsync($"POST /v1.0/users/megan@{console.Tenant.Domain}/authentication/phoneMethods");
        await console.SaysAsync("Mobile phone");
        Assert.Equal("+1 2065550171", await PhoneOfMeganAsync(console));
    }

    [SkippableFact]
    public async Task Add_ASecondMobilePhone_ShowsGraphsErrorInTheDialog()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", "/console/users/kim@{domain}/authentication-methods?add=phone");

        await console.Page.GetByLabel("Phone number").FillAsync("+1 2065550171");
        await console.ConfirmAsync("Add");

        var alert = console.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("A phone of this type is already registered. (400");
        await Assertions.Expect(console.Page.GetByLabel("Phone number")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task AccessPass_IsShownOnceAndSignsIn()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Megan + "?add=pass");

        await console.ConfirmAsync("Add");
        await console.SaysAsync("It is not shown again.");
        var pass = await console.Page.Locator(".secret").InnerTextAsync();
        await console.GotoAsync(Megan);

        await Assertions.Expect(console.Page.Locator(".secret")).ToHaveCountAsync(0);
        (await console.Tenant.SignInAsync("megan", pass)).Is(System.Net.HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task WithoutScripts_AMethodIsAddedAndDeletedAndSessionsAreRevoked()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", Megan + "?add=email", hasScripts: false);
        await console.Page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync("megan@northwindtraders.com");
        await console.ConfirmAsync("Add");
        await console.SaysAsync("The email address was added.");

        await console.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "megan@northwindtraders.com" })
            .GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await console.ConfirmAsync("Delete");
        await console.SaysAsync("Email was deleted.");
        await console.ClickAsync("Revoke sign-in sessions");
        await console.ConfirmAsync("Revoke");
        await console.SaysAsync("Sign-in sessions were revoked.");
    }

    [SkippableFact]
    public async Task Refusal_ShowsTheReasonAndTheLeastThatWouldDo()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", "/console/users/global.admin@{domain}/authentication-methods");

        await console.ClickAsync("Revoke sign-in sessions");
        await console.ConfirmAsync("Revoke");

        var alert = console.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("TargetAboveCaller");
        await Assertions.Expect(alert).ToContainTextAsync("User.RevokeSessions.All");
        await Assertions.Expect(alert).ToContainTextAsync("Privileged Authentication Administrator");
    }

    [SkippableFact]
    public async Task OwnSessionsRevoked_EndThePagesToo()
    {
        await using var console = await Console.OpenAsync(chromium, "auth.admin", "/console/users/auth.admin@{domain}/authentication-methods");

        await console.ClickAsync("Revoke sign-in sessions");
        await console.ConfirmAsync("Revoke");

        await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Your session has ended");
        Assert.Empty(await console.Page.ViolationsAsync());
    }

    private static async Task<string?> PhoneOfMeganAsync(Console console)
    {
        using var administrator = await console.Tenant.AsAsync("global.admin");
        var phones = await administrator.GetAnswerAsync($"/v1.0/users/{console.Tenant.Name("megan")}/authentication/phoneMethods");
        return (string?)phones.Value.SingleOrDefault()?["phoneNumber"];
    }
}
