using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

/// <summary>What every response tells browsers.</summary>
public sealed class SecurityHeadersTests : TenantTests
{
    [Theory]
    [InlineData("/v1.0/me")]
    [InlineData("/v1.0/nothing")]
    [InlineData("/v1.0/$metadata")]
    [InlineData("/v9/me")]
    [InlineData("/health")]
    [InlineData("/")]
    [InlineData("/docs")]
    [InlineData("/nothing/at/all")]
    [InlineData("/swagger/index.html")]
    [InlineData("/swagger/swagger-ui-bundle.js")]
    [InlineData("/swagger/personas.json")]
    [InlineData("/openapi/v1.0.json")]
    [InlineData("/common/v2.0/.well-known/openid-configuration")]
    [InlineData("/common/discovery/v2.0/keys")]
    [InlineData("/common/oauth2/v2.0/token")]
    [InlineData("/common/oauth2/deviceauth")]
    [InlineData("/common/oauth2/v2.0/authorize")]
    public async Task EveryResponse_ForbidsSniffingAndReferrers(string path)
    {
        foreach (var client in new[] { _tenant.Server.Client(), await _tenant.AsAsync("kim") })
        {
            var answer = await client.GetAnswerAsync(path);

            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains(answer.Headers.GetValues("Referrer-Policy").Single(), new[] { "no-referrer", "same-origin" });
        }
    }

    [Theory]
    [InlineData("/swagger/index.html")]
    [InlineData("/common/oauth2/deviceauth")]
    [InlineData("/common/oauth2/v2.0/authorize")]
    public async Task EveryPage_HasAPolicyAndNoFrames(string path)
    {
        var page = await _tenant.Server.Client().GetAnswerAsync(path);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action ", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", page.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task SignInForm_MayBeSentToItselfAndLeadToTheClientOnly()
    {
        var page = (await _tenant.Server.Client().GetAnswerAsync(
            $"/{_tenant.Id}/oauth2/v2.0/authorize?client_id={SampleTenant.AdminTools}&response_type=code&scope=openid"
            + $"&redirect_uri=http%3A%2F%2Flocalhost%3A53682%2Fcallback&code_challenge={new string('a', 43)}&code_challenge_method=S256"))
            .Is(HttpStatusCode.OK);

        Assert.EndsWith(
            "form-action 'self' http://localhost:53682", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
