using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Tenants;

/// <summary>
/// Keeps <see cref="TenantTime"/> up to date: clocks that are set here count at once, those that another server of a shared database sets within a
/// second. SQLite has one server, which reads them at its start.
/// </summary>
internal sealed partial class StoredClocks(
    IDbContextFactory<AuthDb> contexts, DatabaseEngine engine, TenantTime time, ILogger<StoredClocks> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private int _changes;

    public void Set(Guid tenant, TenantClock? clock)
    {
        Interlocked.Increment(ref _changes);
        time.Set(tenant, clock);
    }

    public void Forget(Guid tenant) => Set(tenant, null);

    /// <summary>Reads the clock of a tenant; null if it is the server's.</summary>
    public async Task<TenantClock?> RefreshAsync(Guid tenant)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.TenantId = tenant;
        var row = await db.Set<TenantClockRow>().AsNoTracking().FirstOrDefaultAsync();
        var clock = row is null ? null : TenantClock.From(row);
        Set(tenant, clock);
        return clock;
    }

    /// <summary>Reads the clock of a tenant after a change that may have replaced it.</summary>
    public async Task<T> AfterAsync<T>(Guid tenant, Task<T> change)
    {
        var result = await change;
        await RefreshAsync(tenant);
        return result;
    }

    internal async Task RefreshAllAsync(CancellationToken cancellation)
    {
        var before = Volatile.Read(ref _changes);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Set<TenantClockRow>().IgnoreQueryFilters().AsNoTracking().ToListAsync(cancellation);
        // One that was set here since is newer than what was read.
        if (before == Volatile.Read(ref _changes)) time.Set(rows.ToDictionary(row => row.TenantId, TenantClock.From));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nothing of this is for the start to wait for, and without clocks nothing loads Entity Framework for them.
        await Task.Yield();
        do
        {
            try
            {
                var mayHaveAny = engine.IsRemote || await engine.ReadAsync("SELECT \"TenantId\" FROM \"TenantClocks\"", stoppingToken) is { Count: > 0 };
                if (mayHaveAny) await RefreshAllAsync(stoppingToken);
            }
#pragma warning disable CA1031 // If the database is unavailable, the next round tries again; requests report it.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, e);
            }

            if (!engine.IsRemote) return;
            await Task.Delay(Interval, stoppingToken);
        }
        while (!stoppingToken.IsCancellationRequested);
    }

    private static partial class Log
    {
        [LoggerMessage(41, LogLevel.Debug, "The clocks of the tenants could not be read")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
