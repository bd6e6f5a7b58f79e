using AuthMethods.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.Sqlite;

public sealed class SqliteAuthDb(DbContextOptions<SqliteAuthDb> options) : AuthDb(options)
{
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: PrimaryKey or Unique };
}
