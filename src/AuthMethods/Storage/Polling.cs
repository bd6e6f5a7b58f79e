using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage;

/// <summary>Waits for a row that another request writes, perhaps on another server.</summary>
internal sealed class Polling(AuthDb db, IDbContextFactory<AuthDb> contexts, DatabaseSlot slot)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>What a query finds in the current tenant, as soon as it finds something; null if it doesn't in time.</summary>
    public async Task<T?> FirstAsync<T>(Func<AuthDb, Task<T?>> find, TimeSpan wait, CancellationToken cancellation) where T : class
    {
        var tenant = db.TenantId;
        // The place at the database is another request's while this one waits.
        slot.Dispose();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            await using (var own = await contexts.CreateDbContextAsync(cancellation))
            {
                own.TenantId = tenant;
                if (await find(own) is { } found) return found;
            }

            var left = wait - Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return null;
            await Task.Delay(left < Interval ? left : Interval, cancellation);
        }
    }
}
