using AuthMethods.Data.PostgreSql;
using AuthMethods.Data.SqlServer;
using AuthMethods.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage.Tests.Schemas;

/// <summary>Finding a model change without a migration needs no database.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(StorageEngine.Sqlite)]
    [InlineData(StorageEngine.SqlServer)]
    [InlineData(StorageEngine.PostgreSql)]
    public void Model_HasAMigrationForAllOfIt(StorageEngine engine)
    {
        using var db = DesignTime(engine);

        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: dev/add-migration NAME adds a migration to every engine.");
    }

    [Theory]
    [InlineData(StorageEngine.SqlServer)]
    [InlineData(StorageEngine.PostgreSql)]
    public void Migrations_AreTheSameOnEveryEngine(StorageEngine engine)
    {
        Assert.Equal(Names(StorageEngine.Sqlite), Names(engine));
    }

    private static string[] Names(StorageEngine engine)
    {
        using var db = DesignTime(engine);
        return [.. db.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..])];
    }

    internal static AuthDb DesignTime(StorageEngine engine) => engine switch
    {
        StorageEngine.Sqlite => new SqliteDesignTime().CreateDbContext([]),
        StorageEngine.SqlServer => new SqlServerDesignTime().CreateDbContext([]),
        StorageEngine.PostgreSql => new PostgreSqlDesignTime().CreateDbContext([]),
    };
}
