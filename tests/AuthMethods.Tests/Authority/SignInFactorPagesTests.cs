using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Authority;

/// <summary>The pages for phone numbers and QR codes in a real browser of a phone's width, each checked for accessibility.</summary>
[Collection(Chromium.Collection)]
public sealed class SignInFactorPagesTests(Chromium chromium) : TenantTests
{
    private const string Listener = "http://localhost:53682/callback";

    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();

    [SkippableFact]
    public async Task QrCode_InAnImage_IsReadByTheBrowser_AndTheTemporaryPinIsChanged()
    {
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Enabled });
        var created = (await (await _tenant.AsAsync("auth.admin")).PutAnswerAsync(
            $"/v1.0/users/{_tenant.Name("balas")}/authentication/qrCodePinMethod", new JsonObject { ["pin"] = new JsonObject { ["code"] = "09599786" } }.ToJsonString()))
            .Is(HttpStatusCode.Created).Json["standardQRCode"]!["image"]!;
        var content = Encoding.ASCII.GetString(Convert.FromBase64String((string)created["rawContent"]!));
        var page = await OpenAsync();
        // Chromium reads codes on some systems only.
        await page.AddInitScriptAsync($$"""window.BarcodeDetector = class { async detect(image) { return image.width > 100 ? [{ rawValue: "{{content}}" }] : []; } };""");
        await page.GotoAsync(Address);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with a QR code" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Scan with the camera" })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByLabel("Image of the QR code").SetInputFilesAsync(
            new FilePayload { Name = "badge.png", MimeType = "image/png", Buffer = Convert.FromBase64String((string)created["binaryValue"]!) });
        await Assertions.Expect(page.GetByLabel("PIN", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByLabel("PIN", new() { Exact = true }).FillAsync("09599786");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("New PIN")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByLabel("New PIN").FillAsync("27182818");
        await page.GetByLabel("Confirm the PIN").FillAsync("27182818");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change PIN" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task PhoneNumber_AndItsCode_AreTypedAsUserNameAndCode()
    {
        await _tenant.AllowSmsSignInAsync();
        (await (await _tenant.AsAsync("auth.admin")).PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("kim")}/authentication/phoneMethods/{MethodIds.Mobile}/enableSmsSignIn")).Is(HttpStatusCode.NoContent);
        var page = await OpenAsync();
        await page.GotoAsync(Address);
        await page.GetByLabel("User name").FillAsync("+1 206 555 5501");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Code")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByLabel("Code").FillAsync((string)(await _tenant.NewestMessageAsync("kim"))!["code"]!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Back at the client")).ToBeVisibleAsync();
    }

    private string Address => $"http://localhost:{_tenant.Server.Address.Port}{SignInPaths.Authorize(_tenant, Listener)}";

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.OpenPageAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.RouteAsync($"{Listener}*", route => route.FulfillAsync(new() { Body = "Back at the client" }));
        return page;
    }
}
