using AuthMethods.Authority;
using AuthMethods.Server;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Testing;

/// <summary>A data directory with the schema and a signing key. It is made once, because both are the same for every server, and kept in memory.</summary>
internal static class DatabaseTemplate
{
    public const string Database = "test.db";

    private static readonly Lazy<Task<(string Name, byte[] Content)[]>> Files = new(MakeAsync);

    /// <summary>A new data directory. SQLite's default database in it has the schema.</summary>
    public static async Task<string> NewDirectoryAsync()
    {
        var directory = NewDirectory();
        foreach (var (name, content) in await Files.Value) await File.WriteAllBytesAsync(Path.Combine(directory, name), content);
        return directory;
    }

    public static string ConnectionStringIn(string directory) => $"Data Source={Path.Combine(directory, Database)}";

    private static async Task<(string, byte[])[]> MakeAsync()
    {
        var directory = NewDirectory();
        try
        {
            var builder = AuthMethodsHost.Builder(directory, new());
            ServerHost.Configure(builder);
            var app = builder.Build();
            await Schema.MigrateAsync(app.Services, CancellationToken.None);
            SigningKeys.FirstKey(directory);
            // Closing merges the write-ahead log into the database file.
            await CloseAsync(app);
            return [.. System.IO.Directory.EnumerateFiles(directory).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
        }
        finally
        {
            System.IO.Directory.Delete(directory, recursive: true);
        }
    }

    private static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    /// <summary>Disposes of a server and of the pooled connections to its database only, because those of other servers are in use.</summary>
    public static async Task CloseAsync(WebApplication app)
    {
        var storage = app.Configuration.GetSection("Storage").Get<StorageOptions>()!;
        // Otherwise background services that are cancelled now would be reported as failed.
        app.Lifetime.StopApplication();
        await app.DisposeAsync();
        if (storage.Engine != StorageEngine.Sqlite) return;
        // Must equal the connection string of the engine, which is the key of the pool.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(storage.ConnectionString).ToString());
        SqliteConnection.ClearPool(connection);
    }
}
