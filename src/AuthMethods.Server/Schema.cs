using System.Data;
using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Server;

/// <summary>
/// The database's schema against the one this program was built for. It is asked without Entity Framework's model, which would
/// take longer to build than the rest of a start.
/// </summary>
internal static class Schema
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await using var db = await ContextAsync(services, cancellation);
            await db.Database.MigrateAsync(cancellation);
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw new UsageException($"The schema could not be brought up to date: {failure.Message}");
        }
    }

    /// <summary>
    /// SQLite's file is this process's own and is brought up to date; a server is shared by replicas and is only changed by
    /// <c>migrate</c>.
    /// </summary>
    public static async Task EnsureAsync(IServiceProvider services, StorageEngine engine, CancellationToken cancellation)
    {
        await using var db = await OpenAsync(services, cancellation);
        var known = db.Database.GetMigrations().ToArray();
        var applied = await AppliedAsync(db, cancellation);
        if (applied.Except(known).Any()) throw new UsageException("The database was migrated by a newer version of this program. Use that version.");
        if (known.SequenceEqual(applied)) return;
        if (engine != StorageEngine.Sqlite) throw new UsageException("The database's schema is older than this program. Run the verb 'migrate' once, then start again.");
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>Whether there is anybody in the database at all.</summary>
    public static async Task<bool> HasTenantsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await OpenAsync(services, cancellation);
        return (await ReadAsync(db, "SELECT \"Id\" FROM \"Tenants\"", cancellation)).Count > 0;
    }

    private static Task<AuthDb> ContextAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);

    private static async Task<AuthDb> OpenAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            var db = await ContextAsync(services, cancellation);
            var connection = db.Database.GetDbConnection();
            if (connection.State != ConnectionState.Open) await connection.OpenAsync(cancellation);
            return db;
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw new UsageException($"The database cannot be reached: {failure.Message}");
        }
    }

    private static async Task<List<string>> AppliedAsync(AuthDb db, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(db, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"", cancellation);
        }
        catch (DbException)
        {
            return []; // A database without that table has had no migration.
        }
    }

    private static async Task<List<string>> ReadAsync(AuthDb db, string sql, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellation)) values.Add(reader.GetValue(0).ToString()!);
        return values;
    }

    /// <summary>What the engine's client said; below it there is only what a socket calls it.</summary>
    private static DbException? Failure(Exception? e) => e is null ? null : e as DbException ?? Failure(e.InnerException);
}
