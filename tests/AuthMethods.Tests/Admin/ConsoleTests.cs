using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Admin;

/// <summary>Where the pages are, and what a browser may do with them.</summary>
public sealed class ConsoleTests
{
    [Fact]
    public async Task Root_InDevelopment_LeadsToTheConsole()
    {
        var client = (await SharedServer.TenantAsync()).Server.Client();

        var root = (await client.GetAnswerAsync("/")).Is(HttpStatusCode.Found);

        Assert.Equal("/console", root.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/users")]
    [InlineData("/security-info")]
    public async Task Page_InProduction_DoesNotExistUnlessItIsTurnedOn(string address)
    {
        await using var server = await TestServer.StartAsync(
            [new("Authority:Enabled", "true"), new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true")],
            environment: "Production");

        // As any first segment that is no version of Graph.
        (await server.Client().GetAnswerAsync(address)).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/nowhere")]
    public async Task Page_AllowsNothingFromElsewhereAndNoInlineScript(string address)
    {
        var client = (await SharedServer.TenantAsync()).Server.Client();

        var policy = (await client.GetAnswerAsync(address)).Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/users")]
    [InlineData("/security-info")]
    public async Task Page_ForSomebodyWhoIsNotSignedIn_LeadsToTheAuthority(string address)
    {
        var client = (await SharedServer.TenantAsync()).Server.Client();

        var answer = (await client.GetAnswerAsync(address)).Is(HttpStatusCode.Found);

        Assert.Equal("/organizations/oauth2/v2.0/authorize", answer.Headers.Location!.AbsolutePath);
    }

    [Theory]
    [InlineData("/console/call")]
    [InlineData("/console/sign-out")]
    [InlineData("/console/persona")]
    [InlineData("/security-info/app")]
    public async Task Form_OfAnotherSite_DoesNothing(string address)
    {
        var tenant = await SharedServer.TenantAsync();
        var browser = await PageBrowser.AsPersonaAsync(tenant, "kim");

        var answer = await browser.PostAsync(address, ("user", tenant.Name("global.admin")), ("call", "POST /v1.0/me/revokeSignInSessions"));

        Assert.Equal("/console?problem=old-form", answer.Is(HttpStatusCode.Found).Headers.Location!.ToString());
        Assert.Contains(tenant.Name("kim"), (await browser.OpenAsync("/security-info")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_ThatAnotherPersonSetsUp_IsNotShown()
    {
        var tenant = await SharedServer.TenantAsync();
        var (megan, kim) = (await PageBrowser.AsPersonaAsync(tenant, "megan"), await PageBrowser.AsPersonaAsync(tenant, "kim"));
        var secret = PageBrowser.SecretOn(await megan.OpenAsync("/security-info?add=app"));
        Assert.Equal(secret, PageBrowser.SecretOn(await megan.OpenAsync("/security-info?add=app&wrong=1")));

        kim.Cookies["console-app"] = megan.Cookies["console-app"];

        Assert.NotEqual(secret, PageBrowser.SecretOn(await kim.OpenAsync("/security-info?add=app&wrong=1")));
    }

    [Fact]
    public async Task SignOut_WithEntra_MayLeadThere()
    {
        await using var server = await TestServer.StartAsync(
            [new("AzureAd:TenantId", "organizations"), new("AzureAd:ClientId", $"{Guid.NewGuid()}"), new("Console:ClientId", $"{Guid.NewGuid()}")]);

        var policy = (await server.Client().GetAnswerAsync("/favicon.ico")).Headers.GetValues("Content-Security-Policy").Single();

        Assert.EndsWith("form-action 'self' https://login.microsoftonline.com", policy, StringComparison.Ordinal);
    }
}
