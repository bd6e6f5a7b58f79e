using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tenants;

/// <summary>The tenants of this server.</summary>
internal sealed class TenantStore(AuthDb db, Writer writer, RemovedTenants removed, StoredClocks clocks, TimeProvider time)
{
    public async Task<IReadOnlyList<HostedTenant>> ListAsync(CancellationToken cancellation) =>
        [.. (await Rows(db.Tenants.IgnoreQueryFilters()).ToListAsync(cancellation)).OrderBy(t => t.CreatedDateTime).Select(ToWire)];

    /// <summary>The current tenant.</summary>
    public async Task<HostedTenant> CurrentAsync(CancellationToken cancellation) => ToWire(await Rows(db.Tenants).SingleAsync(cancellation));

    /// <summary>Removes every row of a tenant.</summary>
    public async Task DeleteAsync(Guid tenant)
    {
        await writer.RunAsync(tenant, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
        {
            await TenantRows.RemoveAsync(change.Rows, CancellationToken.None);
            return await change.Set<TenantSnapshotRow>().ExecuteDeleteAsync();
        }));
        removed.Note();
        clocks.Forget(tenant);
    }

    /// <summary>Returns a tenant to the state in which it was created. Its snapshots stay.</summary>
    public Task<Outcome> ResetAsync(Guid tenant) => clocks.AfterAsync(tenant, writer.RunAsync<Outcome>(tenant, AuditTrail.Server(time), async change =>
    {
        var origin = await change.Set<TenantSnapshotRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == Guid.Empty);
        if (origin is null) return TenantErrors.NothingToResetTo();
        if (await TenantSnapshots.TryRestoreAsync(change, TenantRows.Parse(origin.Rows), CancellationToken.None)) return Outcome.Done;
        change.Undo();
        return TenantErrors.DomainTakenSince();
    }));

    private IQueryable<Row> Rows(IQueryable<TenantRow> tenants) => tenants.Select(t => new Row(
        t.Id, t.DisplayName, t.CreatedDateTime,
        db.Domains.Where(d => d.TenantId == t.Id).OrderByDescending(d => d.IsDefault).Select(d => d.Name).FirstOrDefault(),
        db.Set<TenantSnapshotRow>().Where(s => s.TenantId == t.Id && s.Id == Guid.Empty).Select(s => s.Source).FirstOrDefault()));

    private static HostedTenant ToWire(Row row) => new()
    {
        Id = row.Id.ToString(), DisplayName = row.DisplayName, Domain = row.Domain ?? "", From = row.Source, CreatedDateTime = row.CreatedDateTime,
    };

    private sealed record Row(Guid Id, string DisplayName, DateTimeOffset CreatedDateTime, string? Domain, string? Source);
}
