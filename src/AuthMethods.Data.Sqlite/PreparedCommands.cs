using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AuthMethods.Data.Sqlite;

/// <summary>
/// Keeps a connection's statements prepared. Entity Framework creates a new command for every query, and SQLite needs longer to parse
/// the SQL than to run it; here the same SQL on the same connection reuses its command.
/// </summary>
internal sealed class PreparedCommands : DbCommandInterceptor
{
    /// <summary>More than the program's own statements; filters can create any number of others.</summary>
    private const int MaxKept = 200;

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, PreparedCommand>> _kept = [];

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        var kept = _kept.GetOrCreateValue(result.Connection!);
        if (kept.TryGetValue(result.CommandText, out var command))
        {
            // Another query with the same SQL is still being read.
            if (command.IsRunning) return result;
        }
        else
        {
            if (kept.Count >= MaxKept) Forget(kept);
            kept.Add(result.CommandText, command = new() { CommandText = result.CommandText, Connection = (SqliteConnection)result.Connection! });
        }

        command.Begin(result);
        result.Dispose();
        return command;
    }

    /// <summary>
    /// Releases all statements that are not running. Frequent ones are prepared again at their next use, which is cheaper than
    /// tracking how often each is used.
    /// </summary>
    private static void Forget(Dictionary<string, PreparedCommand> kept)
    {
        foreach (var (text, command) in kept.Where(k => !k.Value.IsRunning).ToArray())
        {
            kept.Remove(text);
            command.Dispose();
        }
    }

    /// <summary>A reusable command. Disposing it while it is in use makes it available again; the connection disposes it for good when it closes.</summary>
    private sealed class PreparedCommand : SqliteCommand
    {
        public bool IsRunning { get; private set; }

        public void Begin(DbCommand command)
        {
            IsRunning = true;
            Transaction = (SqliteTransaction?)command.Transaction;
            CommandTimeout = command.CommandTimeout;
            foreach (SqliteParameter parameter in command.Parameters) Parameters.Add(parameter);
        }

#pragma warning disable CA2215 // Keeping the statement is the purpose of this class.
        protected override void Dispose(bool disposing)
#pragma warning restore CA2215
        {
            if (disposing && IsRunning)
            {
                Parameters.Clear();
                Transaction = null;
                IsRunning = false;
                return;
            }

            base.Dispose(disposing);
        }
    }
}
