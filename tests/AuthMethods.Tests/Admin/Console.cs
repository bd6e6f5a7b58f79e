using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Admin;

/// <summary>The pages in a real browser, with a person signed in on the authority's pages.</summary>
internal sealed class Console : IAsyncDisposable
{
    private readonly TestServer _server;

    private Console(TestServer server, TestTenant tenant, IPage page) => (_server, Tenant, Page) = (server, tenant, page);

    public TestTenant Tenant { get; }

    public IPage Page { get; }

    /// <param name="chromium">The browser.</param>
    /// <param name="person">Who signs in, such as <c>auth.admin</c>.</param>
    /// <param name="address">The page that they want, with the user principal names' domain as <c>{domain}</c>.</param>
    /// <param name="settings">Settings of the server.</param>
    /// <param name="hasScripts">Whether the browser runs scripts.</param>
    public static async Task<Console> OpenAsync(
        Chromium chromium, string person, string address, IEnumerable<KeyValuePair<string, string?>>? settings = null, bool hasScripts = true)
    {
        var page = await chromium.OpenPageAsync(hasScripts);
        var server = await TestServer.StartAsync(settings, listen: true);
        var console = new Console(server, await server.TenantAsync(), page);
        await page.GotoAsync($"{server.Address}console/sign-in?return={Uri.EscapeDataString(console.Filled(address))}");
        await page.GetByLabel("User name").FillAsync(console.Tenant.Name(person));
        await console.ClickAsync("Next");
        await page.GetByLabel("Password").FillAsync(AuthMethods.Seed.SampleTenant.Password);
        await console.ClickAsync("Sign in");
        await page.WaitForURLAsync($"**{console.Filled(address)}*");
        return console;
    }

    public string Filled(string address) => address.Replace("{domain}", Tenant.Domain, StringComparison.Ordinal);

    public Task GotoAsync(string address) => Page.GotoAsync(new Uri(_server.Address, Filled(address)).ToString());

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Presses a button of the dialog that is open.</summary>
    public Task ConfirmAsync(string button) =>
        Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Waits until the page says something.</summary>
    public Task SaysAsync(string text) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text);

    /// <summary>Checks the page as it is on a desk and on a phone, light and dark: nothing that axe finds, and nothing wider than the window.</summary>
    public async Task LooksRightAsync()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in new[] { 390, 1280 })
            {
                await Page.SetViewportSizeAsync(width, 800);
                Assert.Empty(await Page.ViolationsAsync());
                Assert.Equal(width, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        await _server.DisposeAsync();
    }
}
