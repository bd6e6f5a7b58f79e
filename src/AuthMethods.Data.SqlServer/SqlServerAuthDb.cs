using AuthMethods.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.SqlServer;

public sealed class SqlServerAuthDb(DbContextOptions<SqlServerAuthDb> options) : AuthDb(options)
{
    private const int DuplicateInIndex = 2601;
    private const int DuplicateInConstraint = 2627;

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: DuplicateInIndex or DuplicateInConstraint };

    // Keys compare as they were written, whatever collation the database was created with.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }
}
