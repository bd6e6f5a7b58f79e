using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.Sqlite;

/// <summary>
/// Keeps one open connection per pooled context for the life of the program. By itself a context closes its connection when it
/// returns to the pool, and opening one, with the functions Entity Framework adds, costs more than a request's queries.
/// </summary>
internal sealed class OpenConnections(string connectionString) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _all = [];

    public void GiveTo(SqliteAuthDb db)
    {
        if (db.Database.GetDbConnection() is { State: ConnectionState.Open }) return;
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        _all.Add(connection);

        // FULL acknowledges nothing before it is on disk, at commits and at checkpoints. The cache is limited to half a megabyte per
        // connection: there is one for each concurrent call, and the system's file cache serves what they all read.
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-512";
        command.ExecuteNonQuery();
        db.Database.SetDbConnection(connection, contextOwnsConnection: false);
    }

    public void Dispose()
    {
        foreach (var connection in _all) connection.Dispose();
    }
}
