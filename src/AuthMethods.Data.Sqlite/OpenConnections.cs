using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.Sqlite;

/// <summary>
/// Keeps connections open for the next contexts that need one. By itself a context opens one each time, and opening one, with the functions
/// Entity Framework adds, costs more than a request's queries. The connection that was returned last is used first, so that after a burst
/// of requests the others stay unused and are closed. SQLite closes a file only when the last connection to it is closed, and until then
/// uses it again.
/// </summary>
internal sealed class OpenConnections : IDisposable
{
    private static readonly TimeSpan TrimInterval = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;
    private readonly List<Loan> _unused = [];
    private readonly Timer _trimming;

    // The smallest number of unused connections since they were last trimmed: that many were not needed.
    private int _superfluous;
    private bool _isDisposed;

    public OpenConnections(string connectionString)
    {
        _connectionString = connectionString;
        _trimming = new(_ => Trim(), null, TrimInterval, TrimInterval);
    }

    /// <summary>Gives the context a connection until the result is disposed of.</summary>
    public IDisposable LendTo(SqliteAuthDb db)
    {
        var loan = TakeUnused() ?? new(this, Open());
        db.Database.SetDbConnection(loan.Connection, contextOwnsConnection: false);
        return loan;
    }

    public void Dispose()
    {
        _trimming.Dispose();
        Loan[] unused;
        lock (_unused)
        {
            _isDisposed = true;
            unused = [.. _unused];
            _unused.Clear();
        }

        foreach (var loan in unused) loan.Connection.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            // FULL acknowledges nothing before it is on disk, at commits and at checkpoints. The cache is limited to half a megabyte per
            // connection: there is one for each concurrent call, and the system's file cache serves what they all read.
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-512";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private Loan? TakeUnused()
    {
        lock (_unused)
        {
            if (_unused.Count == 0) return null;
            var last = _unused[^1];
            _unused.RemoveAt(_unused.Count - 1);
            _superfluous = Math.Min(_superfluous, _unused.Count);
            return last;
        }
    }

    private void Return(Loan loan)
    {
        lock (_unused)
        {
            if (!_isDisposed && loan.Connection.State == ConnectionState.Open)
            {
                _unused.Add(loan);
                return;
            }
        }

        loan.Connection.Dispose();
    }

    private void Trim()
    {
        Loan[] superfluous;
        lock (_unused)
        {
            superfluous = [.. _unused.Take(_superfluous)];
            _unused.RemoveRange(0, superfluous.Length);
            _superfluous = _unused.Count;
        }

        foreach (var loan in superfluous) loan.Connection.Dispose();
    }

    private sealed class Loan(OpenConnections connections, SqliteConnection connection) : IDisposable
    {
        public SqliteConnection Connection { get; } = connection;

        public void Dispose() => connections.Return(this);
    }
}
