using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>
/// Users from before their names had keys get them, as soon as the columns are there. This is done here and not in the migration,
/// because no engine lowers every letter as <see cref="TextKey"/> does.
/// </summary>
internal static class OlderUsers
{
    private const int BatchSize = 1_000;

    public static async Task RenewKeysAsync(AuthDb db, CancellationToken cancellation)
    {
        // Every user has a display name, and so every row with its keys has that one.
        var older = db.Users.IgnoreQueryFilters([AuthDb.TenantFilter, AuthDb.DeletedFilter]).Where(u => u.DisplayNameKey == "" && u.DisplayName != null);
        while (await older.OrderBy(u => u.TenantId).ThenBy(u => u.Id).Take(BatchSize).ToListAsync(cancellation) is { Count: > 0 } users)
        {
            foreach (var user in users) user.RenewKeys();
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }
}
