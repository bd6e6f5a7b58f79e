using System.Net;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Authority;

/// <summary>The outbox as a page of a server in Development.</summary>
[Collection(Chromium.Collection)]
public sealed class OutboxPageTests(Chromium chromium) : TenantTests
{
    protected override Task<TestTenant> NewTenantAsync() => SharedServer.ListeningTenantAsync();

    [Fact]
    public async Task Page_ShowsTheMessagesOfTheTenant_OrOfOneUser()
    {
        var (kims, adeles) = (await SendAsync("kim"), await SendAsync("adele"));

        var all = await OpenAsync($"/outbox?tenant={_tenant.Domain}");
        var ofKim = await OpenAsync($"/outbox?user={_tenant.Name("kim")}");

        Assert.Contains(kims, all, StringComparison.Ordinal);
        Assert.Contains(adeles, all, StringComparison.Ordinal);
        Assert.Contains(kims, ofKim, StringComparison.Ordinal);
        Assert.DoesNotContain(adeles, ofKim, StringComparison.Ordinal);
        Assert.Contains("There is no user", await OpenAsync($"/outbox?user={_tenant.Name("nobody")}"), StringComparison.Ordinal);
        Assert.Contains("There is no tenant", await OpenAsync("/outbox?tenant=nowhere.example"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", await OpenAsync("/outbox?tenant=%3Cscript%3E&user=%3Cscript%3E"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Page_WaitsForTheNextMessage_AndIsAccessible()
    {
        var page = await chromium.OpenPageAsync();
        await page.GotoAsync($"{_tenant.Server.Address}outbox?tenant={_tenant.Domain}");
        Assert.Empty(await page.ViolationsAsync());

        var waiting = page.GetByRole(AriaRole.Link, new() { Name = "Wait for the next message" }).ClickAsync();
        await Task.Delay(500);
        var code = await SendAsync("kim");
        await waiting;

        await Assertions.Expect(page.GetByText(code)).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
    }

    [Fact]
    public async Task Page_OutsideDevelopment_IsNotThere()
    {
        await using var staging = await TestServer.StartAsync(
            [
                new("Authority:Enabled", "true"), new("Operator:Key", "an operator's key"), new("Messages:Outbox", "true"),
                new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"),
            ],
            environment: "Staging");

        var answer = await staging.Client().GetAnswerAsync("/outbox");

        Assert.InRange((int)answer.Status, 400, 499);
        Assert.DoesNotContain("<html", answer.Text, StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(string alias) => await _tenant.SendAndReadAsync(await _tenant.UseOfAsync(alias));

    private async Task<string> OpenAsync(string path) => (await _tenant.Server.Client().GetAnswerAsync(path)).Is(HttpStatusCode.OK).Text;
}
