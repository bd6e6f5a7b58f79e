using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Features;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tenants;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Tenants;

/// <summary>A tenant's clock: everything of that tenant that asks for the time asks it, and nothing of another one's.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private Hosted _tenant = null!;
    private Hosted _other = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var server = (await SharedServer.TenantAsync()).Server;
        (_tenant, _other, _client) = (await Hosted.CreateAsync(server), await Hosted.CreateAsync(server), server.Client());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Clock_ThatWasNeverMoved_IsTheServers()
    {
        var clock = (await _client.GetAnswerAsync($"{_tenant.Path}/clock")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(["now", "frozen", "rate"], clock.AsObject().Select(p => p.Key));
        AssertNear(DateTimeOffset.UtcNow, clock["now"]!);
        Assert.Equal((false, 1.0), ((bool)clock["frozen"]!, (double)clock["rate"]!));
    }

    [Fact]
    public async Task Advance_ExpiresTheTokensOfTheTenantOnly()
    {
        var (mine, theirs) = (await _tenant.ClientAsync(), await _other.ClientAsync());
        (await mine.GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.OK);

        var moved = await SetAsync("""{"advanceSeconds":10000}""");

        AssertNear(DateTimeOffset.UtcNow.AddSeconds(10_000), moved["now"]!);
        (await mine.GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        (await theirs.GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.OK);
        AssertNear(DateTimeOffset.UtcNow, (await _client.GetAnswerAsync($"{_other.Path}/clock")).Json["now"]!);
        (await (await _tenant.ClientAsync()).GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.OK);
        (await (await _tenant.Tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Now_InThePast_IssuesTokensThatAreValidThen()
    {
        await SetAsync("""{"now":"2020-02-29T12:00:00Z","frozen":true}""");

        var (status, json) = await _tenant.TokenAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken((string)json["access_token"]!);
        Assert.Equal(new DateTime(2020, 2, 29, 12, 0, 0, DateTimeKind.Utc), token.IssuedAt);
        var client = await _tenant.ClientAsync();
        var user = await NewUser.CreateAsync(client, _tenant.Tenant, "robin");
        var shown = (await client.GetAnswerAsync($"/v1.0/users/{user}?$select=createdDateTime")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("2020-02-29T12:00:00Z", (string?)shown["createdDateTime"]);
        var record = (await client.GetAnswerAsync("/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Add user'")).Is(HttpStatusCode.OK).Value;
        Assert.StartsWith("2020-02-29T12:00:00", (string?)Assert.Single(record)!["activityDateTime"], StringComparison.Ordinal);
        Assert.Null(await NewUser.SignInAsync(_tenant.Tenant, _tenant.Tenant.Name("robin"), NewUser.Password));
    }

    [Fact]
    public async Task Pass_OfAMovedClock_EndsByThatClock()
    {
        var client = await _tenant.ClientAsync();
        var passes = $"/v1.0/users/{SampleTenant.UserId(21)}/authentication/temporaryAccessPassMethods";
        var pass = (string)(await client.PostAnswerAsync(passes, """{"lifetimeInMinutes":60,"isUsableOnce":false}""")).Is(HttpStatusCode.Created).Json["id"]!;
        Assert.True((bool)(await client.GetAnswerAsync($"{passes}/{pass}")).Is(HttpStatusCode.OK).Json["isUsable"]!);

        await SetAsync("""{"advanceSeconds":3660}""");

        var later = await _tenant.ClientAsync();
        Assert.False((bool)(await later.GetAnswerAsync($"{passes}/{pass}")).Is(HttpStatusCode.OK).Json["isUsable"]!);
    }

    [Fact]
    public async Task Lockout_EndsByTheTenantsClock()
    {
        foreach (var attempt in Enumerable.Range(0, 10)) await SignInAsync(_tenant, $"wrong {attempt}");
        Assert.Equal(50053, await SignInAsync(_tenant, SampleTenant.Password));

        await SetAsync("""{"advanceSeconds":120}""");

        Assert.Null(await SignInAsync(_tenant, SampleTenant.Password));
    }

    [Fact]
    public async Task Sweep_RemovesByEachTenantsClock()
    {
        var user = SampleTenant.UserId(22);
        foreach (var tenant in new[] { _tenant, _other })
        {
            (await (await tenant.ClientAsync()).DeleteAnswerAsync($"/v1.0/users/{user}")).Is(HttpStatusCode.NoContent);
        }

        await SetAsync($$"""{"advanceSeconds":{{31 * 24 * 3600}}}""");
        await _tenant.Server.Services.GetRequiredService<ExpiredRows>().SweepAsync();

        Assert.Equal((false, true), (await HasAsync(_tenant), await HasAsync(_other)));

        Task<bool> HasAsync(Hosted tenant) => tenant.Server.QueryAsync(
            tenant.Id, db => db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).AnyAsync(u => u.Id == user));
    }

    [Fact]
    public async Task Frozen_StandsStill_AndRate_RunsFaster()
    {
        var frozen = await SetAsync("""{"frozen":true}""");
        Assert.Equal((string?)frozen["now"], (string?)(await _client.GetAnswerAsync($"{_tenant.Path}/clock")).Json["now"]);
        Assert.Equal((string?)frozen["now"], (string?)(await SetAsync("""{"frozen":true}"""))["now"]);

        var running = await SetAsync("""{"frozen":false,"rate":86400}""");
        await Task.Delay(20);

        var later = (await _client.GetAnswerAsync($"{_tenant.Path}/clock")).Json;
        Assert.True(Instant(later["now"]!) - Instant(running["now"]!) > TimeSpan.FromMinutes(20), later.ToJsonString());
        Assert.Equal(86_400, (double)later["rate"]!);
    }

    [Fact]
    public async Task Clock_IsPartOfSnapshots_AndEndsWithAReset()
    {
        await SetAsync("""{"now":"2020-02-29T12:00:00Z","frozen":true}""");
        var snapshot = await _tenant.SnapshotAsync();
        await SetAsync("""{"now":"2030-01-01T00:00:00Z"}""");

        await _tenant.RestoreAsync(snapshot);
        Assert.Equal("2020-02-29T12:00:00Z", (string?)(await _client.GetAnswerAsync($"{_tenant.Path}/clock")).Json["now"]);
        var copy = await Hosted.CreateAsync(_tenant.Server, $$"""{"from":"{{snapshot}}"}""");
        Assert.Equal("2020-02-29T12:00:00Z", (string?)(await _client.GetAnswerAsync($"{copy.Path}/clock")).Json["now"]);

        (await _client.PostAnswerAsync($"{_tenant.Path}/reset")).Is(HttpStatusCode.NoContent);
        AssertNear(DateTimeOffset.UtcNow, (await _client.GetAnswerAsync($"{_tenant.Path}/clock")).Json["now"]!);
        (await _client.DeleteAnswerAsync($"{copy.Path}/clock")).Is(HttpStatusCode.NoContent);
        AssertNear(DateTimeOffset.UtcNow, (await _client.GetAnswerAsync($"{copy.Path}/clock")).Json["now"]!);
    }

    [Fact]
    public async Task Clock_ThatAnotherServerSet_CountsOnceItIsRead()
    {
        var client = await _tenant.ClientAsync();
        await _tenant.Server.ChangeAsync(_tenant.Id, db =>
        {
            var now = DateTimeOffset.UtcNow;
            db.Add(new TenantClockRow { TenantId = _tenant.Id, SetDateTime = now, Now = now.AddDays(1) });
            return Task.FromResult(true);
        });

        await _tenant.Server.Services.GetRequiredService<StoredClocks>().RefreshAllAsync(CancellationToken.None);

        (await client.GetAnswerAsync("/v1.0/users?$top=1")).Is(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("", "BadRequest")]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"now":"soon"}""", "BadRequest")]
    [InlineData("""{"now":"1999-12-31T00:00:00Z"}""", "badRequest")]
    [InlineData("""{"now":"9999-12-31T00:00:00Z"}""", "badRequest")]
    [InlineData("""{"advanceSeconds":"60"}""", "badRequest")]
    [InlineData("""{"advanceSeconds":1e300}""", "badRequest")]
    [InlineData("""{"advanceSeconds":6000000000}""", "badRequest")]
    [InlineData("""{"now":"2030-01-01T00:00:00Z","advanceSeconds":60}""", "badRequest")]
    [InlineData("""{"rate":0}""", "badRequest")]
    [InlineData("""{"rate":-1}""", "badRequest")]
    [InlineData("""{"rate":1e9}""", "badRequest")]
    [InlineData("""{"frozen":"yes"}""", "BadRequest")]
    [InlineData("""{"speed":2}""", "Request_BadRequest")]
    public async Task Set_ToWhatNoClockCan_IsRefused(string body, string code)
    {
        (await _client.PatchAnswerAsync($"{_tenant.Path}/clock", body)).Is(HttpStatusCode.BadRequest, code);

        AssertNear(DateTimeOffset.UtcNow, (await _client.GetAnswerAsync($"{_tenant.Path}/clock")).Json["now"]!);
    }

    private async Task<JsonNode> SetAsync(string body) =>
        (await _client.PatchAnswerAsync($"{_tenant.Path}/clock", body)).Is(HttpStatusCode.OK).Json;

    private static Task<int?> SignInAsync(Hosted tenant, string password) => NewUser.SignInAsync(tenant.Tenant, tenant.Tenant.Name("balas"), password);

    private static DateTimeOffset Instant(JsonNode text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);

    private static void AssertNear(DateTimeOffset expected, JsonNode actual) =>
        Assert.InRange(Instant(actual), expected.AddSeconds(-60), expected.AddSeconds(60));
}
