using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AuthMethods.Storage;

/// <summary>What differs between engines, and access to one without Entity Framework, for checks that must not wait for the model.</summary>
/// <param name="Connect">Creates a connection that is not open yet and not from a pool, so that opening it asks the server.</param>
/// <param name="Migrations">The assembly with the engine's migrations.</param>
/// <param name="MeansUnavailable">Whether an error means that the connection or the database failed, and not that the statement was wrong.</param>
/// <param name="ConcurrentRequests">How many requests may use the database at the same time.</param>
internal sealed record DatabaseEngine(
    Func<DbConnection> Connect, Assembly Migrations, Func<Exception, bool> MeansUnavailable, Func<int> ConcurrentRequests)
{
    /// <summary>The query for the names of all tables. The default is the SQL standard's.</summary>
    public string Tables { get; init; } = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES";

    /// <summary>A query that fails if the database is gone.</summary>
    public string Probe { get; init; } = "SELECT 1";

    /// <summary>Whether the database is another process, so that it can stop answering while requests wait for it.</summary>
    public bool IsRemote { get; init; } = true;

    /// <summary>What an administrator can do about an error at the start; null if the engine knows nothing better than the error's own text.</summary>
    public Func<Exception, string?> Explain { get; init; } = _ => null;

    /// <summary>What is wrong with a connection string that the client can read; null if nothing is.</summary>
    public Func<string?, string?> Refuse { get; init; } = _ => null;

    /// <summary>A query about a setting of the database, and the advice for its result; null if the setting is right.</summary>
    public (string Sql, Func<string, string?> Advise)? Setting { get; init; }

    /// <summary>Inserts many rows of one type in the context's transaction, in the engine's fastest way.</summary>
    public Func<AuthDb, IEnumerable<TenantOwned>, CancellationToken, Task> InsertAsync { get; init; } = RowInserter.InsertAsync;

    /// <summary>The ids of this program's migrations, in order.</summary>
    public IReadOnlyList<string> KnownMigrations { get; } =
        [.. Migrations.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Whether the error means that the database was unavailable, so that a retry may succeed.</summary>
    public bool IsUnavailable(Exception? e) =>
        e is not null && (e is TimeoutException or DatabaseGoneException || MeansUnavailable(e) || IsUnavailable(e.InnerException));

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

    /// <summary>The advice about the database's setting; null if there is none.</summary>
    public async Task<string?> AdviceAsync(CancellationToken cancellation) =>
        Setting is var (sql, advise) && await ReadAsync(sql, cancellation) is [var value, ..] ? advise(value) : null;
}
