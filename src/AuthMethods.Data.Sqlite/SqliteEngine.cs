using AuthMethods.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Data.Sqlite;

public static class SqliteEngine
{
    // Far more than the processors can use: most of the requests that have a connection wait for a commit.
    private const int ConcurrentRequests = 64;

    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int ReadOrWriteFailed = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    // Only another program can hold a lock for long. The last value of a key counts.
    private const string Defaults = "Default Timeout=2";

    /// <summary>Stores everything in one file, with write-ahead logging: readers never wait, and writers share a commit.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, StorageOptions storage)
    {
        var connectionString = new Lazy<string>(() => ConnectionString(storage));
        var prepared = new PreparedCommands();
        services.AddSingleton(_ => new OpenConnections(connectionString.Value));
        var engine = new DatabaseEngine(
            () => new SqliteConnection(connectionString.Value), typeof(SqliteAuthDb).Assembly, SqliteAuthDb.MeansUnavailable, () => ConcurrentRequests)
        {
            Tables = "SELECT name FROM sqlite_master WHERE type = 'table'",
            Probe = "SELECT count(*) FROM sqlite_master",
            IsRemote = false,
            Explain = e => Explain(e, new SqliteConnectionStringBuilder(connectionString.Value).DataSource),
        };
        services.AddEngine<SqliteAuthDb>(
            engine,
            options => options.UseSqlite(connectionString.Value).AddInterceptors(prepared),
            (services, db) => services.GetRequiredService<OpenConnections>().LendTo(db));
        services.AddSingleton<Writer, GroupCommitWriter>();
        return services;
    }

    internal static string? Explain(Exception e, string file) => (e as SqliteException)?.SqliteErrorCode switch
    {
        Full => $"The disk with {Path.GetFullPath(file)} is full. Free some space, or set Storage:Directory to a folder on another disk.",
        Corrupt or NotADatabase =>
            $"{Path.GetFullPath(file)} is damaged or not a database of SQLite. Restore a backup, or move the file away to start with an empty database.",
        ReadOnly or CannotOpen or ReadOrWriteFailed =>
            $"{Path.GetFullPath(file)} cannot be opened for writing ({e.Message}). "
            + "Give this user the right to write to the file and its folder, or set Storage:Directory.",
        Busy => $"{Path.GetFullPath(file)} is locked by another program. Stop it, then start again.",
        _ => null,
    };

    private static string ConnectionString(StorageOptions storage)
    {
        // OpenConnections keeps them open, and what it closes must not stay open in the client's pool.
        var text = new SqliteConnectionStringBuilder($"{Defaults};{storage.ConnectionString}") { Pooling = false };
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
