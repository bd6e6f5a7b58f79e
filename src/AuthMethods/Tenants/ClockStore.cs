using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tenants;

/// <summary>Reads and sets the clock of a tenant.</summary>
internal sealed class ClockStore(Writer writer, StoredClocks clocks, TimeProvider time)
{
    public async Task<ClockState> FindAsync(Guid tenant) => ToWire(await clocks.RefreshAsync(tenant));

    public async Task<ClockState> SetAsync(Guid tenant, ClockChange set)
    {
        var server = time.OfServer().Now();
        var clock = await writer.RunAsync(tenant, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
        {
            var row = await change.Set<TenantClockRow>().FirstOrDefaultAsync();
            var next = set.Of(row is null ? new(server, server, Rate: 1, IsFrozen: false) : TenantClock.From(row), server);
            if (row is null) change.Add(row = new() { TenantId = tenant });
            (row.SetDateTime, row.Now, row.Rate, row.IsFrozen) = (next.Set, next.Now, next.Rate, next.IsFrozen);
            await change.SaveAsync();
            return next;
        }));
        clocks.Set(tenant, clock);
        return ToWire(clock);
    }

    /// <summary>Gives the tenant the server's time again.</summary>
    public async Task RemoveAsync(Guid tenant)
    {
        await writer.RunAsync(tenant, AuditTrail.Server(time), change => change.UnrecordedAsync(() => change.Set<TenantClockRow>().ExecuteDeleteAsync()));
        clocks.Forget(tenant);
    }

    private ClockState ToWire(TenantClock? clock)
    {
        var server = time.OfServer().Now();
        return new() { Now = clock?.At(server) ?? server, Frozen = clock?.IsFrozen ?? false, Rate = clock?.Rate ?? 1 };
    }
}
