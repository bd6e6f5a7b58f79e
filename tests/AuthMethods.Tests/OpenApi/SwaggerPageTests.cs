using System.Net;
using System.Text.RegularExpressions;
using AuthMethods.Seed;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AuthMethods.Tests.OpenApi;

[Collection(Chromium.Collection)]
public sealed class SwaggerPageTests(Chromium chromium)
{
    private static readonly KeyValuePair<string, string?>[] Production = [new("AzureAd:TenantId", "aaaabbbb-0000-cccc-1111-dddd2222eeee")];

    [SkippableFact]
    public async Task Authorize_AsAPersona_TakesTwoClicksAndTryItOutAnswers200()
    {
        await using var server = await TestServer.StartAsync(listen: true);
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync();
        var page = await chromium.OpenPageAsync();
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };
        await page.GotoAsync($"{server.Address}swagger");

        await page.Locator(".auth-wrapper .authorize").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "global.admin" })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync(".personas"));
        await page.GetByRole(AriaRole.Button, new() { Name = "global.admin" }).ClickAsync();

        await Assertions.Expect(page.Locator(".signed-in")).ToContainTextAsync("global.admin");
        await page.Locator("#operations-tag-phoneMethods").ClickAsync();
        var list = page.Locator(".opblock-get", new() { Has = page.Locator("[data-path='/v1.0/users/{user}/authentication/phoneMethods']") });
        await list.Locator(".opblock-summary-control").ClickAsync();
        await list.Locator("button.execute").ClickAsync();
        var answer = list.Locator(".live-responses-table .response");
        await Assertions.Expect(answer.Locator(".response-col_status")).ToContainTextAsync("200");
        await Assertions.Expect(answer).ToContainTextAsync("+1 2065555503");
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task Root_InDevelopmentWithoutTheConsole_LeadsToThePage()
    {
        await using var server = await TestServer.StartAsync([new("Console:Enabled", "false")]);
        var client = server.Client();

        var root = (await client.GetAnswerAsync("/")).Is(HttpStatusCode.Found);

        Assert.Equal("/swagger", root.Headers.Location!.ToString());
        Assert.Contains("personas.js", (await client.GetAnswerAsync("/swagger/index.html")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OutsideDevelopment_IsServedWhenEnabledAndOffersNobody()
    {
        await using var server = await TestServer.StartAsync([.. Production, new("Description:Enabled", "true")], environment: "Production");
        var client = server.Client();

        (await client.GetAnswerAsync("/openapi/v1.0.json")).Is(HttpStatusCode.OK);
        var page = (await client.GetAnswerAsync("/swagger/index.html")).Is(HttpStatusCode.OK);

        Assert.DoesNotContain("personas", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(new Regex("(src|href)=\"https?://"), page.Text);
        Assert.NotEqual(HttpStatusCode.OK, (await client.GetAnswerAsync("/swagger/personas.json")).Status);
    }

    [Fact]
    public async Task Page_OutsideDevelopment_IsNotThereUnlessEnabled()
    {
        await using var server = await TestServer.StartAsync(Production, environment: "Production");

        foreach (var path in new[] { "/", "/swagger/index.html", "/openapi/v1.0.json" })
        {
            (await server.Client().GetAnswerAsync(path)).Is(HttpStatusCode.BadRequest, "BadRequest");
        }
    }
}
