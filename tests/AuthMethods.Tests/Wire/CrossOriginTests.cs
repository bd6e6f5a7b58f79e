using System.Net;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class CrossOriginTests
{
    private const string Page = "https://admin.contoso.com";

    [Fact]
    public async Task Call_FromAnyOrigin_IsAllowedInDevelopment()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");

        var found = (await admin.AnswerAsync(HttpMethod.Get, "/v1.0/me", headers: ("Origin", Page))).Is(HttpStatusCode.OK);
        var refused = (await admin.AnswerAsync(HttpMethod.Get, "/v1.0/nothing", headers: ("Origin", Page))).Is(HttpStatusCode.BadRequest);
        var anonymous = (await tenant.Server.Client().AnswerAsync(HttpMethod.Get, "/v1.0/me", headers: ("Origin", Page))).Is(HttpStatusCode.Unauthorized);

        foreach (var answer in new[] { found, refused, anonymous })
        {
            Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
            Assert.Equal(
                [
                    "ETag", "Location", "Preference-Applied", "Content-Range", "request-id", "client-request-id", "ReadWriteConsistencyToken",
                    "SdkVersion", "WWW-Authenticate", "x-ms-client-gcc-tenant", "Retry-After", "x-authmethods-reason",
                ],
                Header(answer, "Access-Control-Expose-Headers").Split(',', StringSplitOptions.TrimEntries));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task Preflight_IsAnsweredWithoutAToken()
    {
        var tenant = await SharedServer.TenantAsync();

        var answer = (await PreflightAsync(tenant.Server.Client(), Page)).Is(HttpStatusCode.NoContent);

        Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("PATCH", Header(answer, "Access-Control-Allow-Methods"));
        Assert.Equal("authorization,consistencylevel", Header(answer, "Access-Control-Allow-Headers"));
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://127.0.0.1", true)]
    [InlineData("https://[::1]:5173", true)]
    [InlineData("https://admin.contoso.com", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("null", false)]
    public async Task Tokens_InDevelopment_AreForPagesOfTheUsersMachine(string origin, bool isAllowed)
    {
        var client = (await SharedServer.TenantAsync()).Server.Client();

        foreach (var path in new[] { "/common/oauth2/v2.0/token", "/common/oauth2/token", "/common/oauth2/v2.0/devicecode" })
        {
            var posted = await client.AnswerAsync(HttpMethod.Post, path, "", "application/x-www-form-urlencoded", ("Origin", origin));
            Assert.Equal(isAllowed ? origin : "", Header(posted, "Access-Control-Allow-Origin"));
            var preflight = await client.AnswerAsync(HttpMethod.Options, path, headers: [("Origin", origin), ("Access-Control-Request-Method", "POST")]);
            Assert.Equal(isAllowed ? origin : "", Header(preflight, "Access-Control-Allow-Origin"));
        }

        var keys = await client.AnswerAsync(HttpMethod.Get, "/common/discovery/v2.0/keys", headers: ("Origin", origin));
        Assert.Equal("*", Header(keys, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Call_InProduction_IsAllowedFromTheConfiguredOriginsAlone()
    {
        await using var closed = await TestServer.StartAsync([new("AzureAd:TenantId", "organizations")], environment: "Production");
        await using var open = await TestServer.StartAsync(
            [new("AzureAd:TenantId", "organizations"), new("CrossOrigin:Origins:0", Page)], environment: "Production");

        (await PreflightAsync(closed.Client(), Page)).Is(HttpStatusCode.Unauthorized);
        Assert.Equal("", Header(await closed.Client().AnswerAsync(HttpMethod.Get, "/v1.0/me", headers: ("Origin", Page)), "Access-Control-Allow-Origin"));
        Assert.Equal(Page, Header((await PreflightAsync(open.Client(), Page)).Is(HttpStatusCode.NoContent), "Access-Control-Allow-Origin"));
        Assert.Equal("", Header(await PreflightAsync(open.Client(), "https://elsewhere.example"), "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://another.example")]
    public async Task Tokens_InProduction_AreForPagesOfRegisteredSinglePageApplications(string? configured)
    {
        await using var server = await TestServer.StartAsync(
            [
                new("Authority:Enabled", "true"), new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"),
                .. configured is null ? [] : new KeyValuePair<string, string?>[] { new("CrossOrigin:Origins:0", configured) },
            ],
            environment: "Production");
        var (tenant, other) = (await server.TenantAsync(), await server.TenantAsync());
        await (await tenant.WithMfaAsync("global.admin")).RegisterAsync(
            more: ""","spa":{"redirectUris":["https://app.example/auth","http://localhost:3000/"]},"web":{"redirectUris":["https://web.example/auth"]}""");

        foreach (var (segment, origin, isAllowed) in new[]
        {
            (tenant.Domain, "https://app.example", true), ("common", "https://app.example", true), ($"{tenant.Id}", "http://localhost:5173", true),
            ($"{tenant.Id}", "https://web.example", false), ($"{tenant.Id}", "https://app.example.evil.example", false), ($"{tenant.Id}", "null", false),
            ($"{tenant.Id}", "https://app.example/auth", false), ($"{other.Id}", "https://app.example", false), ("nobody.example", "https://app.example", false),
        })
        {
            foreach (var path in new[] { $"/{segment}/oauth2/v2.0/token", $"/{segment}/oauth2/token" })
            {
                var answer = await server.Client().AnswerAsync(
                    HttpMethod.Options, path,
                    headers: [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "client-request-id")]);
                Assert.Equal((isAllowed ? origin : "", isAllowed ? "client-request-id" : ""),
                    (Header(answer, "Access-Control-Allow-Origin"), Header(answer, "Access-Control-Allow-Headers")));
            }
        }
    }

    private static Task<Answer> PreflightAsync(HttpClient client, string origin) => client.AnswerAsync(
        HttpMethod.Options,
        "/v1.0/users/kim",
        headers: [("Origin", origin), ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,consistencylevel")]);

    private static string Header(Answer answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
