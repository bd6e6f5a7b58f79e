using System.Net;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Access.Tokens;

/// <summary>A token whose validation is cached is refused as soon as it ends.</summary>
public sealed class EndedTokenTests : TenantTests
{
    private HttpClient _kim = null!;

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _kim = await _tenant.AsAsync("kim");
        (await _kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AfterItsTime_ItIsRefused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync([new("Authority:AccessTokenLifetime", "01:00:00")], clock: clock);
        var kim = await (await server.TenantAsync()).AsAsync("kim");
        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromMinutes(59));
        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            "Access token has expired or is not yet valid.",
            (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken").ErrorMessage);
    }

    [Fact]
    public async Task AfterRevocation_ItIsChallengedForANewerOne()
    {
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"{Kim}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        var refused = (await _kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");

        const string message =
            "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp";
        Assert.Equal(message, refused.ErrorMessage);
        var validFrom = await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.Users.Where(u => u.Id == SampleTenant.UserId(22)).Select(u => u.SignInSessionsValidFromDateTime).SingleAsync());
        var claims = Convert.ToBase64String(
            Encoding.UTF8.GetBytes("{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\"" + validFrom.ToUnixTimeSeconds() + "\"}}}"));
        Assert.Equal(
            "Bearer realm=\"\", authorization_uri=\"http://localhost/common/oauth2/v2.0/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\""
            + $", error_description=\"{message}\", error=\"insufficient_claims\", claims=\"{claims}\"",
            refused.Headers.GetValues("WWW-Authenticate").Single());
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AfterTheAccountWasDisabled_ItIsRefusedForGood()
    {
        (await (await _tenant.AsAsync("global.admin")).PatchAnswerAsync(Kim, """{"accountEnabled":false}""")).Is(HttpStatusCode.NoContent);

        (await _kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await (await _tenant.AsAsync("global.admin")).PatchAnswerAsync(Kim, """{"accountEnabled":true}""")).Is(HttpStatusCode.NoContent);
        (await _kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AfterTheAccountWasDeleted_ItIsRefused()
    {
        (await (await _tenant.AsAsync("global.admin")).DeleteAnswerAsync(Kim)).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            "Access token validation failure.",
            (await _kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken").ErrorMessage);
    }

    [Fact]
    public async Task AfterAPasswordReset_ItIsChallenged()
    {
        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"{Kim}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword"))
            .Is(HttpStatusCode.Accepted);

        (await _kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task OtherUsersTokens_GoOn()
    {
        var adele = await _tenant.AsAsync("adele");
        (await adele.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"{Kim}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await adele.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }
}
