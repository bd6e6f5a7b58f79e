using System.Net;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Authority;

/// <summary>
/// The whole way in a real browser, with its virtual authenticator: an administrator gives an access pass, the user signs in with it and registers a
/// passkey, signs in with the passkey, and is signed out by the administrator.
/// </summary>
[Collection(Chromium.Collection)]
public sealed class SignInLoopTests(Chromium chromium) : TenantTests
{
    private const string Listener = "http://localhost:53682/callback";

    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();

    [SkippableFact]
    public async Task Pass_Passkey_Revocation()
    {
        var admin = await _tenant.AsAsync("auth.admin");
        var pass = (string)(await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods", "{}"))
            .Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;
        var page = await chromium.OpenPageAsync();
        await page.SetViewportSizeAsync(390, 844);
        await AddAuthenticatorAsync(page);
        await page.RouteAsync($"{Listener}*", route => route.FulfillAsync(new() { Body = "Back at the client" }));
        // Browsers make passkeys for host names, not for IP addresses.
        var address = $"http://localhost:{_tenant.Server.Address.Port}{SignInPaths.Authorize(_tenant, Listener)}";

        await page.GotoAsync(address);
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByLabel("User name").FillAsync(_tenant.Name("balas"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByLabel("Temporary Access Pass").FillAsync(pass);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Set up a passkey");
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();

        var passkeys = (await admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods")).Value;
        Assert.Single(passkeys);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(address);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();

        // The session needs no page.
        Assert.Equal((int)HttpStatusCode.SeeOther, (await page.Context.APIRequest.GetAsync(address, new() { MaxRedirects = 0 })).Status);

        (await admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/revokeSignInSessions")).Is(HttpStatusCode.OK);
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByLabel("User name")).ToBeVisibleAsync();
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "usb",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }
}
