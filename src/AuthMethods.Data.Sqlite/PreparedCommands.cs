using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AuthMethods.Data.Sqlite;

/// <summary>
/// Keeps a connection's statements prepared. Entity Framework makes a new command for every query, and parsing its SQL takes SQLite
/// longer than running it; here the same text on the same connection is the same command again.
/// </summary>
internal sealed class PreparedCommands : DbCommandInterceptor
{
    /// <summary>More texts than the program has of its own; filters make up others without end.</summary>
    private const int MostKept = 200;

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, PreparedCommand>> _kept = [];

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        var kept = _kept.GetOrCreateValue(result.Connection!);
        if (kept.TryGetValue(result.CommandText, out var command))
        {
            // A query that runs while another with the same text is still being read.
            if (command.IsRunning) return result;
        }
        else
        {
            if (kept.Count >= MostKept) Forget(kept);
            kept.Add(result.CommandText, command = new() { CommandText = result.CommandText, Connection = (SqliteConnection)result.Connection! });
        }

        command.Begin(result);
        result.Dispose();
        return command;
    }

    /// <summary>
    /// Gives all statements back but those that are running. The ones in daily use are prepared again at their next, which is
    /// cheaper than keeping count.
    /// </summary>
    private static void Forget(Dictionary<string, PreparedCommand> kept)
    {
        foreach (var (text, command) in kept.Where(k => !k.Value.IsRunning).ToArray())
        {
            kept.Remove(text);
            command.Dispose();
        }
    }

    /// <summary>A command that outlives its uses. Disposed while it is in use, it is free again; disposed by the connection that closes, it is gone.</summary>
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

#pragma warning disable CA2215 // Not giving the statement back is what this class is for.
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
