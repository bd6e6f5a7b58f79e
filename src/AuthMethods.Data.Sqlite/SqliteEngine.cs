using AuthMethods.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Data.Sqlite;

public static class SqliteEngine
{
    // Far more than the processors can use: most of the requests that have a connection wait for a commit.
    private const int ConcurrentRequests = 64;

    /// <summary>Stores everything in one file, with write-ahead logging: readers never wait, and writers share a commit.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, StorageOptions storage)
    {
        var connectionString = new Lazy<string>(() => ConnectionString(storage));
        var prepared = new PreparedCommands();
        services.AddSingleton(_ => new OpenConnections(connectionString.Value));
        services.AddEngine<SqliteAuthDb>(
            () => new SqliteConnection(connectionString.Value),
            options => options.UseSqlite(connectionString.Value).AddInterceptors(prepared),
            SqliteAuthDb.MeansUnavailable,
            () => ConcurrentRequests,
            "SELECT name FROM sqlite_master WHERE type = 'table'",
            (services, db) => services.GetRequiredService<OpenConnections>().LendTo(db));
        services.AddSingleton<Writer, GroupCommitWriter>();
        return services;
    }

    private static string ConnectionString(StorageOptions storage)
    {
        // OpenConnections keeps them open, and what it closes must not stay open in the client's pool.
        var text = new SqliteConnectionStringBuilder(storage.ConnectionString) { Pooling = false };
        if (text.DataSource.Length == 0) text.DataSource = Path.Combine(storage.Directory, "authmethods.db");
        var isFile = text.Mode != SqliteOpenMode.Memory && text.DataSource != ":memory:" && !text.DataSource.StartsWith("file:", StringComparison.Ordinal);
        if (isFile && Path.GetDirectoryName(Path.GetFullPath(text.DataSource)) is { } directory)
        {
            PrivateFiles.CreateDirectory(directory);
            if (text.Mode != SqliteOpenMode.ReadOnly) PrivateFiles.Create(text.DataSource);
        }

        return text.ToString();
    }
}
