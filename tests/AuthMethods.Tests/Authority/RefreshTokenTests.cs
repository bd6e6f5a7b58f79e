using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Authority;

public sealed class RefreshTokenTests : TenantTests
{
    private Answer _first = null!;

    private string Token => _first.Field("refresh_token");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _first = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refresh_AnswersTheSameAccountAndScopes()
    {
        var again = (await _tenant.TokenAsync(TokenRequests.OfRefresh(Token, ("client_info", "1")))).Is(HttpStatusCode.OK);

        Assert.Equal(_first.Field("client_info"), again.Field("client_info"));
        Assert.Equal(_first.Field("scope"), again.Field("scope"));
        Assert.Equal((string?)_first.Claims("id_token")["oid"], (string?)again.Claims("id_token")["oid"]);
        (await _tenant.WithToken(again.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(again.Field("refresh_token")))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task Refresh_ThroughAnAlias_StaysInTheTenant(string alias) =>
        Assert.Equal(_tenant.Id.ToString(), (string?)(await _tenant.TokenAtAsync(alias, TokenRequests.OfRefresh(Token))).Is(HttpStatusCode.OK).Claims()["tid"]);

    [Fact]
    public async Task Refresh_MayAskForOtherScopes()
    {
        var answer = (await _tenant.TokenAsync(TokenRequests.OfRefresh(Token, ("scope", "User.Read offline_access")))).Is(HttpStatusCode.OK);

        Assert.Equal("User.Read", (string?)answer.Claims()["scp"]);
        Assert.Null(answer.Json["id_token"]);
    }

    [Fact]
    public async Task Refresh_AfterSessionsWereRevoked_IsRefused_AndANewSignInIsNot()
    {
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await _tenant.TokenAsync(TokenRequests.OfRefresh(Token))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50173, "bad_token");
        var again = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        (await _tenant.WithToken(again.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(again.Field("refresh_token")))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refresh_AfterItsTime_IsRefused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync([new("Authority:RefreshTokenLifetime", "1.00:00:00")], clock: clock);
        var tenant = await server.TenantAsync();
        var token = (await tenant.TokenAsync(tenant.OfUser("kim"))).Field("refresh_token");

        clock.Advance(TimeSpan.FromHours(23));
        (await tenant.TokenAsync(TokenRequests.OfRefresh(token))).Is(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromHours(1));
        (await tenant.TokenAsync(TokenRequests.OfRefresh(token))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 700082);
    }

    [Fact]
    public async Task Refresh_OfADisabledUser_IsRefused()
    {
        await ChangeKimAsync(enabled: false);

        (await _tenant.TokenAsync(TokenRequests.OfRefresh(Token))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50057);
    }

    [Fact]
    public async Task Refresh_OfADeletedUser_IsRefused()
    {
        (await (await _tenant.AsAsync("global.admin")).DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}")).Is(HttpStatusCode.NoContent);

        (await _tenant.TokenAsync(TokenRequests.OfRefresh(Token))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50173, "bad_token");
    }

    [Fact]
    public async Task Refresh_ThatNeedsMfa_AsksForInteraction() =>
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(Token, ("claims", """{"access_token":{"amr":{"values":["mfa"]}}}"""))))
            .IsRefused(HttpStatusCode.BadRequest, "interaction_required", 50076, "basic_action");

    [Fact]
    public async Task Refresh_ForAnotherClient_IsRefused() =>
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(Token, ("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e"))))
            .IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70000);

    [Fact]
    public async Task Refresh_InAnotherTenant_IsRefused()
    {
        var other = await SharedServer.TenantAsync();

        (await _tenant.TokenAtAsync(other.Id.ToString(), TokenRequests.OfRefresh(Token))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70000);
        (await _tenant.TokenAtAsync("nobody.example.com", TokenRequests.OfRefresh(Token))).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 90002);
    }

    [Fact]
    public async Task ATamperedToken_IsRefused()
    {
        var parts = Token.Split('.');
        var otherPayload = _first.Field("id_token").Split('.')[1];

        foreach (var tampered in new[]
        {
            $"{parts[0]}.{otherPayload}.{parts[2]}", $"{parts[0]}.{parts[1]}.", "garbage", "a.b.c", $"{parts[0]}.{parts[1]}.{parts[2][..^8]}AAAAAAAA",
        })
        {
            (await _tenant.TokenAsync(TokenRequests.OfRefresh(tampered))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 9002313);
        }
    }

    [Fact]
    public async Task NoTokenServesForAnother()
    {
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(_first.Field("access_token")))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 9002313);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(_first.Field("id_token")))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 9002313);
        (await _tenant.WithToken(Token).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await _tenant.WithToken(_first.Field("id_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task Refresh_WithoutAToken_IsRefused() =>
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(""))).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 900144);

    private Task ChangeKimAsync(bool enabled)
    {
        var name = _tenant.Name("kim");
        return _tenant.Server.ChangeAsync(
            _tenant.Id, db => db.Users.Where(u => u.UserPrincipalName == name).ExecuteUpdateAsync(u => u.SetProperty(x => x.AccountEnabled, enabled)));
    }
}
