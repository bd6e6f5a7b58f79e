using Microsoft.Playwright;

namespace AuthMethods.Tests.Browsers;

/// <summary>A real browser, started by the first test that opens a page and shared by all of them.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Collection = "browsers";

    private const string Program = "/usr/bin/chromium";

    // All other tests run at the same time, so on a small machine the browser is slow.
    private const float Patience = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>A page that shares nothing with the others; skips the test when the browser is not installed.</summary>
    public async Task<IPage> OpenPageAsync(bool hasScripts = true)
    {
        Skip.IfNot(File.Exists(Program), $"{Program} is not installed");
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
            Timeout = Patience,
        });
        Assertions.SetDefaultExpectTimeout(Patience);
        var page = await _browser.NewPageAsync(new() { JavaScriptEnabled = hasScripts });
        page.SetDefaultTimeout(Patience);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Chromium.Collection)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
