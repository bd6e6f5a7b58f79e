using System.Net;
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

    private static Task<Answer> PreflightAsync(HttpClient client, string origin) => client.AnswerAsync(
        HttpMethod.Options,
        "/v1.0/users/kim",
        headers: [("Origin", origin), ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,consistencylevel")]);

    private static string Header(Answer answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
