using System.Data;
using AuthMethods.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Data.Sqlite;

public static class SqliteEngine
{
    /// <summary>Stores everything in one file, with write-ahead logging: readers never wait, and writers share a commit.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, StorageOptions storage)
    {
        var connectionString = ConnectionString(storage);
        services.AddEngine<SqliteAuthDb>(() => new SqliteConnection(connectionString), options => options.UseSqlite(connectionString), Open);
        services.AddSingleton<Writer, GroupCommitWriter>();
        return services;
    }

    private static string ConnectionString(StorageOptions storage)
    {
        var text = new SqliteConnectionStringBuilder(storage.ConnectionString);
        if (text.DataSource.Length == 0) text.DataSource = Path.Combine(storage.Directory, "authmethods.db");
        if (Path.GetDirectoryName(Path.GetFullPath(text.DataSource)) is { } directory && text.Mode != SqliteOpenMode.Memory) Directory.CreateDirectory(directory);
        return text.ToString();
    }

    /// <summary>
    /// A pooled context keeps its connection open: opening one, with the functions Entity Framework gives it, costs more than a
    /// query. Nothing is acknowledged before it is on disk, at the next checkpoint as at the commit.
    /// </summary>
    private static void Open(SqliteAuthDb db)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State == ConnectionState.Open) return;
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL";
        command.ExecuteNonQuery();
    }
}
