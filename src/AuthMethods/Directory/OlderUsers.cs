using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>
/// Fills the key columns of users created before these existed. This is not part of the migration, because no engine's function
/// lowercases every letter as <see cref="TextKey"/> does.
/// </summary>
internal static class OlderUsers
{
    private const int BatchSize = 1_000;

    public static async Task RenewKeysAsync(AuthDb db, CancellationToken cancellation)
    {
        // Every user has a display name, so its key is empty only in rows without keys.
        var older = db.Users.IgnoreQueryFilters([AuthDb.TenantFilter, AuthDb.DeletedFilter]).Where(u => u.DisplayNameKey == "" && u.DisplayName != null);
        while (await older.OrderBy(u => u.TenantId).ThenBy(u => u.Id).Take(BatchSize).ToListAsync(cancellation) is { Count: > 0 } users)
        {
            foreach (var user in users) user.RenewKeys();
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }
}
