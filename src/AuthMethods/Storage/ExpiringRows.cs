using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage;

/// <summary>Rows of a table that nobody needs after an instant, and that are removed in batches so that other changes come between.</summary>
internal abstract class ExpiringRows
{
    private const int Batch = 1_000;

    /// <param name="instant">The property that says from when on a row is not needed.</param>
    public static ExpiringRows Of<TRow>(string instant) where TRow : TenantOwned => new Rows<TRow>(instant);

    /// <summary>Removes some of a tenant's rows from before an instant; true when there may be more.</summary>
    internal abstract Task<bool> RemoveBatchAsync(Change change, DateTimeOffset before);

    private sealed class Rows<TRow>(string instant) : ExpiringRows where TRow : TenantOwned
    {
        // A batch ends with an instant: not every engine can delete the first rows of an order.
        internal override async Task<bool> RemoveBatchAsync(Change change, DateTimeOffset before)
        {
            var expired = change.Set<TRow>().Where(row => EF.Property<DateTimeOffset>(row, instant) < before);
            var instants = expired.OrderBy(row => EF.Property<DateTimeOffset>(row, instant))
                .Select(row => (DateTimeOffset?)EF.Property<DateTimeOffset>(row, instant));
            var last = await instants.Skip(Batch - 1).FirstOrDefaultAsync();
            await (last is null ? expired : expired.Where(row => EF.Property<DateTimeOffset>(row, instant) <= last)).ExecuteDeleteAsync();
            return last is not null;
        }
    }
}
