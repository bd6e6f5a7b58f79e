using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

public sealed class UserInfoTests : TenantTests
{
    private const string Path = "/oidc/userinfo";

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task UserInfo_NamesTheUserOfTheToken(string verb)
    {
        var tokens = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);

        var info = (await _tenant.WithToken(tokens.Field("access_token")).AnswerAsync(new(verb), Path)).Is(HttpStatusCode.OK);

        Assert.Equal((string?)tokens.Claims("id_token")["sub"], info.Field("sub"));
        Assert.Equal(("Kim Akers", SampleTenant.UserId(22).ToString()), (info.Field("name"), info.Field("sub")));
        Assert.True(info.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task UserInfo_WithoutATokenOfAUser_IsRefused()
    {
        var application = (await _tenant.TokenAsync(TokenRequests.OfApplication())).Field("access_token");

        foreach (var client in new[] { _tenant.Server.Client(), _tenant.WithToken("nonsense"), _tenant.WithToken(application) })
        {
            (await client.GetAnswerAsync(Path)).Is(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task UserInfo_AfterTheSessionsWereRevoked_IsRefused()
    {
        var client = _tenant.WithToken((await _tenant.TokenAsync(_tenant.OfUser("kim"))).Field("access_token"));
        (await client.GetAnswerAsync(Path)).Is(HttpStatusCode.OK);

        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await client.GetAnswerAsync(Path)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Metadata_NamesIt() =>
        Assert.Equal(
            $"http://localhost{Path}",
            (await _tenant.Server.Client().GetAnswerAsync($"/{_tenant.Id}/v2.0/.well-known/openid-configuration")).Is(HttpStatusCode.OK).Field("userinfo_endpoint"));
}
