using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AuthMethods.Data.PostgreSql;

public sealed class PostgreSqlAuthDb(DbContextOptions<PostgreSqlAuthDb> options) : AuthDb(options)
{
    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Keys compare and sort as they were written, whatever locale the database was created with, and a prefix of one is a range.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<string[]>().UseCollation("C");
    }
}
