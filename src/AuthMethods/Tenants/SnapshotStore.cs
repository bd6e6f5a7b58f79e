using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tenants;

/// <summary>The snapshots of tenants. The state in which a tenant was created is none of them.</summary>
internal sealed class SnapshotStore(AuthDb db, Writer writer, StoredClocks clocks, TimeProvider time)
{
    private const int MaxSnapshots = 1_000;

    /// <summary>Those of the current tenant, oldest first.</summary>
    public async Task<IReadOnlyList<Snapshot>> ListAsync(CancellationToken cancellation)
    {
        var rows = await db.Set<TenantSnapshotRow>().Where(s => s.Id != Guid.Empty).OrderBy(s => s.CreatedDateTime)
            .Select(s => new { s.Id, s.CreatedDateTime }).ToListAsync(cancellation);
        return rows.ConvertAll(row => ToWire(row.Id, row.CreatedDateTime));
    }

    public Task<Outcome<Snapshot>> TakeAsync(Guid tenant)
    {
        var id = Guid.NewGuid();
        return writer.RunAsync<Outcome<Snapshot>>(tenant, AuditTrail.Server(time), async change =>
        {
            if (await change.Set<TenantSnapshotRow>().CountAsync() > MaxSnapshots) return TenantErrors.TooManySnapshots(MaxSnapshots);
            await TenantSnapshots.TakeAsync(change, id, source: null, CancellationToken.None);
            return ToWire(id, change.Now);
        });
    }

    public Task<Outcome> RestoreAsync(Guid tenant, Guid id)
    {
        return clocks.AfterAsync(tenant, writer.RunAsync<Outcome>(tenant, AuditTrail.Server(time), RestoreAsync));

        async Task<Outcome> RestoreAsync(Change change)
        {
            if (await FindAsync(change, id) is not { } snapshot) return GraphErrors.MethodNotFound();
            if (await TenantSnapshots.TryRestoreAsync(change, TenantRows.Parse(snapshot.Rows), CancellationToken.None)) return Outcome.Done;
            change.Undo();
            return TenantErrors.DomainTakenSince();
        }
    }

    public Task<Outcome> DeleteAsync(Guid tenant, Guid id) => writer.RunAsync<Outcome>(tenant, AuditTrail.Server(time), async change =>
        await change.UnrecordedAsync(() => change.Set<TenantSnapshotRow>().Where(s => s.Id == id && s.Id != Guid.Empty).ExecuteDeleteAsync()) == 1
            ? Outcome.Done
            : GraphErrors.MethodNotFound());

    private static Task<TenantSnapshotRow?> FindAsync(Change change, Guid id) =>
        change.Set<TenantSnapshotRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.Id != Guid.Empty);

    private static Snapshot ToWire(Guid id, DateTimeOffset created) => new() { Id = id.ToString(), CreatedDateTime = created };
}
