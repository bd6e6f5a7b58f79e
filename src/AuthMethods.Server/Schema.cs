using System.Data;
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
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>
    /// SQLite's file is this process's own and is brought up to date; a server is shared by replicas and is only changed by
    /// <c>migrate</c>.
    /// </summary>
    public static async Task EnsureAsync(IServiceProvider services, StorageEngine engine, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);
        var known = db.Database.GetMigrations().ToArray();
        var applied = await AppliedAsync(db, cancellation);
        if (applied.Except(known).Any()) throw new UsageException("The database was migrated by a newer version of this program. Use that version.");
        if (known.SequenceEqual(applied)) return;
        if (engine != StorageEngine.Sqlite) throw new UsageException("The database's schema is older than this program. Run the verb 'migrate' once, then start again.");
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>Asked without Entity Framework's model, which would take longer to build than the rest of a start.</summary>
    public static async Task<bool> HasTenantsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);
        return (await ReadAsync(db, "SELECT \"Id\" FROM \"Tenants\"", cancellation)).Count > 0;
    }

    private static async Task<List<string>> AppliedAsync(AuthDb db, CancellationToken cancellation)
    {
        try
        {
            var connection = db.Database.GetDbConnection();
            if (connection.State != ConnectionState.Open) await connection.OpenAsync(cancellation);
        }
        catch (DbException e)
        {
            throw new UsageException($"The database cannot be reached: {e.GetBaseException().Message}");
        }

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
        while (await reader.ReadAsync(cancellation)) values.Add(reader.GetString(0));
        return values;
    }
}
