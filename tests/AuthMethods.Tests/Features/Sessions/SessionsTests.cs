using System.Net;
using AuthMethods.Tests.Authority;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Features.Sessions;

public sealed class SessionsTests() : AdminTests("global.admin")
{
    [Theory]
    [InlineData("v1.0", "users/00000000-0000-4000-8000-000000000022", "revokeSignInSessions")]
    [InlineData("beta", "users/00000000-0000-4000-8000-000000000022", "revokeSignInSessions")]
    [InlineData("v1.0", "me", "revokeSignInSessions")]
    [InlineData("beta", "me", "invalidateAllRefreshTokens")]
    [InlineData("beta", "users/00000000-0000-4000-8000-000000000022", "invalidateAllRefreshTokens")]
    public async Task Revoke_Answers200WithTrueAndNothingElse(string version, string user, string action)
    {
        var revoked = (await _admin.PostAnswerAsync($"/{version}/{user}/{action}")).Is(HttpStatusCode.OK);

        Assert.Equal($$"""{"@odata.context":"http://localhost/{{version}}/$metadata#Edm.Boolean","value":true}""", revoked.Text);
        Assert.Null(revoked.Headers.Location);
    }

    [Theory]
    [InlineData(null, null, "no body")]
    [InlineData("", "application/json", "an empty body that claims to be JSON")]
    [InlineData("", "application/x-www-form-urlencoded", "an empty body that claims to be a form")]
    [InlineData("", "text/plain", "an empty body that claims to be text")]
    [InlineData("", null, "an empty body of no type")]
    [InlineData("{}", "application/json", "an empty object")]
    [InlineData("{}", "application/json; charset=utf-8", "an empty object, with its encoding")]
    public async Task Revoke_WithAnyFormOfNoParameters_Answers200(string? body, string? contentType, string described)
    {
        var revoked = await _admin.AnswerAsync(HttpMethod.Post, Revoke("kim"), body, contentType);

        Assert.True(revoked.Status == HttpStatusCode.OK, $"{described}: {revoked.Text}");
    }

    [Fact]
    public async Task Revoke_RefusesTheOldTokensWithAChallengeThatNamesTheMoment()
    {
        var before = (await _tenant.SignInAsync("kim")).Is(HttpStatusCode.OK);
        (await _admin.PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);

        var challenged = (await _tenant.ClientOf(before).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");

        const string message =
            "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp";
        var from = ((DateTimeOffset)(await UserAsync("kim", "signInSessionsValidFromDateTime"))["signInSessionsValidFromDateTime"]!).ToUnixTimeSeconds();
        var claims = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($$$$"""{"access_token":{"nbf":{"essential":true, "value":"{{{{from}}}}"}}}"""));
        Assert.Equal(message, challenged.ErrorMessage);
        Assert.Equal(
            "Bearer realm=\"\", authorization_uri=\"http://localhost/common/oauth2/v2.0/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\", "
            + $"error_description=\"{message}\", error=\"insufficient_claims\", claims=\"{claims}\"",
            challenged.Headers.NonValidated["WWW-Authenticate"].ToString());
    }

    [Fact]
    public async Task Revoke_RefusesTheRefreshTokenAndLetsAFreshSignInThroughAtOnce()
    {
        var before = (await _tenant.SignInAsync("kim", scope: ".default offline_access")).Is(HttpStatusCode.OK);

        for (var round = 0; round < 3; round++)
        {
            (await _admin.PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);
            Assert.Equal(SignIns.GrantRevoked, (await _tenant.RefreshAsync(before.RefreshToken())).Is(HttpStatusCode.BadRequest).AadSts());

            var after = (await _tenant.SignInAsync("kim", scope: ".default offline_access")).Is(HttpStatusCode.OK);

            (await _tenant.ClientOf(after).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
            (await _tenant.RefreshAsync(after.RefreshToken())).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Revoke_SeveralTimesWithinASecond_EndsWhatBeganInBetween()
    {
        var clients = new List<HttpClient>();
        for (var round = 0; round < 3; round++)
        {
            clients.Add(await _tenant.AsAsync("kim"));
            (await _admin.PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);

            foreach (var client in clients) (await client.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        }

        (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revoke_AgainAndAgain_MovesTheMomentNoFurtherThanTheNextSecond()
    {
        for (var round = 0; round < 5; round++) (await _admin.PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);

        var latest = _tenant.Server.Clock.GetUtcNow().AddSeconds(1);
        var signedIn = (await _tenant.SignInAsync("kim")).Is(HttpStatusCode.OK);
        var after = _tenant.Server.Clock.GetUtcNow();
        Assert.True((DateTimeOffset)(await UserAsync("kim", "signInSessionsValidFromDateTime"))["signInSessionsValidFromDateTime"]! <= latest);
        Assert.True(DateTimeOffset.FromUnixTimeSeconds((long)signedIn.Claims()["nbf"]!) <= after.AddSeconds(1));
        (await _tenant.ClientOf(signedIn).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revoke_WhileSomebodySignsIn_EndsThatSessionToo()
    {
        await using var scope = _tenant.Server.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(_tenant.Id);
        var (application, kim) = ((await store.FindClientAsync(SampleTenant.AdminTools))!.Principal, (await store.FindUserAsync(_tenant.Name("kim")))!);

        (await _admin.PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);
        var issuer = scope.ServiceProvider.GetRequiredService<TokenIssuer>();
        var token = issuer.ForUser("http://localhost", application, kim, ["User.Read"], issuer.PasswordNow(kim));

        (await _tenant.WithToken(token).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task Revoke_LeavesOtherUsersAlone()
    {
        var megan = await _tenant.AsAsync("megan");

        (await _admin.PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);

        (await megan.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Disabling_EndsTheSessionsForGood()
    {
        var before = (await _tenant.SignInAsync("balas", scope: ".default offline_access")).Is(HttpStatusCode.OK);
        var admin = await _tenant.AsAsync("global.admin");

        (await admin.PatchAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}", """{"accountEnabled":false}""")).Is(HttpStatusCode.NoContent);
        (await admin.PatchAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}", """{"accountEnabled":true}""")).Is(HttpStatusCode.NoContent);

        (await _tenant.ClientOf(before).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(SignIns.GrantRevoked, (await _tenant.RefreshAsync(before.RefreshToken())).AadSts());
        (await _tenant.ClientOf((await _tenant.SignInAsync("balas")).Is(HttpStatusCode.OK)).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revoke_OfAGuest_Answers200AndLeavesTheSessionsToTheirHome()
    {
        const string alias = "guest_fabrikam.com#EXT#";
        var guest = await _tenant.AsAsync(alias);

        var revoked = (await _admin.PostAnswerAsync(Revoke(Uri.EscapeDataString(alias)))).Is(HttpStatusCode.OK);

        Assert.True((bool)revoked.Json["value"]!);
        (await guest.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revoke_SetsBothNamesOfTheMomentInWholeSeconds()
    {
        (await _admin.PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);

        var user = await UserAsync("kim", "signInSessionsValidFromDateTime,refreshTokensValidFromDateTime", "beta");

        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", (string?)user["signInSessionsValidFromDateTime"]);
        Assert.Equal((string?)user["signInSessionsValidFromDateTime"], (string?)user["refreshTokensValidFromDateTime"]);
    }

    [Theory]
    [InlineData("revokeSignInSessions", "User.RevokeSessions.All", HttpStatusCode.OK)]
    [InlineData("revokeSignInSessions", "User.ReadWrite.All", HttpStatusCode.OK)]
    [InlineData("revokeSignInSessions", "Directory.ReadWrite.All", HttpStatusCode.OK)]
    [InlineData("revokeSignInSessions", "User.ReadWrite", HttpStatusCode.Forbidden)]
    [InlineData("invalidateAllRefreshTokens", "User.ReadWrite", HttpStatusCode.OK)]
    [InlineData("invalidateAllRefreshTokens", "User.RevokeSessions.All", HttpStatusCode.OK)]
    [InlineData("invalidateAllRefreshTokens", "User.Read", HttpStatusCode.Forbidden)]
    public async Task Revoke_OfOnesOwnSessions_AsksForThePermissionAlone(string action, string permission, HttpStatusCode expected)
    {
        var kim = await _tenant.AsAsync("kim", permission);

        (await kim.PostAnswerAsync($"/beta/me/{action}")).Is(expected, expected == HttpStatusCode.Forbidden ? "Authorization_RequestDenied" : null);
    }

    [Theory]
    [InlineData("helpdesk.admin", "kim", HttpStatusCode.OK, "within reach of the role")]
    [InlineData("helpdesk.admin", "auth.admin", HttpStatusCode.Forbidden, "out of reach of the role")]
    [InlineData("megan", "kim", HttpStatusCode.Forbidden, "no role")]
    [InlineData("global.reader", "kim", HttpStatusCode.Forbidden, "a role that only reads")]
    public async Task Revoke_OfAnothersSessions_FollowsTheMatrixOfPasswordResets(string caller, string target, HttpStatusCode expected, string described)
    {
        var answer = await (await _tenant.AsAsync(caller)).PostAnswerAsync(Revoke(target));

        Assert.True(expected == answer.Status, described);
        if (expected == HttpStatusCode.Forbidden) Assert.Equal("Insufficient privileges to complete the operation.", answer.ErrorMessage);
    }

    [Fact]
    public async Task Revoke_ByAnApplication_Answers200()
    {
        (await (await _tenant.AsAppAsync("User.RevokeSessions.All")).PostAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Revoke_OfAUserWhoIsNotThere_Answers404()
    {
        var missing = (await _admin.PostAnswerAsync(Revoke("nobody"))).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");

        Assert.Equal(
            $"Resource '{_tenant.Name("nobody")}' does not exist or one of its queried reference-property objects are not present.", missing.ErrorMessage);
    }

    [Fact]
    public async Task Invalidate_OnV1_IsAnUnknownSegment()
    {
        var unknown = (await _admin.PostAnswerAsync($"/v1.0/users/{SampleTenant.UserId(22)}/invalidateAllRefreshTokens"))
            .Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal("Resource not found for the segment 'invalidateAllRefreshTokens'.", unknown.ErrorMessage);
    }

    [Fact]
    public async Task Revoke_WithAnotherVerb_Answers405()
    {
        (await _admin.GetAnswerAsync(Revoke("kim"))).Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");
    }

    private string Revoke(string alias) => $"/v1.0/users/{_tenant.Name(alias)}/revokeSignInSessions";

    private async Task<System.Text.Json.Nodes.JsonNode> UserAsync(string alias, string select, string version = "v1.0") =>
        (await _admin.GetAnswerAsync($"/{version}/users/{_tenant.Name(alias)}?$select={select}")).Is(HttpStatusCode.OK).Json;
}
