using System.Net;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Authenticators;
using AuthMethods.Tests.Features.Fido2Methods;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;
using OtpNet;

namespace AuthMethods.Tests.Authority;

/// <summary>
/// Whole ways in a real browser, with its virtual authenticator. The first: an administrator gives an access pass, the user signs in with it and
/// registers a passkey, signs in with the passkey, and is signed out by the administrator.
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
        var page = await OpenAsync();
        await AddAuthenticatorAsync(page);
        var address = Address();

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

    [SkippableFact]
    public async Task Registration_OnTheWay_ThenAnotherApplicationWithoutAPage()
    {
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/authmethods/users/{_tenant.Name("balas")}/multiFactor/requireReregistration"))
            .Is(HttpStatusCode.NoContent);
        var page = await OpenAsync();
        await page.GotoAsync(Address());
        await SignInAsync(page, "balas");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up an authenticator app" }).ClickAsync();
        var secret = await page.Locator(".secret").InnerTextAsync();
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByLabel("Code").FillAsync(new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(_tenant.Server.Clock.GetUtcNow().UtcDateTime));
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();

        var other = await page.Context.APIRequest.GetAsync(Address(("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e")), new() { MaxRedirects = 0 });
        Assert.Equal((int)HttpStatusCode.SeeOther, other.Status);
    }

    [SkippableFact]
    public async Task Strength_RefusesATextMessageAndTakesAPasskey()
    {
        var address = Address(("acr_values", "00000000-0000-0000-0000-000000000004"));
        var page = await OpenAsync();
        var devtools = await AddAuthenticatorAsync(page);
        await page.GotoAsync(address);
        await SignInAsync(page, "kim");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("AADSTS53003");

        using var key = new SoftwareAuthenticator();
        var kim = await _tenant.AsAsync("kim");
        kim.BaseAddress = new($"http://localhost:{_tenant.Server.Address.Port}");
        (await kim.RegisterAsync("/v1.0/me/authentication/fido2Methods", key)).Is(HttpStatusCode.Created);
        await devtools.Session.SendAsync("WebAuthn.addCredential", new()
        {
            ["authenticatorId"] = devtools.Authenticator,
            ["credential"] = new
            {
                credentialId = Convert.ToBase64String(key.CredentialId),
                isResidentCredential = true,
                rpId = "localhost",
                privateKey = Convert.ToBase64String(key.PrivateKey),
                userHandle = Convert.ToBase64String(Encoding.UTF8.GetBytes(TheDirectory.Kim)),
                signCount = 5,
            },
        });
        await page.GotoAsync(address);
        await SignInAsync(page, "kim");

        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Number_IsEnteredOnThePhone_AndThePageGoesOnByItself(bool isApproved)
    {
        await _tenant.SetPerUserMfaAsync("balas", "enforced");
        var phone = await TestPhone.AddAsync(_tenant, "balas");
        var page = await OpenAsync();
        await page.GotoAsync(Address());
        await SignInAsync(page, "balas");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Approve sign in request");
        Assert.Empty(await page.ViolationsAsync());
        if (isApproved)
        {
            (await phone.ApproveAsync(await page.Locator(".number").InnerTextAsync())).Is(HttpStatusCode.NoContent);
            await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();
            return;
        }

        (await phone.DenyAsync()).Is(HttpStatusCode.NoContent);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("AADSTS500121");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send another request" })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
    }

    // Browsers make passkeys for host names, not for IP addresses.
    private string Address(params (string Name, string Value)[] changes) =>
        $"http://localhost:{_tenant.Server.Address.Port}{SignInPaths.Authorize(_tenant, Listener, changes)}";

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.OpenPageAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.RouteAsync($"{Listener}*", route => route.FulfillAsync(new() { Body = "Back at the client" }));
        return page;
    }

    private async Task SignInAsync(IPage page, string alias)
    {
        await page.GetByLabel("User name").FillAsync(_tenant.Name(alias));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SampleTenant.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task<(ICDPSession Session, string Authenticator)> AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        var added = await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
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
        return (devtools, added!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
