using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Data.Sqlite;

/// <summary>
/// SQLite has one writer at a time, and each commit waits for the disk. So one task does all the writing: changes that arrive
/// during a commit go into the next transaction together, each in its own savepoint, and all are acknowledged after its commit.
/// </summary>
internal sealed class GroupCommitWriter : Writer, IAsyncDisposable
{
    private const int MaxGroupSize = 128;
    private const string OneChange = "one_change";

    private readonly IDbContextFactory<AuthDb> _contexts;
    private readonly DatabaseEngine _engine;
    private readonly Channel<QueuedChange> _changes = Channel.CreateUnbounded<QueuedChange>(new() { SingleReader = true });
    private readonly Metrics _metrics;
    private readonly Task _writing;

    public GroupCommitWriter(IDbContextFactory<AuthDb> contexts, DatabaseEngine engine, Metrics metrics)
    {
        (_contexts, _engine, _metrics) = (contexts, engine, metrics);
        _writing = Task.Run(WriteAsync);
    }

    public override async Task<T> RunAsync<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, CancellationToken cancellation = default)
    {
        var queued = new QueuedChange<T>(tenantId, trail, work, cancellation);
        ObjectDisposedException.ThrowIf(!_changes.Writer.TryWrite(queued), this);
        _metrics.Queued();
        return await queued.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        var group = new List<QueuedChange>(MaxGroupSize);
        while (await _changes.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MaxGroupSize && _changes.Reader.TryRead(out var change)) group.Add(change);
            try
            {
                await CommitAsync(group);
            }
#pragma warning disable CA1031 // Any exception is passed to the group's callers; the writer continues with the next group.
            catch (Exception e)
#pragma warning restore CA1031
            {
                foreach (var change in group) change.Fail(e);
            }

            _metrics.Committed(group.Count);
        }
    }

    private async Task CommitAsync(List<QueuedChange> group)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var change in group)
        {
            await transaction.CreateSavepointAsync(OneChange);
            if (!await change.ApplyAsync(db))
            {
                // SQLite may have rolled the whole transaction back.
                if (_engine.IsUnavailable(change.Refusal)) ExceptionDispatchInfo.Throw(change.Refusal!);
                await transaction.RollbackToSavepointAsync(OneChange);
            }

            await transaction.ReleaseSavepointAsync(OneChange);
        }

        db.ChangeTracker.Clear();
        await transaction.CommitAsync();
        foreach (var change in group) change.Acknowledge();
    }

    private abstract class QueuedChange
    {
        /// <summary>The exception that ended the change; null if none did.</summary>
        public Exception? Refusal { get; protected set; }

        /// <summary>Runs the change; false if it must be rolled back.</summary>
        public abstract Task<bool> ApplyAsync(AuthDb db);

        /// <summary>Called once the change is durable or was rolled back.</summary>
        public abstract void Acknowledge();

        public abstract void Fail(Exception exception);
    }

    private sealed class QueuedChange<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, CancellationToken cancellation) : QueuedChange
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public override async Task<bool> ApplyAsync(AuthDb db)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                var change = db.Begin(tenantId, trail);
                _result = await work(change);
                if (change.IsUndone) return false;
                await change.EndAsync(cancellation);
                return true;
            }
#pragma warning disable CA1031 // Any exception is passed to the caller; the rest of the group is not affected.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Refusal = e;
                return false;
            }
        }

        public override void Acknowledge()
        {
            if (Refusal is null) _done.TrySetResult(_result!);
            else _done.TrySetException(Refusal);
        }

        public override void Fail(Exception exception) => _done.TrySetException(exception);
    }
}
