using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Data.Sqlite;

public static class SqliteEngine
{
    /// <summary>Stores everything in one file, with write-ahead logging: readers never wait, and writers share a commit.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, StorageOptions storage)
    {
        var connectionString = ConnectionString(storage);
        services.AddEngine<SqliteAuthDb>(options => options.UseSqlite(connectionString).AddInterceptors(Durability.Instance));
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

    /// <summary>Nothing is acknowledged before it is on disk, at the next checkpoint as at the commit.</summary>
    private sealed class Durability : DbConnectionInterceptor
    {
        public static readonly Durability Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous=FULL";
            command.ExecuteNonQuery();
        }
    }
}
