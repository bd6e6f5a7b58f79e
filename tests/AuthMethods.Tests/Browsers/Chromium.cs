using Microsoft.Playwright;

namespace AuthMethods.Tests.Browsers;

/// <summary>A real browser. The tests that open one share a collection, so that no two browsers start at once.</summary>
internal static class Chromium
{
    public const string Collection = "browsers";

    private const string Program = "/usr/bin/chromium";

    // All the other tests run beside it, and on a small machine leave it little.
    private const float Patience = 120_000;

    public static void SkipUnlessInstalled() => Skip.IfNot(File.Exists(Program), $"{Program} is not installed");

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Program,
        Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        Timeout = Patience,
    });

    public static async Task<IPage> OpenPageAsync(IBrowser browser)
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        return page;
    }
}
