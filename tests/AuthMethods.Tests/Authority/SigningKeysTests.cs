using System.Net;
using AuthMethods.Authority;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AuthMethods.Tests.Authority;

/// <summary>Keys that rotate, on two servers over one database.</summary>
public sealed class SigningKeysTests : ServerTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599 + 1200);

    private TestServer _second = null!;

    private TestTenant Replica => new(_second, _tenant.Id, _tenant.Domain);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _second = await TestServer.StartAsync(
            [new("Storage:ConnectionString", $"Data Source={Path.Combine(_server.Directory, "test.db")}")], clock: _clock);
    }

    public override async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Rotation_FailsNoRequestOnAnyServer()
    {
        var before = await TokenAsync(_tenant);
        Assert.Equal(Kid(before), Assert.Single(await KidsAsync(Replica)));

        var added = (await _server.Services.GetRequiredService<SigningKeys>().RotateAsync()).Id;

        for (var elapsed = TimeSpan.Zero; elapsed < TimeSpan.FromMinutes(4); elapsed += TimeSpan.FromSeconds(20))
        {
            foreach (var (issuing, checking) in new[] { (_tenant, Replica), (Replica, _tenant) })
            {
                var token = await TokenAsync(issuing);
                Assert.Contains(Kid(token), await KidsAsync(checking));
                (await checking.WithToken(token).GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.OK);
                (await checking.WithToken(before).GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.OK);
            }

            _clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal((added, added), (Kid(await TokenAsync(_tenant)), Kid(await TokenAsync(Replica))));
        Assert.NotEqual(added, Kid(before));
    }

    [Fact]
    public async Task OldKey_IsPublishedUntilItsTokensHaveExpired()
    {
        var old = Kid(await TokenAsync(_tenant));
        await _server.Services.GetRequiredService<SigningKeys>().RotateAsync();
        Assert.Equal(2, (await KidsAsync(_tenant)).Length);

        _clock.Advance(SigningKeys.Lead + Lifetime);
        Assert.Contains(old, await KidsAsync(Replica));
        _clock.Advance(TimeSpan.FromMinutes(6));

        Assert.DoesNotContain(old, await KidsAsync(Replica));
        Assert.Single(await KidsAsync(_tenant));
    }

    [Fact]
    public async Task Withdrawal_RefusesTheTokensOfEarlierKeys_OnEveryServer()
    {
        var before = await TokenAsync(_tenant);
        foreach (var tenant in new[] { _tenant, Replica }) (await UseAsync(tenant, before)).Is(HttpStatusCode.OK);

        var added = await _server.Services.GetRequiredService<SigningKeys>().WithdrawAsync();

        (await UseAsync(_tenant, before)).Is(HttpStatusCode.Unauthorized);
        _clock.Advance(TimeSpan.FromSeconds(31));
        // The other server asks the database for its keys while it answers.
        for (var left = 100; left > 0 && (await UseAsync(Replica, before)).Status == HttpStatusCode.OK; left--) await Task.Delay(50);
        (await UseAsync(Replica, before)).Is(HttpStatusCode.Unauthorized);
        Assert.Equal([added.Id], await KidsAsync(Replica));
        foreach (var tenant in new[] { _tenant, Replica }) (await UseAsync(Replica, await TokenAsync(tenant))).Is(HttpStatusCode.OK);
        Assert.Equal(added.Id, new SigningKey(1, SigningKeys.FirstKey(_server.Directory), _clock.GetUtcNow()).Id);
    }

    [Fact]
    public async Task TwoRotationsAtOnce_AddTwoKeys()
    {
        var servers = new[] { _server, _second };

        var added = await Task.WhenAll(servers.Select(s => Task.Run(() => s.Services.GetRequiredService<SigningKeys>().RotateAsync())));

        Assert.Equal(3, (await KidsAsync(_tenant)).Union(added.Select(k => k.Id)).Count());
    }

    private static async Task<string> TokenAsync(TestTenant tenant) =>
        (await tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK).Field("access_token");

    private static Task<Answer> UseAsync(TestTenant tenant, string token) => tenant.WithToken(token).GetAnswerAsync("/v1.0/users?$top=1");

    private static async Task<string[]> KidsAsync(TestTenant tenant) =>
        [.. (await tenant.Server.Client().GetAnswerAsync($"/{tenant.Id}/discovery/v2.0/keys")).Is(HttpStatusCode.OK).Json["keys"]!.AsArray().Select(k => (string)k!["kid"]!)];

    private static string Kid(string token) => new JsonWebToken(token).Kid;
}
