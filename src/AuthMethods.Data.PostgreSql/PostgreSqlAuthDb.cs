using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AuthMethods.Data.PostgreSql;

public sealed class PostgreSqlAuthDb(DbContextOptions<PostgreSqlAuthDb> options) : AuthDb(options)
{
    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
