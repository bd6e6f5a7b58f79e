using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Browsers;

internal static class Accessibility
{
    private static readonly AxeRunOptions Wcag = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") };

    /// <summary>What axe finds against WCAG 2.2, levels A and AA, in a part of the page as it is shown.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page, string part = "html")
    {
        var result = await page.RunAxe(new AxeRunContext { Include = [new AxeSelector(part)] }, Wcag);
        Assert.NotEmpty(result.Passes);
        return [.. result.Violations.SelectMany(v => v.Nodes, (v, node) => $"{v.Id}: {v.Help}: {node.Html}")];
    }
}
