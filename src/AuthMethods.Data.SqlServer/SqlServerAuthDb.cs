using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.SqlServer;

internal sealed class SqlServerAuthDb(DbContextOptions<SqlServerAuthDb> options) : AuthDb(options)
{
    private const int DuplicateInIndex = 2601;
    private const int DuplicateInConstraint = 2627;

    // From this severity class on, an error is about resources, the server or the connection and not about the statement.
    private const int ResourcesFailed = 17;

    // Timeout, deadlock victim, lock timeout, database missing, login failed.
    private static readonly int[] Unavailable = [-2, 1205, 1222, 4060, 18456];

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: DuplicateInIndex or DuplicateInConstraint };

    internal static bool MeansUnavailable(DbException exception) =>
        exception is SqlException e && (e.Class >= ResourcesFailed || Unavailable.Contains(e.Number));

    // Keys compare by their code points, independent of the database's collation.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }
}
