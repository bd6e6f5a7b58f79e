using System.Net;
using System.Text.RegularExpressions;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Repository;

/// <summary>The pages as <c>/docs</c> shows them.</summary>
public sealed partial class DocumentationSiteTests
{
    [Fact]
    public async Task EveryPage_IsServedAndLinksToWhatIsServed()
    {
        using var client = (await SharedServer.TenantAsync()).Server.Client();
        var (seen, waiting) = (new HashSet<string> { "/docs" }, new Queue<string>(["/docs"]));
        while (waiting.TryDequeue(out var address))
        {
            using var answer = await client.GetAsync(address);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, address);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            if (answer.Content.Headers.ContentType!.MediaType != "text/html") continue;
            var html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            foreach (var link in Link().Matches(html).Select(m => m.Groups["path"].Value).Where(seen.Add)) waiting.Enqueue(link);
        }

        Assert.All(
            RepositoryFiles.Pages().Where(p => p.StartsWith("docs/", StringComparison.Ordinal) && p != "docs/README.md"),
            page => Assert.Contains($"/{page}", seen));
    }

    [Fact]
    public async Task Page_ThatDoesNotExist_Answers404()
    {
        using var client = (await SharedServer.TenantAsync()).Server.Client();

        (await client.GetAnswerAsync("/docs/start/cobol.md")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>In Production it is an unknown address like any other.</summary>
    [Fact]
    public async Task Pages_InProduction_AreNotThere()
    {
        await using var server = await TestServer.StartAsync(
            [new("AzureAd:TenantId", Guid.NewGuid().ToString()), new("Authority:Enabled", "false")], environment: "Production");
        using var client = server.Client();

        (await client.GetAnswerAsync("/docs")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [GeneratedRegex("href=\"(?<path>/docs[^\"#]*)")]
    private static partial Regex Link();
}
