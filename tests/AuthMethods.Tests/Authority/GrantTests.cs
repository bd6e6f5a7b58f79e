using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Authority;
using AuthMethods.Features;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuthMethods.Tests.Authority;

/// <summary>Codes and refresh tokens in the database: shared by replicas, used as often as they may be, and removed.</summary>
public sealed class GrantTests : ServerTests
{
    [Fact]
    public async Task ACode_ThatOneServerIssued_IsRedeemedOnAnother()
    {
        await using var second = await ReplicaAsync();

        var tokens = (await Of(second).RedeemAsync(await _tenant.CodeAsync("kim"))).Is(HttpStatusCode.OK);

        (await _tenant.TokenAsync(TokenRequests.OfRefresh(tokens.Field("refresh_token")))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ADevice_MayPollAnotherServerThanTheOneItsUserSignsInTo()
    {
        await using var second = await ReplicaAsync();
        var codes = await DeviceAsync(_tenant);
        (await PollAsync(Of(second), codes)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
        (await PollAsync(_tenant, codes)).IsRefused(HttpStatusCode.BadRequest, "slow_down", 70016);

        (await SignInAsync(Of(second), codes)).Is(HttpStatusCode.OK);

        (await PollAsync(_tenant, codes)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ACode_ThatManyRedeemAtOnce_GivesTokensOnce()
    {
        await using var second = await ReplicaAsync();
        var code = await _tenant.CodeAsync("kim");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? _tenant : Of(second)).RedeemAsync(code)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => a.IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70008));
    }

    [Fact]
    public async Task ACode_ThatTheDatabaseCannotRedeem_StaysValid()
    {
        await using var server = await TestServer.StartAsync(services: InterruptedWriter.AddTo);
        var tenant = await server.TenantAsync();
        var code = await tenant.CodeAsync("kim");
        server.Services.GetRequiredService<InterruptedWriter>().BeforeTheNextChange(() => throw new SqliteException("disk I/O error", 10));

        (await tenant.RedeemAsync(code)).IsRefused(HttpStatusCode.ServiceUnavailable, "temporarily_unavailable", 90033);

        (await tenant.RedeemAsync(code)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ADeviceCode_ThatManyPollAtOnce_GivesTokensOnce()
    {
        var codes = await DeviceAsync(_tenant);
        (await SignInAsync(_tenant, codes)).Is(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PollAsync(_tenant, codes)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => a.IsRefused(HttpStatusCode.BadRequest, "bad_verification_code", 70019));
    }

    [Fact]
    public async Task ACode_ThatIsRedeemedAgain_EndsTheRefreshTokensThatItLedTo()
    {
        var code = await _tenant.CodeAsync("kim");
        var first = (await _tenant.RedeemAsync(code)).Is(HttpStatusCode.OK).Field("refresh_token");
        var second = (await _tenant.TokenAsync(TokenRequests.OfRefresh(first))).Is(HttpStatusCode.OK).Field("refresh_token");
        var other = (await _tenant.RedeemAsync(await _tenant.CodeAsync("kim"))).Is(HttpStatusCode.OK).Field("refresh_token");

        (await _tenant.RedeemAsync(code)).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70008);

        foreach (var ended in new[] { first, second })
        {
            (await _tenant.TokenAsync(TokenRequests.OfRefresh(ended))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50173, "bad_token");
        }

        (await _tenant.TokenAsync(TokenRequests.OfRefresh(other))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ACode_AfterTenMinutes_IsRefused()
    {
        var (early, late) = (await _tenant.CodeAsync("kim"), await _tenant.CodeAsync("kim"));

        _clock.Advance(TimeSpan.FromMinutes(9));
        (await _tenant.RedeemAsync(early)).Is(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromMinutes(1));

        (await _tenant.RedeemAsync(late)).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70008);
    }

    [Fact]
    public async Task ARefreshToken_StaysValidWhenItIsUsed()
    {
        var token = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Field("refresh_token");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _tenant.TokenAsync(TokenRequests.OfRefresh(token))));

        Assert.Equal(5, answers.Select(a => a.Is(HttpStatusCode.OK).Field("refresh_token")).Append(token).Distinct().Count() - 1);
    }

    [Fact]
    public async Task TheDatabase_HoldsNoCodeAndNoRefreshTokenInClear()
    {
        var code = await _tenant.CodeAsync("kim");
        var token = (await _tenant.RedeemAsync(code)).Field("refresh_token");
        var codes = await DeviceAsync(_tenant);

        var rows = await RowsAsync();

        var stored = string.Join(' ', rows.Select(r => $"{r.Reference} {r.Payload}"));
        foreach (var secret in new[] { code, token, codes.Field("device_code"), codes.Field("user_code") })
        {
            Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
            Assert.DoesNotContain(secret.Split('.')[^1], stored, StringComparison.Ordinal);
        }

        Assert.All(rows, r => Assert.InRange(r.Payload.Length, 1, 1024));
    }

    [Fact]
    public async Task ExpiredOnes_AreRemovedADayLater()
    {
        await _tenant.CodeAsync("kim");
        await DeviceAsync(_tenant);
        var token = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Field("refresh_token");
        var sweeper = _server.Services.GetServices<IHostedService>().OfType<ExpiredRows>().Single();

        _clock.Advance(TimeSpan.FromHours(23));
        await sweeper.SweepAsync();
        Assert.Equal(4, (await RowsAsync()).Count);
        _clock.Advance(TimeSpan.FromHours(2));
        await sweeper.SweepAsync();

        Assert.Single(await RowsAsync());
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(token))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ARefreshToken_IsNoCodeAndACodeIsNoRefreshToken()
    {
        var code = await _tenant.CodeAsync("kim");
        var token = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Field("refresh_token");

        (await _tenant.RedeemAsync(token)).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70008);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(code))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 9002313);
        (await PollAsync(_tenant, code)).IsRefused(HttpStatusCode.BadRequest, "bad_verification_code", 70019);
    }

    private Task<TestServer> ReplicaAsync() => TestServer.StartAsync(
        [new("Storage:ConnectionString", $"Data Source={Path.Combine(_server.Directory, "test.db")}")], clock: _clock);

    private TestTenant Of(TestServer server) => new(server, _tenant.Id, _tenant.Domain);

    private Task<List<GrantRow>> RowsAsync()
    {
        var tenant = _tenant.Id;
        return _server.QueryAsync(tenant, db => db.Set<GrantRow>().IgnoreQueryFilters().ToListAsync());
    }

    private static async Task<Answer> DeviceAsync(TestTenant tenant) => (await tenant.Server.Client().AnswerAsync(
        HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/devicecode",
        TokenRequests.Encoded([("client_id", SampleTenant.AdminTools.ToString()), ("scope", $"{TokenRequests.Default} offline_access")]),
        "application/x-www-form-urlencoded")).Is(HttpStatusCode.OK);

    private static Task<Answer> SignInAsync(TestTenant tenant, Answer codes) => tenant.Server.Client().AnswerAsync(
        HttpMethod.Post, "/common/oauth2/deviceauth",
        TokenRequests.Encoded([("user_code", codes.Field("user_code")), ("username", tenant.Name("kim")), ("password", SampleTenant.Password)]),
        "application/x-www-form-urlencoded");

    private static Task<Answer> PollAsync(TestTenant tenant, Answer codes) => PollAsync(tenant, codes.Field("device_code"));

    private static Task<Answer> PollAsync(TestTenant tenant, string code) => tenant.TokenAsync(
        ("grant_type", "device_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("device_code", code));
}
