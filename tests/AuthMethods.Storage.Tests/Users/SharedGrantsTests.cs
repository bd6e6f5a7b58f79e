using System.Net;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Users;

/// <summary>Codes, refresh tokens and signing keys of two servers over one database, on each engine.</summary>
public sealed class SharedGrantsTests
{
    [SkippableTheory, EachEngine]
    public async Task Grants_AreSharedAndRedeemedOnce(StorageEngine engine)
    {
        var database = TestDatabase.New(engine);
        await using var first = await TestServer.StartAsync(database.Settings);
        await using var second = await TestServer.StartAsync(database.ConnectionString is null
            ? [new("Storage:ConnectionString", $"Data Source={Path.Combine(first.Directory, "test.db")}")]
            : database.Settings);
        var tenant = await first.TenantAsync();
        var replica = new TestTenant(second, tenant.Id, tenant.Domain);

        var code = await tenant.CodeAsync("kim");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? tenant : replica).RedeemAsync(code)));
        var tokens = Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a != tokens), a => a.IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70008));

        var fresh = (await replica.RedeemAsync(await tenant.CodeAsync("kim"))).Is(HttpStatusCode.OK);
        (await replica.WithToken(fresh.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        var refreshed = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? tenant : replica).TokenAsync(TokenRequests.OfRefresh(fresh.Field("refresh_token")))));
        Assert.All(refreshed, a => a.Is(HttpStatusCode.OK));

        await second.Services.GetRequiredService<SigningKeys>().RotateAsync();
        (await tenant.WithToken(refreshed[1].Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await replica.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);
    }

    [SkippableTheory, EachEngine]
    public async Task Devices_AreLimitedAndAnsweredOnce(StorageEngine engine)
    {
        await using var server = await TestServer.StartAsync(TestDatabase.New(engine).Settings);
        var tenant = await server.TenantAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var pending = scope.ServiceProvider.GetRequiredService<PendingGrants>();
        var request = new DeviceRequest(tenant.Id.ToString(), SampleTenant.AdminTools, "Tools", null, $"{TokenRequests.Default} offline_access");
        var first = await pending.AddAsync(request, "203.0.113.7");
        var store = scope.ServiceProvider.GetRequiredService<AuthorityStore>();
        store.Enter(tenant.Id);
        var user = (await store.FindUserAsync(tenant.Name("kim")))!;
        var by = new SignedIn(user, scope.ServiceProvider.GetRequiredService<TokenIssuer>().PasswordNow(user));

        var approvals = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            await using var own = server.Services.CreateAsyncScope();
            return await own.ServiceProvider.GetRequiredService<PendingGrants>().ApproveAsync(first, by);
        }));
        Assert.Single(approvals, isApproved => isApproved);
        Assert.Null(await pending.FindByUserCodeAsync(first.UserCode));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => tenant.TokenAsync(
            ("grant_type", "device_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("device_code", first.Code))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);

        for (var i = 0; i < 102; i++) await pending.AddAsync(request, "203.0.113.8");
        var waiting = await server.QueryAsync(Guid.Empty, db => db.Set<GrantRow>().CountAsync(g => g.Source == "203.0.113.8"));
        Assert.Equal(100, waiting);
    }
}
