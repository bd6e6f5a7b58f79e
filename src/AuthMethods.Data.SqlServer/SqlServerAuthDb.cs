using AuthMethods.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.SqlServer.Storage.Internal;

namespace AuthMethods.Data.SqlServer;

internal sealed class SqlServerAuthDb(DbContextOptions<SqlServerAuthDb> options) : AuthDb(options)
{
    /// <summary>Compares keys by their code points, independent of the database's collation.</summary>
    public const string Collation = "Latin1_General_100_BIN2";

    private const int DuplicateInIndex = 2601;
    private const int DuplicateInConstraint = 2627;

    // From this severity class on, an error is about resources, the server or the connection and not about the statement.
    private const int ResourcesFailed = 17;

    // In addition to those that Entity Framework retries. Timeout; database in recovery, offline, in transition, a secondary or a mirror;
    // deadlock victim, lock timeout, read-only database, conflict of row versions, database missing, login timed out, login failed, server
    // shut down or paused, and the limits of Azure SQL.
    private static readonly int[] Unavailable =
    [
        -2, 921, 922, 976, 978, 983, 1205, 1222, 3906, 3960, 4060, 4221, 6005, 10928, 10929, 18401, 18456, 40613, 49918, 49919, 49920,
    ];

    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: DuplicateInIndex or DuplicateInConstraint };

    internal static bool MeansUnavailable(Exception exception) => exception switch
    {
#pragma warning disable EF1001 // The list is nowhere else.
        SqlException e => e.Class >= ResourcesFailed || Unavailable.Contains(e.Number) || SqlServerTransientExceptionDetector.ShouldRetryOn(e),
#pragma warning restore EF1001
        // All connections of the client's pool are in use. The client has no type for it.
        InvalidOperationException => exception.Message.Contains("obtaining a connection from the pool", StringComparison.Ordinal),
        _ => false,
    };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(Collation);
        configurationBuilder.Properties<string[]>().UseCollation(Collation);
    }
}
