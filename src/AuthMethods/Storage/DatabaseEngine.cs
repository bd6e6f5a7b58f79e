using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AuthMethods.Storage;

/// <summary>
/// Access to the engine without Entity Framework, for checks that must not wait for the model: whether the database responds,
/// and which schema it has.
/// </summary>
/// <param name="Connect">Creates a connection that is not open yet.</param>
/// <param name="Migrations">The assembly with the engine's migrations.</param>
/// <param name="MeansUnavailable">Whether an error means that the connection or the database failed, and not that the statement was wrong.</param>
/// <param name="Tables">The query for the names of all tables.</param>
internal sealed record DatabaseEngine(
    Func<DbConnection> Connect, Assembly Migrations, Func<DbException, bool> MeansUnavailable,
    string Tables = DatabaseEngine.StandardTables)
{
    /// <summary>Works on every engine that follows the SQL standard.</summary>
    public const string StandardTables = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES";

    /// <summary>The ids of this program's migrations, in order.</summary>
    public IReadOnlyList<string> KnownMigrations { get; } =
        [.. Migrations.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Whether the error means that the database was unavailable, so that a retry may succeed.</summary>
    public bool IsUnavailable(Exception? e) =>
        e is not null && (e is TimeoutException || (e is DbException db && MeansUnavailable(db)) || IsUnavailable(e.InnerException));

    /// <summary>Returns the first column of a query's result.</summary>
    public async Task<List<string>> ReadAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellation)) values.Add(reader.GetValue(0).ToString()!);
        return values;
    }
}
