using AuthMethods.Directory;
using AuthMethods.Features.DeletedItems;
using AuthMethods.Messages;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features;

/// <summary>
/// Removes expired rows shortly after the start and then every hour: users past their time in the recycle bin, operations that are no
/// longer shown, challenges that are no longer accepted, counted guesses, used client assertions, codes and refresh tokens, messages, one-time
/// codes, changes that delta queries no longer read, old sign-ins and, if a retention is set, old audit records. Queries already ignore expired
/// rows; this only frees space and the numbers reserved for SMS sign-in. Several replicas may do it at the same time.
/// </summary>
internal sealed partial class ExpiredRows(
    IDbContextFactory<AuthDb> contexts, Writer writer, MethodKinds kinds, IOptions<AuditLogOptions> auditLog, TimeProvider time,
    DatabaseEngine database, DatabaseOutage outage, ILogger<ExpiredRows> logger) : BackgroundService
{
    private const int BatchSize = 1_000;

    private static readonly ExpiringRows Operations = ExpiringRows.Of<OperationRow>(nameof(OperationRow.CreatedDateTime));
    private static readonly ExpiringRows Changes = ExpiringRows.Of<ObjectChangeRow>(nameof(ObjectChangeRow.CreatedDateTime));
    private static readonly ExpiringRows Guesses = ExpiringRows.Of<GuessCountRow>(nameof(GuessCountRow.ExpiresDateTime));
    private static readonly ExpiringRows Assertions = ExpiringRows.Of<UsedAssertionRow>(nameof(UsedAssertionRow.ExpiresDateTime));
    private static readonly ExpiringRows Messages = ExpiringRows.Of<MessageRow>(nameof(MessageRow.CreatedDateTime));
    private static readonly ExpiringRows Codes = ExpiringRows.Of<OneTimeCodeRow>(nameof(OneTimeCodeRow.ExpiresDateTime));
    private static readonly ExpiringRows Grants = ExpiringRows.Of<GrantRow>(nameof(GrantRow.ExpiresDateTime));
    private static readonly ExpiringRows AuditRecords = ExpiringRows.Of<AuditRow>(nameof(AuditRow.ActivityDateTime));

    private static readonly ExpiringRows SignIns = ExpiringRows.Of<SignInRow>(nameof(SignInRow.CreatedDateTime));

    private static readonly TimeSpan StartupDelay = TimeSpan.FromMinutes(1);

    /// <summary>Returns how many users were removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        var now = time.NowOf(Guid.Empty);
        await RemoveAsync(Guid.Empty, Guesses, now, cancellation);
        await RemoveAsync(Guid.Empty, Codes, now, cancellation);
        await RemoveAsync(Guid.Empty, Assertions, now, cancellation);
        await RemoveAsync(Guid.Empty, Grants, now - GrantRow.Retention, cancellation);
        foreach (var tenant in await TenantsAsync(cancellation))
        {
            now = time.NowOf(tenant);
            await RemoveAsync(tenant, Guesses, now, cancellation);
            await RemoveAsync(tenant, Assertions, now, cancellation);
            await RemoveAsync(tenant, Grants, now - GrantRow.Retention, cancellation);
            await RemoveAsync(tenant, Operations, now - OperationRow.Retention, cancellation);
            await RemoveAsync(tenant, Messages, now - MessageRow.Retention, cancellation);
            await RemoveAsync(tenant, Codes, now, cancellation);
            await RemoveAsync(tenant, Changes, now - ObjectChangeRow.Retention, cancellation);
            foreach (var rows in kinds.All.SelectMany(kind => kind.Expiring)) await RemoveAsync(tenant, rows, now, cancellation);
            if (auditLog.Value.RetentionDays is > 0 and var days) await RemoveAsync(tenant, AuditRecords, now.AddDays(-days), cancellation);
            if (auditLog.Value.SignInRetentionDays is > 0 and var signInDays) await RemoveAsync(tenant, SignIns, now.AddDays(-signInDays), cancellation);
        }

        return await PurgeUsersAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(StartupDelay, time, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
#pragma warning disable CA1031 // If the database is unavailable, the next run tries again; the server must not stop for this.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (database.IsUnavailable(e)) outage.Report(e);
                else Log.Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> PurgeUsersAsync(CancellationToken cancellation)
    {
        var purged = 0;
        while (await ExpiredUsersAsync(cancellation) is { Count: > 0 } users)
        {
            foreach (var (tenant, id, name) in users)
            {
                var gone = await writer.RunAsync(
                    tenant, AuditTrail.Server(time) with { At = time.NowOf(tenant) },
                    change => DeletedUserStore.PurgeAsync(kinds, change, id, UserKey.BeforeDeletion(id, name)), cancellation);
                if (gone) purged++;
            }
        }

        return purged;
    }

    private async Task RemoveAsync(Guid tenant, ExpiringRows rows, DateTimeOffset before, CancellationToken cancellation)
    {
        while (await writer.RunAsync(
            tenant, AuditTrail.Server(time), change => change.UnrecordedAsync(() => rows.RemoveBatchAsync(change, before)), cancellation)) { }
    }

    private async Task<List<Guid>> TenantsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Tenants.IgnoreQueryFilters().Select(t => t.Id).ToListAsync(cancellation);
    }

    private async Task<List<(Guid Tenant, Guid Id, string Name)>> ExpiredUsersAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // The only query over the users of all tenants; each user is then removed within their tenant.
        var (all, moved) = (db.Users.IgnoreQueryFilters(), time.MovedTenants());
        var expired = await ExpiredAsync(all.Where(u => !moved.Contains(u.TenantId)), Guid.Empty, cancellation);
        foreach (var tenant in moved) expired.AddRange(await ExpiredAsync(all.Where(u => u.TenantId == tenant), tenant, cancellation));
        return expired;
    }

    private async Task<List<(Guid Tenant, Guid Id, string Name)>> ExpiredAsync(IQueryable<UserRow> users, Guid clock, CancellationToken cancellation)
    {
        var oldest = time.NowOf(clock) - RecycleBin.Retention;
        var expired = await users.Where(u => u.DeletedDateTime <= oldest)
            .OrderBy(u => u.DeletedDateTime).Select(u => new { u.TenantId, u.Id, u.UserPrincipalName }).Take(BatchSize).ToListAsync(cancellation);
        return [.. expired.Select(u => (u.TenantId, u.Id, u.UserPrincipalName))];
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Error, "Expired users, operations, challenges, changes, sign-ins or audit records could not be removed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
