using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AuthMethods.Data.PostgreSql;

internal sealed class PostgreSqlAuthDb(DbContextOptions<PostgreSqlAuthDb> options) : AuthDb(options)
{
    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // In addition to the client's transient errors: connection failed (08), login failed (28), database missing (3D), out of resources (53),
    // stopped by an operator (57).
    internal static bool MeansUnavailable(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } || (exception as PostgresException)?.SqlState[..2] is "08" or "28" or "3D" or "53" or "57";

    // Keys compare and sort by their bytes, independent of the database's locale, so that a prefix search is a range of the index.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<string[]>().UseCollation("C");
    }
}
