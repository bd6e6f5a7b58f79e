using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage;

/// <summary>Takes and restores snapshots of a tenant, within a change.</summary>
internal static class TenantSnapshots
{
    private static readonly AuditActivity Restored =
        new("Restore company", "Update", AuditActivity.CoreDirectory, AuditActivity.DirectoryManagement) { TargetType = "Company" };

    /// <summary>Stores the tenant's rows, with those that the change has pending.</summary>
    /// <param name="change">A change in the tenant.</param>
    /// <param name="id">The empty id for the state in which the tenant was created.</param>
    /// <param name="source">What it was created from; null for a later state.</param>
    /// <param name="cancellation">Cancels the change.</param>
    public static async Task TakeAsync(Change change, Guid id, string? source, CancellationToken cancellation)
    {
        await change.CompleteAsync(cancellation);
        var rows = await TenantRows.ReadAsync(change.Rows, cancellation);
        await change.UnrecordedAsync(async () =>
        {
            change.Add(new TenantSnapshotRow
            {
                TenantId = change.TenantId, Id = id, CreatedDateTime = change.Now, Source = source, Rows = rows.ToDocument(),
            });
            await change.SaveAsync(cancellation);
            return true;
        });
    }

    /// <summary>Replaces the tenant's rows. False, and the change must be undone, if another tenant has got one of the domains since.</summary>
    public static Task<bool> TryRestoreAsync(Change change, TenantRows rows, CancellationToken cancellation) =>
        TryReplaceAsync(change, () => rows.TryInsertAsync(change.Rows, copy: null, cancellation), cancellation);

    /// <summary>Replaces the tenant's rows. False, and the change must be undone, if the new ones were refused.</summary>
    /// <param name="change">A change in the tenant.</param>
    /// <param name="insert">Inserts the new rows; false if they are refused.</param>
    /// <param name="cancellation">Cancels the change.</param>
    public static async Task<bool> TryReplaceAsync(Change change, Func<Task<bool>> insert, CancellationToken cancellation)
    {
        // Delta queries from before start again: the numbers of the changes that they have seen may be used again otherwise.
        var last = await change.Set<UserCountRow>().AsNoTracking().Select(c => (long?)c.LastChange).MaxAsync(cancellation) ?? 0;
        var key = await change.Set<TenantDocumentRow>().AsNoTracking().SingleOrDefaultAsync(d => d.Name == TenantDocumentRow.KeyOfHashes, cancellation);
        await TenantRows.RemoveAsync(change.Rows, cancellation);
        if (!await insert()) return false;
        await change.CompleteAsync(cancellation);
        await RestartDeltaQueriesAsync(change, last, cancellation);
        if (key is not null)
        {
            await change.Set<TenantDocumentRow>().Where(d => d.Name == key.Name).ExecuteDeleteAsync(cancellation);
            change.Add(key);
        }

        change.Record(Restored, change.TenantId, await change.Tenants.Select(t => t.DisplayName).SingleAsync(cancellation));
        return true;
    }

    private static async Task RestartDeltaQueriesAsync(Change change, long last, CancellationToken cancellation)
    {
        var counts = change.Set<UserCountRow>();
        var first = Math.Max(last, await counts.Select(c => (long?)c.LastChange).MaxAsync(cancellation) ?? 0) + 1;
        await counts.ExecuteUpdateAsync(c => c.SetProperty(x => x.LastChange, first).SetProperty(x => x.CompleteAfter, first), cancellation);
    }
}
