using AuthMethods.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.Sqlite;

internal sealed class SqliteAuthDb(DbContextOptions<SqliteAuthDb> options) : AuthDb(options)
{
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;

    // Busy, locked, out of memory, read-only, read or write failed, corrupt, disk full, file cannot be opened, locking protocol failed, not a
    // database.
    private static readonly int[] Unavailable = [5, 6, 7, 8, 10, 11, 13, 14, 15, 26];

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: PrimaryKey or Unique };

    internal static bool MeansUnavailable(Exception exception) => exception is SqliteException e && Unavailable.Contains(e.SqliteErrorCode);
}
