using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Storage;

/// <summary>
/// Notices that the database is gone, so that requests are refused at once instead of waiting for the client's timeouts, and that it is
/// back. An outage is logged when it begins and when it ends, however many requests it affects.
/// </summary>
internal sealed partial class DatabaseOutage : IDisposable
{
    // Together they leave enough of two seconds to answer: requests wait, the probe fails, the requests are answered.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);
    private const int StalledIntervals = 2;

    // A timer that is this late says that this process got no time, and nothing about the database.
    private static readonly TimeSpan MaxLateness = TimeSpan.FromMilliseconds(200);
    private const int MaxProbes = 3;

    /// <summary>An outage has ended if no request failed for this long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private readonly DatabaseEngine _engine;
    private readonly DatabaseSlots _slots;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly (int Workers, int Completion) _threads;
    private volatile TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DbConnection? _connection;
    private int _isFollowing;
    private int _failed;
    private long _lastFailure;

    public DatabaseOutage(DatabaseEngine engine, DatabaseSlots slots, ILogger<DatabaseOutage> logger)
    {
        (_engine, _slots, _logger) = (engine, slots, logger);
        ThreadPool.GetMinThreads(out _threads.Workers, out _threads.Completion);
        if (engine.IsRemote) _ = WatchAsync();
    }

    /// <summary>Whether requests may have to be answered while they wait for the database.</summary>
    public bool IsWatched => _engine.IsRemote;

    /// <summary>Completes when the database is gone.</summary>
    public Task Gone => _gone.Task;

    public void ThrowIfGone()
    {
        if (Gone.IsCompleted) throw new DatabaseGoneException();
    }

    /// <summary>Whether the database answers now.</summary>
    public async Task<bool> AnswersAsync() => !Gone.IsCompleted && await ProbeAsync() is null;

    /// <summary>Notes that a request failed because the database was unavailable, and finds out whether it is gone.</summary>
    public void Report(Exception e)
    {
        Interlocked.Increment(ref _failed);
        Interlocked.Exchange(ref _lastFailure, Stopwatch.GetTimestamp());
        Log.Details(_logger, e);
        Follow(e);
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        Interlocked.Exchange(ref _connection, null)?.Dispose();
    }

    /// <summary>Probes the database when requests use it and none of them ends.</summary>
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        var (ended, stalled) = (0L, 0);
        var stop = _stopped.Token;
        while (!stop.IsCancellationRequested)
        {
            var since = Stopwatch.GetTimestamp();
            await timer.WaitForNextTickAsync(CancellationToken.None);
            var isLate = Stopwatch.GetElapsedTime(since) > Interval + MaxLateness;
            stalled = !isLate && _slots.Taken > 0 && ended == _slots.GivenBack ? stalled + 1 : 0;
            ended = _slots.GivenBack;
            if (stalled >= StalledIntervals) Follow(null);
        }
    }

    private void Follow(Exception? e)
    {
        if (Interlocked.Exchange(ref _isFollowing, 1) == 0) _ = Task.Run(() => FollowAsync(e));
    }

    private async Task FollowAsync(Exception? reason)
    {
        var (since, isLogged) = (Stopwatch.GetTimestamp(), false);
        while (!_stopped.IsCancellationRequested)
        {
            var failure = await ProbeAsync();
            Set(isGone: failure is not null);
            if ((reason ?? failure) is { } cause && !isLogged)
            {
                Log.Failed(_logger, TextOf(cause));
                isLogged = true;
            }

            if (failure is null && (!isLogged || Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastFailure)) > Quiet)) break;
            await Task.Delay(Interval);
        }

        var failed = Interlocked.Exchange(ref _failed, 0);
        if (isLogged) Log.Answers(_logger, (int)Stopwatch.GetElapsedTime(since).TotalSeconds, failed);
        Volatile.Write(ref _isFollowing, 0);
    }

    private void Set(bool isGone)
    {
        if (isGone == Gone.IsCompleted) return;
        // The clients of the engines block a thread for each command that times out or is canceled.
        ThreadPool.SetMinThreads(isGone ? Math.Max(_threads.Workers, _engine.ConcurrentRequests()) : _threads.Workers, _threads.Completion);
        if (isGone) _gone.TrySetResult();
        else _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Null if the database answers, if only with the error that it is too busy.</summary>
    private async Task<Exception?> ProbeAsync()
    {
        for (var left = MaxProbes; ; left--)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await Task.Run(AskAsync).WaitAsync(ProbeTimeout);
                return null;
            }
            catch (TimeoutException) when (left > 1 && Stopwatch.GetElapsedTime(began) > ProbeTimeout + MaxLateness)
            {
                // Asked again.
            }
#pragma warning disable CA1031 // Whatever the client throws, there was no answer.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return e is DbException { SqlState: ['5', '3', ..] } ? null : e;
            }
        }
    }

    /// <summary>
    /// Asks on a connection that is kept, because a busy server takes long to accept a new one. One that hangs is not canceled, which would
    /// block a thread, but left to the client's timeout.
    /// </summary>
    private async Task AskAsync()
    {
        if (!_engine.IsRemote)
        {
            await _engine.ReadAsync(_engine.Probe, CancellationToken.None);
            return;
        }

        if (Interlocked.Exchange(ref _connection, null) is { } kept && await TryAskAsync(kept) is null) return;
        if (await TryAskAsync(_engine.Connect()) is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    private async Task<Exception?> TryAskAsync(DbConnection connection)
    {
        try
        {
            if (connection.State != ConnectionState.Open) await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = _engine.Probe;
            await command.ExecuteScalarAsync();
        }
#pragma warning disable CA1031 // Returned.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await connection.DisposeAsync();
            return e;
        }

        var other = _stopped.IsCancellationRequested ? connection : Interlocked.Exchange(ref _connection, connection);
        if (other is not null) await other.DisposeAsync();
        return null;
    }

    private static string TextOf(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e is OperationCanceledException or DatabaseGoneException ? "it does not answer" : e.Message.ReplaceLineEndings(" ");
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Error, "The database failed: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(51, LogLevel.Warning, "The database answers again after {Seconds} seconds, in which {Requests} requests were answered 503")]
        public static partial void Answers(ILogger logger, int seconds, int requests);

        [LoggerMessage(52, LogLevel.Debug, "A request failed because the database was unavailable")]
        public static partial void Details(ILogger logger, Exception exception);
    }
}

/// <summary>The database is known to be gone, so it was not asked.</summary>
internal sealed class DatabaseGoneException() : Exception("The database does not answer.");
