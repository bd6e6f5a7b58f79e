using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AuthMethods.Storage;

/// <summary>
/// The engine without Entity Framework, for what must not wait until a model is built: whether the database answers, and which
/// schema it has.
/// </summary>
/// <param name="Connect">Makes a connection, not yet open.</param>
/// <param name="Migrations">Where the engine's migrations are.</param>
/// <param name="MeansUnavailable">Whether an error says that the database refused the connection or gave up, as opposed to refusing what it was asked.</param>
/// <param name="Tables">The query for the names of the tables there are.</param>
internal sealed record DatabaseEngine(
    Func<DbConnection> Connect, Assembly Migrations, Func<DbException, bool> MeansUnavailable,
    string Tables = DatabaseEngine.StandardTables)
{
    /// <summary>What every engine has that follows the SQL standard.</summary>
    public const string StandardTables = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES";

    /// <summary>The ids of the migrations this program has, in their order.</summary>
    public IReadOnlyList<string> KnownMigrations { get; } =
        [.. Migrations.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Whether something failed because the database could not be had, which may be otherwise in a moment.</summary>
    public bool IsUnavailable(Exception? e) =>
        e is not null && (e is TimeoutException || (e is DbException db && MeansUnavailable(db)) || IsUnavailable(e.InnerException));

    /// <summary>The first column of what a query finds.</summary>
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
