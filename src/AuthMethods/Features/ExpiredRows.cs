using AuthMethods.Directory;
using AuthMethods.Features.DeletedItems;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features;

/// <summary>
/// Removes, soon after the start and then every hour, what has had its time: users who have been in the bin for longer than it keeps
/// them, operations and challenges that are no longer shown or taken, and, where a retention is set, old audit records. Nobody sees any
/// of it from the moment on; what this sets free is room, and a number reserved for SMS sign-in. Replicas may do it at the same time.
/// </summary>
public sealed partial class ExpiredRows(
    IDbContextFactory<AuthDb> contexts, Writer writer, IOptions<AuditLogOptions> auditLog, TimeProvider time, ILogger<ExpiredRows> logger) : BackgroundService
{
    private const int Batch = 1_000;

    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    /// <summary>How many users were removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        var now = time.Now();
        foreach (var tenant in await TenantsAsync(cancellation))
        {
            await RemoveAsync<OperationRow>(tenant, nameof(OperationRow.CreatedDateTime), now - OperationRow.Shown, cancellation);
            await RemoveAsync<PasskeyChallengeRow>(tenant, nameof(PasskeyChallengeRow.ExpiresDateTime), now, cancellation);
            if (auditLog.Value.RetentionDays is > 0 and var days)
            {
                await RemoveAsync<AuditRow>(tenant, nameof(AuditRow.ActivityDateTime), now.AddDays(-days), cancellation);
            }
        }

        return await PurgeUsersAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, time, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A database that is away now is there again in an hour, and the server must not stop for this.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, e);
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
                    tenant, AuditTrail.Server(time), db => DeletedUserStore.PurgeAsync(db, id, UserKey.BeforeDeletion(id, name)), cancellation);
                if (gone) purged++;
            }
        }

        return purged;
    }

    /// <summary>Removes a tenant's rows from before an instant, a batch in each transaction, so that other changes come between.</summary>
    private async Task RemoveAsync<TRow>(Guid tenant, string instant, DateTimeOffset before, CancellationToken cancellation) where TRow : TenantOwned
    {
        while (await writer.RunAsync(
            tenant, AuditTrail.Server(time), db => db.UnrecordedAsync(() => RemoveBatchAsync<TRow>(db, instant, before)), cancellation)) { }
    }

    /// <summary>True when there may be more. A batch ends with an instant: of an order of rows not every engine can delete the first ones.</summary>
    private static async Task<bool> RemoveBatchAsync<TRow>(AuthDb db, string instant, DateTimeOffset before) where TRow : TenantOwned
    {
        var expired = db.Set<TRow>().Where(row => EF.Property<DateTimeOffset>(row, instant) < before);
        var instants = expired.OrderBy(row => EF.Property<DateTimeOffset>(row, instant))
            .Select(row => (DateTimeOffset?)EF.Property<DateTimeOffset>(row, instant));
        var last = await instants.Skip(Batch - 1).FirstOrDefaultAsync();
        await (last is null ? expired : expired.Where(row => EF.Property<DateTimeOffset>(row, instant) <= last)).ExecuteDeleteAsync();
        return last is not null;
    }

    private async Task<List<Guid>> TenantsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Tenants.IgnoreQueryFilters().Select(t => t.Id).ToListAsync(cancellation);
    }

    private async Task<List<(Guid Tenant, Guid Id, string Name)>> ExpiredUsersAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var oldest = RecycleBin.Oldest(time);
        // The one look at users of all tenants at once: whom it finds is removed within their own.
        var expired = await db.Users.IgnoreQueryFilters().Where(u => u.DeletedDateTime <= oldest)
            .OrderBy(u => u.DeletedDateTime).Select(u => new { u.TenantId, u.Id, u.UserPrincipalName }).Take(Batch).ToListAsync(cancellation);
        return [.. expired.Select(u => (u.TenantId, u.Id, u.UserPrincipalName))];
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Error, "Users, operations, challenges or audit records that have had their time could not be removed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
