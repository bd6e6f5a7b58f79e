using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.Sqlite;

/// <summary>
/// The connections of the pooled contexts, one each, open as long as the program runs. A context would close its own whenever it
/// goes back to the pool, and opening one, with the functions Entity Framework gives it, costs more than a request's queries.
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

        // Nothing is acknowledged before it is on disk, at the next checkpoint as at the commit. Of the file a connection keeps half a
        // megabyte: there are as many as calls at once, and what they all read is in the system's own cache.
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
