using System.Data.Common;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Server;

/// <summary>The database's schema against the one this program was built for.</summary>
internal static class Schema
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);
        try
        {
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
        await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);
        var known = db.Database.GetMigrations().ToArray();
        string[] applied;
        try
        {
            applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellation)];
        }
        catch (Exception e) when (engine != StorageEngine.Sqlite && Failure(e) is { } failure)
        {
            throw new UsageException($"The database cannot be reached: {failure.Message}");
        }

        if (applied.Except(known).Any()) throw new UsageException("The database was migrated by a newer version of this program. Use that version.");
        if (known.SequenceEqual(applied)) return;
        if (engine != StorageEngine.Sqlite) throw new UsageException("The database's schema is older than this program. Run the verb 'migrate' once, then start again.");
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>What the engine's client said; below it there is only what a socket calls it.</summary>
    private static DbException? Failure(Exception? e) => e is null ? null : e as DbException ?? Failure(e.InnerException);
}
