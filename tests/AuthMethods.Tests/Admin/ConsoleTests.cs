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
    public async Task Form_OfAnotherSite_DoesNothing(string address)
    {
        var client = (await SharedServer.TenantAsync()).Server.Client();
        using var form = new FormUrlEncodedContent([new("user", "global.admin@contoso.com"), new("call", "POST /v1.0/me/revokeSignInSessions")]);

        using var answer = await client.PostAsync(address, form);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        Assert.DoesNotContain(cookies, cookie => cookie.StartsWith("console=", StringComparison.Ordinal));
    }
}
