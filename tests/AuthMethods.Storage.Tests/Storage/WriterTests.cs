using System.Net;
using AuthMethods.Features.EmailMethods;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Storage;

/// <summary>A change is applied whole, with its audit record, or not at all.</summary>
[Collection(EngineServers.Collection)]
public sealed class WriterTests(EngineServers servers)
{
    private static readonly AuditActivity Tried = new("Tried", "Update");
    private static readonly Guid Balas = SampleTenant.UserId(21);

    [SkippableTheory, EachEngine]
    public async Task Change_WhenItThrows_LeavesNeitherRowNorAuditRecord(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);

        await Assert.ThrowsAsync<NotSupportedException>(() => RunAsync<bool>(tenant, async change =>
        {
            change.Add(Email(tenant, "balas@fabrikam.com"));
            change.Record(Tried, Balas, "balas");
            await change.SaveAsync();
            throw new NotSupportedException();
        }));

        Assert.False(await tenant.Server.QueryAsync(tenant.Id, db => db.Set<EmailMethodRow>().AnyAsync(e => e.UserId == Balas)));
        Assert.False(await IsAuditedAsync(tenant));
    }

    [SkippableTheory, EachEngine]
    public async Task Change_ThatIsUndone_AnswersAndLeavesNeitherRowNorAuditRecord(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);

        var answer = await RunAsync(tenant, async change =>
        {
            change.Add(Email(tenant, "balas@fabrikam.com"));
            change.Record(Tried, Balas, "balas");
            await change.SaveAsync();
            change.Undo();
            return "refused";
        });

        Assert.Equal("refused", answer);
        Assert.False(await tenant.Server.QueryAsync(tenant.Id, db => db.Set<EmailMethodRow>().AnyAsync(e => e.UserId == Balas)));
        Assert.False(await IsAuditedAsync(tenant));
    }

    [SkippableTheory, EachEngine]
    public async Task Change_WithoutAuditRecord_IsRefused(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(tenant, change =>
        {
            change.Add(Email(tenant, "balas@fabrikam.com"));
            return Task.FromResult(true);
        }));

        Assert.False(await tenant.Server.QueryAsync(tenant.Id, db => db.Set<EmailMethodRow>().AnyAsync(e => e.UserId == Balas)));
    }

    [SkippableTheory, EachEngine]
    public async Task Change_ByAStatement_WithoutAuditRecord_IsRefused(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(tenant, change => change.Users.Where(u => u.Id == Balas).ExecuteUpdateAsync(u => u.SetProperty(x => x.City, "Oslo"))));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(tenant, change => change.AuthenticationMethods.Where(m => m.UserId == Balas).ExecuteDeleteAsync()));

        Assert.Null((await tenant.Server.QueryAsync(tenant.Id, db => db.Users.SingleAsync(u => u.Id == Balas))).City);
        Assert.True(await tenant.Server.QueryAsync(tenant.Id, db => db.AuthenticationMethods.AnyAsync(m => m.UserId == Balas)));
    }

    [SkippableTheory, EachEngine]
    public async Task Change_WhoseRecordWasRefusedWithADuplicate_IsRefused(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(tenant, async change =>
        {
            await change.Users.Where(u => u.Id == Balas).ExecuteUpdateAsync(u => u.SetProperty(x => x.City, "Oslo"));
            change.Add(new EmailMethodRow
            {
                TenantId = tenant.Id, UserId = SampleTenant.UserId(22), Id = EmailMethodRow.FixedId, EmailAddress = "second@fabrikam.com",
            });
            change.Record(Tried, Balas, "balas");
            return await change.TrySaveAsync();
        }));

        Assert.Null((await tenant.Server.QueryAsync(tenant.Id, db => db.Users.SingleAsync(u => u.Id == Balas))).City);
        Assert.False(await IsAuditedAsync(tenant));
    }

    [SkippableTheory, EachEngine]
    public async Task Change_ThatOnlyLocksOrFindsNothing_NeedsNoRecord(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);

        Assert.Equal(0, await RunAsync(tenant, async change =>
        {
            await change.LockAsync(Balas);
            return await change.Users.Where(u => u.Id == Guid.Empty).ExecuteUpdateAsync(u => u.SetProperty(x => x.City, "Oslo"));
        }));
    }

    [SkippableTheory, EachEngine]
    public async Task Change_AfterARefusedDuplicate_GoesOnInTheSameTransaction(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);

        var saved = await RunAsync(tenant, async change =>
        {
            change.Add(new EmailMethodRow
            {
                TenantId = tenant.Id, UserId = SampleTenant.UserId(22), Id = EmailMethodRow.FixedId, EmailAddress = "second@fabrikam.com",
            });
            var first = await change.TrySaveAsync();
            change.Add(Email(tenant, "balas@fabrikam.com"));
            change.Record(Tried, Balas, "balas");
            return (First: first, Second: await change.TrySaveAsync());
        });

        Assert.Equal((false, true), saved);
        Assert.True(await tenant.Server.QueryAsync(tenant.Id, db => db.Set<EmailMethodRow>().AnyAsync(e => e.UserId == Balas)));
        Assert.True(await IsAuditedAsync(tenant));
    }

    [SkippableTheory, EachEngine]
    public async Task Change_ThatLostARace_RunsAgainOverWhatTheWinnerWrote(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        await using var rival = await tenant.Server.Services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync();
        rival.TenantId = tenant.Id;
        var runs = 0;

        // SQLite has a single writer, so no other change can intervene; on the other engines the rival commits between the read and the write.
        var seen = await RunAsync(tenant, async change =>
        {
            var user = await change.Users.SingleAsync(u => u.Id == Balas);
            var city = user.City;
            if (runs++ == 0 && engine != StorageEngine.Sqlite)
            {
                await rival.Users.Where(u => u.Id == Balas)
                    .ExecuteUpdateAsync(u => u.SetProperty(x => x.City, "Oslo").SetProperty(x => x.Version, Guid.NewGuid()));
            }

            (user.Department, user.Version) = ("Sales", Guid.NewGuid());
            change.Record(Tried, Balas, "balas");
            return city;
        });

        Assert.Equal(engine == StorageEngine.Sqlite ? (1, null) : (2, "Oslo"), (runs, seen));
        Assert.Equal("Sales", (await tenant.Server.QueryAsync(tenant.Id, db => db.Users.SingleAsync(u => u.Id == Balas))).Department);
    }

    [SkippableTheory, EachEngine]
    public async Task Change_OverHttp_HasItsAuditRecord(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");

        (await admin.PostAnswerAsync($"/v1.0/users/{Balas}/authentication/emailMethods", """{"emailAddress":"balas@fabrikam.com"}"""))
            .Is(HttpStatusCode.Created);

        var record = await tenant.Server.QueryAsync(
            tenant.Id, db => db.AuditRecords.SingleAsync(a => a.ActivityDisplayName == "Admin registered security info"));
        Assert.Equal(
            (Balas, tenant.Name("balas"), tenant.Name("global.admin"), "success"),
            (record.TargetId, record.TargetName, record.ActorUserPrincipalName, record.Result));
    }

    private static Task<T> RunAsync<T>(TestTenant tenant, Func<Change, Task<T>> work) =>
        tenant.Server.Services.GetRequiredService<Writer>().RunAsync(tenant.Id, AuditTrail.Server(tenant.Server.Clock), work);

    private static Task<bool> IsAuditedAsync(TestTenant tenant) =>
        tenant.Server.QueryAsync(tenant.Id, db => db.AuditRecords.AnyAsync(a => a.ActivityDisplayName == Tried.DisplayName));

    private static EmailMethodRow Email(TestTenant tenant, string address) =>
        new() { TenantId = tenant.Id, UserId = Balas, Id = EmailMethodRow.FixedId, EmailAddress = address };
}
