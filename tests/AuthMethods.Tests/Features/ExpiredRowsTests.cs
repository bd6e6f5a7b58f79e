using System.Net;
using AuthMethods.Features;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Features;

/// <summary>Expired rows are removed; rows that are still shown or needed stay.</summary>
public sealed class ExpiredRowsTests
{
    [Fact]
    public async Task OperationsAndChallenges_AreRemovedOnceTheyAreNoLongerShown()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(clock: clock);
        var tenant = await server.TenantAsync();
        await ResetAndAskAsync(tenant, "kim", "megan");
        clock.AdjustTime(clock.GetUtcNow().AddHours(25));
        await ResetAndAskAsync(tenant, "kim", "balas");
        Assert.Equal((2, 2), await CountAsync(tenant));

        await server.Services.GetRequiredService<ExpiredRows>().SweepAsync();

        Assert.Equal((1, 1), await CountAsync(tenant));
        Assert.Single(
            (await (await tenant.AsAsync("global.admin")).GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}/authentication/operations"))
                .Is(HttpStatusCode.OK).Value);
    }

    [Theory]
    [InlineData(null, 1_003)]
    [InlineData("30", 1)]
    public async Task AuditRecords_StayUnlessARetentionIsSet(string? retentionDays, int left)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync([new("AuditLog:RetentionDays", retentionDays)], clock: clock);
        var tenant = await server.TenantAsync();
        // Together with the record of the tenant's creation, more than one batch.
        await server.ChangeAsync(tenant.Id, async db =>
        {
            var record = await db.AuditRecords.AsNoTracking().FirstAsync();
            for (var i = 0; i < 1_000; i++)
            {
                db.Add(new AuditRow
                {
                    TenantId = tenant.Id, Id = Guid.NewGuid(), ActivityDateTime = record.ActivityDateTime.AddSeconds(-i),
                    ActivityDisplayName = "Update user", LoggedByService = "Core Directory",
                    Category = "UserManagement", OperationType = "Update", Result = "success", CorrelationId = record.CorrelationId,
                });
            }

            return true;
        });
        clock.AdjustTime(clock.GetUtcNow().AddDays(31));
        await server.ChangeAsync(tenant.Id, async db => (await db.Tenants.SingleAsync()).DisplayName = "Renamed");

        await server.Services.GetRequiredService<ExpiredRows>().SweepAsync();

        Assert.Equal(left, await server.QueryAsync(tenant.Id, db => db.AuditRecords.CountAsync()));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("31", 1)]
    [InlineData("0", 1)]
    public async Task SignIns_StayForThirtyDays_UnlessASettingSaysHowLong(string? retentionDays, int left)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(
            retentionDays is null ? [] : [new("AuditLog:SignInRetentionDays", retentionDays)], clock: clock);
        var tenant = await server.TenantAsync();
        (await tenant.TokenAsync(tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        clock.AdjustTime(clock.GetUtcNow().AddDays(30).AddMinutes(1));

        await server.Services.GetRequiredService<ExpiredRows>().SweepAsync();

        Assert.Equal(left, await server.QueryAsync(tenant.Id, db => db.SignIns.CountAsync()));
        Assert.NotNull((await server.QueryAsync(tenant.Id, db => db.Users.SingleAsync(u => u.Id == SampleTenant.UserId(22)))).LastSignInDateTime);
    }

    [Fact]
    public async Task Server_RemovesExpiredRowsAMinuteAfterItsStartAndEachHour()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(clock: clock);
        var tenant = await server.TenantAsync();
        await ResetAndAskAsync(tenant, "kim", "megan");
        clock.AdjustTime(clock.GetUtcNow().AddHours(25));

        clock.Advance(TimeSpan.FromMinutes(1));
        await EventuallyAsync(async () => await CountAsync(tenant) == (0, 0));

        await ResetAndAskAsync(tenant, "kim", "megan");
        clock.Advance(TimeSpan.FromHours(25));
        await EventuallyAsync(async () => await CountAsync(tenant) == (0, 0));
    }

    [Fact]
    public async Task InvalidRetention_IsRefusedAtStartup()
    {
        foreach (var key in new[] { "AuditLog:RetentionDays", "AuditLog:SignInRetentionDays" })
        {
            Assert.Contains(
                key, (await Assert.ThrowsAnyAsync<Exception>(() => TestServer.StartAsync([new(key, "-1")]))).Message, StringComparison.Ordinal);
        }
    }

    private static async Task ResetAndAskAsync(TestTenant tenant, string reset, string asked)
    {
        var admin = await tenant.AsAsync("global.admin");
        (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name(reset)}/authentication/methods/{MethodIds.Password}/resetPassword"))
            .Is(HttpStatusCode.Accepted);
        (await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name(asked)}/authentication/fido2Methods/creationOptions")).Is(HttpStatusCode.OK);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo()) await Task.Delay(20, limit.Token);
    }

    private static async Task<(int Operations, int Challenges)> CountAsync(TestTenant tenant) => (
        await tenant.Server.QueryAsync(tenant.Id, db => db.Set<OperationRow>().CountAsync()),
        await tenant.Server.QueryAsync(tenant.Id, db => db.Set<PasskeyChallengeRow>().CountAsync()));
}
