using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Features.DeletedItems;

/// <summary>
/// Removes, every hour, whoever has been in the bin for longer than it keeps them. Nobody sees them from the moment on; what this
/// sets free is a number reserved for SMS sign-in. Replicas may do it at the same time.
/// </summary>
public sealed partial class ExpiredUsers(IDbContextFactory<AuthDb> contexts, Writer writer, TimeProvider time, ILogger<ExpiredUsers> logger) : BackgroundService
{
    /// <summary>How many were removed.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellation = default)
    {
        var purged = 0;
        foreach (var (tenant, id, name) in await FindAsync(cancellation))
        {
            var gone = await writer.RunAsync(tenant, AuditTrail.Server(time), db => DeletedUserStore.PurgeAsync(db, id, UserKey.BeforeDeletion(id, name)), cancellation);
            if (gone) purged++;
        }

        return purged;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PurgeAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A database that is away now is there again in an hour, and the server must not stop for this.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, e);
            }
        }
    }

    private async Task<List<(Guid Tenant, Guid Id, string Name)>> FindAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var oldest = RecycleBin.Oldest(time);
        // The one look at all tenants at once: whom it finds is removed within their own.
        var expired = await db.Users.IgnoreQueryFilters().Where(u => u.DeletedDateTime <= oldest).Select(u => new { u.TenantId, u.Id, u.UserPrincipalName }).ToListAsync(cancellation);
        return [.. expired.Select(u => (u.TenantId, u.Id, u.UserPrincipalName))];
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Error, "Users whose time in the recycle bin is over could not be removed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
