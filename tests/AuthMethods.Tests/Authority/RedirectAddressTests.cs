using System.Net;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;

namespace AuthMethods.Tests.Authority;

/// <summary>Odd redirect URIs. The tables grow with each one that is found.</summary>
public sealed class RedirectAddressTests : TenantTests
{
    public static TheoryData<string> Odd =>
    [
        "http://localhost/é", "http://localhost/\r\nSet-Cookie:a=b", "http://localhost/\n", "http://localhost/ x", "http://localhost/\t",
        "http://löcalhost/", "http://localhost/\u2028", "http://localhost/\ud83d\ude00", "http://user@localhost/", "http://user:pw@localhost/",
        "http://localhost@evil.example/", "http://localhost/#fragment", "http://localhost#", "javascript:alert(1)",
        "JavaScript://localhost/%0aalert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "about:blank", "blob:http://localhost/x",
        "view-source:http://localhost/", "http:\\\\localhost\\", "http://localhost\\@evil.example/", "http:/localhost/", "http:localhost",
        "//localhost/", "/callback", "localhost", "", " http://localhost/", "http://localhost.evil.example/", "http://localhost.evil/",
        "http://127.0.0.1.evil.example/", "http://evil.example/?http://localhost/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0x7f.1/", "http://017700000001/", "http://0177.0.0.1/", "http://127.0.0.256/", "http://127.0.0.1./", "http://127.0.0/",
        "http://0.0.0.0/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::1%25lo]/", "http://[0:0:0:0:0:0:0:1]/", "http://128.0.0.1/",
        "http://localhost./", "http://sub.localhost/", "ftp://localhost/", "http://localhost:port/", "http://localhost:999999/", "http://ⓛocalhost/",
        "http://１２７.0.0.1/", "http://localhost<script>", "http://localhost\"/", "http://localhost|x/", "http://localhost^/", "http://localhost`/",
        "http://localhost{}/",
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Authorize_WithAnOddRedirectUri_IsRefusedWithACodeAndRedirectsNowhere(string uri)
    {
        foreach (var segment in new[] { _tenant.Id.ToString(), "common" })
        {
            foreach (var mode in new[] { "query", "form_post" })
            {
                var path = $"/{segment}/oauth2/v2.0/authorize?client_id={SampleTenant.AdminTools}&response_type=code&scope=openid&response_mode={mode}"
                    + $"&redirect_uri={Uri.EscapeDataString(uri)}&code_challenge={new string('a', 43)}&code_challenge_method=S256";
                var form = TokenRequests.Encoded([("username", _tenant.Name("kim")), ("password", SampleTenant.Password)]);

                var refused = (await _tenant.Server.Client().AnswerAsync(HttpMethod.Post, path, form, "application/x-www-form-urlencoded"))
                    .Is(HttpStatusCode.BadRequest);

                Assert.Contains("AADSTS50011", refused.Text, StringComparison.Ordinal);
                Assert.Null(refused.Headers.Location);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Logout_WithAnOddAddress_LeadsNowhere(string uri)
    {
        var page = (await _tenant.Server.Client().GetAnswerAsync(
            $"/{_tenant.Id}/oauth2/v2.0/logout?post_logout_redirect_uri={Uri.EscapeDataString(uri)}")).Is(HttpStatusCode.OK);

        Assert.Null(page.Headers.Location);
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:53682/callback?x=1")]
    [InlineData("https://LOCALHOST/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://127.9.8.255/")]
    [InlineData("http://[::1]:80/")]
    public void Loopback_IsTheUsersMachine(string uri) => Assert.True(RedirectAddress.IsLoopback(uri));

    [Theory]
    [InlineData("msal00001111://auth")]
    [InlineData("https://contoso.com/signin-oidc?a=b")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob")]
    public void OtherAddresses_MayBeRegistered(string uri) => Assert.True(RedirectAddress.IsUsable(uri) && !RedirectAddress.IsLoopback(uri));

    [Theory]
    [InlineData("http://localhost:53682/callback", "http://localhost:53682")]
    [InlineData("https://contoso.com/a;script-src%20*", "https://contoso.com")]
    [InlineData("http://[::1]:53682/", "http:")]
    [InlineData("msal00001111://auth", "msal00001111:")]
    public void PolicySource_IsTheOrigin(string uri, string source) => Assert.Equal(source, RedirectAddress.PolicySourceOf(uri));

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://127.0.0.1", true)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://localhost/x", false)]
    [InlineData("https://admin.contoso.com", false)]
    [InlineData("null", false)]
    public void Origin_IsLoopback(string origin, bool isLoopback) => Assert.Equal(isLoopback, Loopback.IsOrigin(origin));
}
