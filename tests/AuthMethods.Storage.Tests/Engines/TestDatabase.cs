using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AuthMethods.Storage.Tests.Engines;

/// <summary>A database that does not exist yet, on an engine that the environment configures.</summary>
public sealed record TestDatabase(StorageEngine Engine, string? ConnectionString)
{
    /// <summary>The database as configuration. For SQLite the fixture gives every server a file of its own.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => ConnectionString is null
        ? [new("Storage:Engine", Engine.ToString())]
        : [new("Storage:Engine", Engine.ToString()), new("Storage:ConnectionString", ConnectionString)];

    // Two servers of one test, with all their connections in use, need fewer than the hundred that a PostgreSQL allows by default.
    private const int MaxConnections = 40;

    /// <summary>Skips the test when the engine is not configured.</summary>
    public static TestDatabase New(StorageEngine engine)
    {
        var name = $"authmethods_test_{Guid.NewGuid():N}";
        return engine switch
        {
            StorageEngine.Sqlite => new(engine, null),
            StorageEngine.PostgreSql => new(
                engine,
                new NpgsqlConnectionStringBuilder(Configured("AUTHMETHODS_TEST_POSTGRESQL")) { Database = name, MaxPoolSize = MaxConnections }.ToString()),
            StorageEngine.SqlServer =>
                new(engine, new SqlConnectionStringBuilder(CreateSqlServer(Configured("AUTHMETHODS_TEST_SQLSERVER"), name)) { InitialCatalog = name }.ToString()),
        };
    }

    /// <summary>Drops the database. On what speaks SQL Server's protocol but doesn't know its statements, without ending connections first.</summary>
    internal static async Task DropAsync(AuthDb db)
    {
        try
        {
            await db.Database.EnsureDeletedAsync();
        }
        catch (SqlException)
        {
            SqlConnection.ClearAllPools();
            var text = new SqlConnectionStringBuilder(db.Database.GetConnectionString());
            Execute(new SqlConnectionStringBuilder(text.ToString()) { InitialCatalog = "" }.ToString(), $"DROP DATABASE [{text.InitialCatalog}]");
        }
    }

    /// <summary>Creates the database, because not every stand-in says so as SQL Server does when one is missing.</summary>
    private static string CreateSqlServer(string server, string name)
    {
        Execute(server, $"CREATE DATABASE [{name}]");
        return server;
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new SqlConnection(server);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Configured(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Skip.If(string.IsNullOrEmpty(value), $"{variable} is not set: it holds the connection string of a server on which databases may be created.");
        return value!;
    }
}
