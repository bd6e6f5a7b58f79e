namespace AuthMethods.Tests.Browsers;

/// <summary>The check finds violations, so a page that passes was really checked.</summary>
[Collection(Chromium.Collection)]
public sealed class AccessibilityTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Violations_OfAPageWithoutLabelAndContrast_AreFound()
    {
        var page = await chromium.OpenPageAsync();
        await page.SetContentAsync("""
            <!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1><input><p style="color:#999;background:#fff">Pale</p></main></html>
            """);

        var violations = await page.ViolationsAsync();

        Assert.Equal(["color-contrast", "label"], violations.Select(v => v.Split(':')[0]).Order());
    }
}
