using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Authority;

/// <summary>Attacks on the sign-in pages that concern all of them. Those on one kind of page are beside its other tests.</summary>
public sealed class SignInAttacksTests : TenantTests
{
    private const string Redirect = "http://localhost:53682/callback";

    // They answer programs, which send no cookies.
    private static readonly string[] NoPages = ["/token", "/devicecode", "/userinfo", "/testtoken", "/approvals/{id:guid}"];

    [Fact]
    public async Task EveryForm_FromAnotherSite_IsRefused()
    {
        var forms = Routes("POST").Where(path => !NoPages.Any(end => path.EndsWith(end, StringComparison.Ordinal))).ToArray();
        Assert.Contains(forms, path => path.EndsWith("/authorize", StringComparison.Ordinal));
        foreach (var path in forms)
        {
            foreach (var (header, value) in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site") })
            {
                // With the attacker's own name and password: nobody is signed in as them.
                var answer = await _tenant.Server.Client().AnswerAsync(
                    HttpMethod.Post, WithQuery(path), TokenRequests.Encoded([("username", _tenant.Name("kim")), ("password", SampleTenant.Password)]),
                    "application/x-www-form-urlencoded", (header, value));

                Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{path} with {header} {value}: {answer.Status}");
                Assert.DoesNotContain("Sessions", string.Concat(Cookies(answer)), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task EveryPage_IsShownInNoFrame_AndKeptByNoCache()
    {
        foreach (var path in Routes("GET").Where(IsPage))
        {
            var answer = await _tenant.Server.Client().AnswerAsync(HttpMethod.Get, WithQuery(path), null);
            var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var policies) ? string.Concat(policies) : "none";
            Assert.True(policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal), $"{path}: {policy}");
            Assert.True(policy.Contains("default-src 'none'", StringComparison.Ordinal), $"{path}: {policy}");
            Assert.True(policy.Contains("base-uri 'none'", StringComparison.Ordinal), $"{path}: {policy}");
            Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
            Assert.Contains("no-store", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_AreAsLongForANameThatNobodyHas()
    {
        var (known, unknown) = (await SizesAsync("kim"), await SizesAsync("kin"));

        Assert.Equal(known, unknown);

        async Task<List<(HttpStatusCode, int)>> SizesAsync(string alias)
        {
            var sizes = new List<(HttpStatusCode, int)>();
            var browser = new FormBrowser(_tenant.Server.Client());
            await browser.OpenAsync(Path());
            Note(await browser.SubmitAsync(("username", _tenant.Name(alias))));
            Note(await browser.SubmitAsync(("password", "Wrong-Password-1")));
            Note(await browser.ClickAsync("Other ways to sign in"));
            Note(await browser.ClickAsync("Password"));
            return sizes;

            void Note(Answer page) => sizes.Add((page.Status, page.Text.Length));
        }
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("disabled")]
    [InlineData("password reset")]
    [InlineData("password changed")]
    [InlineData("deleted")]
    public async Task StolenCookies_AreWorthNothing_OnceTheUserIs(string what)
    {
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync(Path());
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        (await browser.SubmitAsync(("password", SampleTenant.Password), ("keep", "1"))).Is(HttpStatusCode.SeeOther);
        var thief = new FormBrowser(_tenant.Server.Client()) { Cookies = new(browser.Cookies) };
        (await thief.OpenAsync(Path())).Is(HttpStatusCode.SeeOther);
        var admin = await _tenant.AsAsync("global.admin");
        var user = $"/v1.0/users/{_tenant.Name("kim")}";
        Answer done = what switch
        {
            "revoked" => await admin.PostAnswerAsync($"{user}/revokeSignInSessions"),
            "disabled" => await admin.PatchAnswerAsync(user, """{"accountEnabled":false}"""),
            "password reset" => await admin.PostAnswerAsync(
                $"{user}/authentication/methods/{MethodIds.Password}/resetPassword", """{"newPassword":"Neu-Kennwort-7"}"""),
            "password changed" => await (await _tenant.AsAsync("kim")).PostAnswerAsync(
                "/v1.0/me/changePassword", $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"Neu-Kennwort-7"}"""),
            _ => await admin.DeleteAnswerAsync(user),
        };
        Assert.True((int)done.Status < 300, done.Text);

        (await thief.OpenAsync(Path())).Is(HttpStatusCode.OK);

        Assert.Equal("User name", thief.Label);
    }

    private IEnumerable<string> Routes(string verb) => _tenant.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(verb) == true)
        .Select(e => e.RoutePattern.RawText!)
        .Where(path => path.Contains("/oauth2/", StringComparison.Ordinal) || path.Contains("consent", StringComparison.Ordinal)
            || path.Contains("password-reset", StringComparison.Ordinal))
        .Distinct();

    private static bool IsPage(string path) => !NoPages.Any(end => path.EndsWith(end, StringComparison.Ordinal));

    /// <summary>An address of a route, with what the authorize endpoint needs.</summary>
    private string WithQuery(string route)
    {
        var path = "/" + route.TrimStart('/').Replace("{tenant}", _tenant.Id.ToString(), StringComparison.Ordinal);
        return $"{path}?{Path().Split('?')[1]}";
    }

    private string Path() => SignInPaths.Authorize(_tenant, Redirect);

    private static IEnumerable<string> Cookies(Answer answer) => answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [];
}
