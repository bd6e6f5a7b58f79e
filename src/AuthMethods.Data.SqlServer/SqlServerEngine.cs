using AuthMethods.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Data.SqlServer;

public static class SqlServerEngine
{
    // In seconds. The last value of a key counts, so a connection string can have others.
    private const string Defaults = "Connect Timeout=2;Connect Retry Count=0;Command Timeout=10";

    private const int Retries = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    public static IServiceCollection AddSqlServer(this IServiceCollection services, StorageOptions storage)
    {
        var text = $"{Defaults};{storage.ConnectionString}";
        var engine = new DatabaseEngine(
            () => new SqlConnection($"{text};Pooling=false"),
            typeof(SqlServerAuthDb).Assembly,
            SqlServerAuthDb.MeansUnavailable,
            () => new SqlConnectionStringBuilder(text).MaxPoolSize)
        {
            Refuse = Refuse,
            Setting = ("SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()", Advise),
            InsertAsync = SqlServerBulkCopy.InsertAsync,
        };
        services.AddEngine<SqlServerAuthDb>(
            engine,
            options => options
                .UseSqlServer(text, server => server.EnableRetryOnFailure(Retries, RetryDelay, errorNumbersToAdd: null))
                .ReplaceService<IQuerySqlGeneratorFactory, CollatingSqlGenerator.Factory>());
        services.AddSingleton<Writer, TransactionWriter>();
        return services;
    }

    private static string? Refuse(string? connectionString) =>
        new SqlConnectionStringBuilder(connectionString).MultipleActiveResultSets
            ? "must not set MultipleActiveResultSets: with it there are no savepoints, and a change would not be applied as a whole."
            : null;

    /// <summary>Each request reads the tenant's row, so without row versions one change of a role would make all requests of the tenant wait.</summary>
    internal static string? Advise(string isSnapshotOn) => bool.TryParse(isSnapshotOn, out var isOn) && isOn
        ? null
        : "Readers wait for writers in this database. Run this once: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE";
}
