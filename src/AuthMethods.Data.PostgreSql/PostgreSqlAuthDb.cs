using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AuthMethods.Data.PostgreSql;

internal sealed class PostgreSqlAuthDb(DbContextOptions<PostgreSqlAuthDb> options) : AuthDb(options)
{
    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Beside what the client takes for transient: no connection, no login, no such database (yet), no resources, an operator's stop.
    internal static bool MeansUnavailable(DbException exception) =>
        exception.IsTransient || (exception as PostgresException)?.SqlState[..2] is "08" or "28" or "3D" or "53" or "57";

    // Keys compare and sort as they were written, whatever locale the database was created with, and a prefix of one is a range.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<string[]>().UseCollation("C");
    }
}
