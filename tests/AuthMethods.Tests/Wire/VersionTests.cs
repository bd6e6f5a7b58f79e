using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire;

public sealed class VersionTests() : AdminTests("global.admin")
{
    [Theory]
    [InlineData("/v1.0/users")]
    [InlineData("/beta/users")]
    [InlineData("/V1.0/Users")]
    [InlineData("/BETA/USERS/")]
    public async Task Get_OfEitherVersionInAnyCase_Answers200(string path) => (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("/v2.0/users", "v2.0")]
    [InlineData("/v1.0x/users", "v1.0x")]
    [InlineData("/v1/me", "v1")]
    [InlineData("/users", "users")]
    [InlineData("/me/authentication/methods", "me")]
    [InlineData("/robots.txt", "robots.txt")]
    public async Task Get_OfAnotherVersion_Answers400AndNamesIt(string path, string version)
    {
        foreach (var client in new[] { _admin, _tenant.Server.Client() })
        {
            var refused = (await client.GetAnswerAsync(path)).Is(HttpStatusCode.BadRequest, "BadRequest");

            Assert.Equal($"Invalid version: {version}", refused.ErrorMessage);
            Assert.Equal(refused.Headers.GetValues("request-id").Single(), (string?)refused.Json["error"]!["innerError"]!["request-id"]);
        }
    }

    [Fact]
    public async Task Browser_ElsewhereThanOnAPage_GetsAPage()
    {
        var page = (await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Get, "/nothing", headers: ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))).Is(HttpStatusCode.NotFound);

        Assert.Equal("text/html", page.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("<h1>There is no such page</h1>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfAnotherVersion_Answers400WithoutLookingAtTheBody() =>
        (await _admin.PostAnswerAsync("/v9/users", "{")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task Get_OfWhatIsNotGraphs_IsLeftAlone()
    {
        var anybody = _tenant.Server.Client();

        var live = (await anybody.GetAnswerAsync("/health/live")).Is(HttpStatusCode.OK);
        var keys = (await anybody.GetAnswerAsync($"/{_tenant.Id}/discovery/v2.0/keys")).Is(HttpStatusCode.OK);
        var unknownTenant = (await anybody.GetAnswerAsync("/nowhere.example/v2.0/.well-known/openid-configuration")).Is(HttpStatusCode.BadRequest);

        Assert.False(live.Headers.Contains("x-ms-ags-diagnostic"));
        Assert.False(keys.Headers.Contains("x-ms-ags-diagnostic"));
        Assert.Equal(90002, (int)unknownTenant.Json["error_codes"]![0]!);
    }
}
