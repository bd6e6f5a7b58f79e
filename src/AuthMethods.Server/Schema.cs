using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Server;

/// <summary>
/// Compares the database's schema with the one that this program was built for. It doesn't use Entity Framework's model, which takes
/// longer to build than the rest of the start.
/// </summary>
internal static class Schema
{
    private const string History = "__EFMigrationsHistory";

    /// <summary>Returns the migrations that it applied.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToArray();
            await db.Database.MigrateAsync(cancellation);
            return pending;
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw new UsageException($"The schema could not be brought up to date: {failure.Message}");
        }
    }

    /// <summary>
    /// Migrates an SQLite file, which only this process uses. A database server is shared by replicas and is changed only by
    /// <c>migrate</c>.
    /// </summary>
    public static async Task EnsureAsync(IServiceProvider services, StorageEngine engine, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<DatabaseEngine>();
        var applied = await AppliedAsync(database, cancellation);
        if (applied.Except(database.KnownMigrations).Any())
        {
            throw new UsageException("The database was migrated by a newer version of this program. Use that version.");
        }

        if (database.KnownMigrations.SequenceEqual(applied)) return;
        if (engine != StorageEngine.Sqlite)
        {
            throw new UsageException("The database's schema is older than this program. Run the verb 'migrate' once, then start again.");
        }

        await MigrateAsync(services, cancellation);
    }

    /// <summary>Whether the database has any tenant.</summary>
    public static async Task<bool> HasTenantsAsync(IServiceProvider services, CancellationToken cancellation) =>
        (await services.GetRequiredService<DatabaseEngine>().ReadAsync("SELECT \"Id\" FROM \"Tenants\"", cancellation)).Count > 0;

    internal static async Task<List<string>> AppliedAsync(DatabaseEngine database, CancellationToken cancellation)
    {
        try
        {
            await database.ReadAsync("SELECT 1", cancellation);
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw new UsageException($"The database cannot be reached: {failure.Message}");
        }

        try
        {
            var tables = await database.ReadAsync(database.Tables, cancellation);
            return tables.Contains(History)
                ? await database.ReadAsync($"SELECT \"MigrationId\" FROM \"{History}\" ORDER BY \"MigrationId\"", cancellation)
                : [];
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw new UsageException($"The database cannot be read: {failure.Message}");
        }
    }

    /// <summary>The exception of the engine's client, whose message is clearer than that of the inner socket exception.</summary>
    private static DbException? Failure(Exception? e) => e is null ? null : e as DbException ?? Failure(e.InnerException);
}
