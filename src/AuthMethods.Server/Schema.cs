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
    private const string Unreadable = "The database cannot be read";

    /// <summary>Returns the migrations that it applied.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<DatabaseEngine>();
        var applied = await RunAsync(database, "The schema could not be brought up to date", async () =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);
            // Changing a large table takes longer than a request may.
            db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToArray();
            await db.Database.MigrateAsync(cancellation);
            return pending;
        });
        await AdviseAsync(database, cancellation);
        return applied;
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

        if (database.KnownMigrations.SequenceEqual(applied))
        {
            await AdviseAsync(database, cancellation);
            return;
        }

        if (engine != StorageEngine.Sqlite)
        {
            throw new UsageException("The database's schema is older than this program. Run the verb 'migrate' once, then start again.");
        }

        await MigrateAsync(services, cancellation);
    }

    /// <summary>Whether the database has any tenant.</summary>
    public static Task<bool> HasTenantsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<DatabaseEngine>();
        return RunAsync(database, Unreadable, async () => (await database.ReadAsync("SELECT \"Id\" FROM \"Tenants\"", cancellation)).Count > 0);
    }

    /// <summary>Turns an error of the database into one line that says what to do.</summary>
    public static async Task<T> RunAsync<T>(DatabaseEngine database, string what, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw new UsageException(database.Explain(failure) ?? $"{what}: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    internal static async Task<List<string>> AppliedAsync(DatabaseEngine database, CancellationToken cancellation)
    {
        await RunAsync(database, "The database cannot be reached, check Storage:ConnectionString", () => database.ReadAsync(database.Probe, cancellation));
        return await RunAsync(database, Unreadable, async () => (await database.ReadAsync(database.Tables, cancellation)).Contains(History)
            ? await database.ReadAsync($"SELECT \"MigrationId\" FROM \"{History}\" ORDER BY \"MigrationId\"", cancellation)
            : []);
    }

    private static async Task AdviseAsync(DatabaseEngine database, CancellationToken cancellation)
    {
        var advice = await RunAsync(database, Unreadable, () => database.AdviceAsync(cancellation));
        if (advice is not null) await Console.Error.WriteLineAsync($"Warning: {advice}");
    }

    /// <summary>The exception of the engine's client, whose message is clearer than that of the inner socket exception.</summary>
    private static DbException? Failure(Exception? e) => e is null ? null : e as DbException ?? Failure(e.InnerException);
}
