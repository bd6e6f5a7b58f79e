using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage;

/// <summary>Rows that are no longer needed after an instant. They are removed in batches so that other changes can run in between.</summary>
internal abstract class ExpiringRows
{
    private const int BatchSize = 1_000;

    /// <param name="instant">The property that holds the instant at which a row expires.</param>
    public static ExpiringRows Of<TRow>(string instant) where TRow : TenantOwned => new Rows<TRow>(instant);

    /// <summary>Removes a batch of a tenant's rows from before an instant; true if more may be left.</summary>
    internal abstract Task<bool> RemoveBatchAsync(Change change, DateTimeOffset before);

    private sealed class Rows<TRow>(string instant) : ExpiringRows where TRow : TenantOwned
    {
        // A batch ends at an instant, because not every engine can delete the first rows of a sorted query.
        internal override async Task<bool> RemoveBatchAsync(Change change, DateTimeOffset before)
        {
            var expired = change.Set<TRow>().Where(row => EF.Property<DateTimeOffset>(row, instant) < before);
            var instants = expired.OrderBy(row => EF.Property<DateTimeOffset>(row, instant))
                .Select(row => (DateTimeOffset?)EF.Property<DateTimeOffset>(row, instant));
            var last = await instants.Skip(BatchSize - 1).FirstOrDefaultAsync();
            await (last is null ? expired : expired.Where(row => EF.Property<DateTimeOffset>(row, instant) <= last)).ExecuteDeleteAsync();
            return last is not null;
        }
    }
}
