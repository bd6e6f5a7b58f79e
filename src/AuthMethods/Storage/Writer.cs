using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AuthMethods.Storage;

/// <summary>The only way to change the database: a change and its audit record are applied atomically and are durable when the task ends.</summary>
internal abstract class Writer
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction over <paramref name="tenantId"/>'s rows. It may run more than once if the
    /// engine asks for a retry, so it must read all that it depends on and modify only the change. An exception rolls it back.
    /// </summary>
    public abstract Task<T> RunAsync<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, CancellationToken cancellation = default);
}

/// <summary>Runs each change in its own transaction and retries it when the engine reports a transient error.</summary>
internal sealed class TransactionWriter(IDbContextFactory<AuthDb> contexts) : Writer
{
    private const int MaxTries = 10;

    public override async Task<T> RunAsync<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, CancellationToken cancellation = default)
    {
        Guid[] contended = [];
        for (var left = MaxTries; ; left--)
        {
            try
            {
                return await TryAsync(tenantId, trail, work, contended, cancellation);
            }
            catch (DbUpdateConcurrencyException e) when (left > 1)
            {
                // Another writer changed the same row first. Graph's requests carry no versions to compare, so this change is retried.
                contended = [.. e.Entries.Select(entry => UserOf(entry.Entity)).OfType<Guid>().Distinct().Order()];
            }
        }
    }

    /// <param name="contended">Users whose rows caused earlier conflicts: they are locked first, or under load the change could fail forever.</param>
    private async Task<T> TryAsync<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, Guid[] contended, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
        // A change that has begun is not canceled: PostgreSQL's client would open a connection to cancel it, and block a thread for that long.
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async cancel =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            db.MayConnect = false;
            try
            {
                var change = db.Begin(tenantId, trail);
                foreach (var user in contended) await change.LockAsync(user);
                var result = await work(change);
                if (change.IsUndone)
                {
                    await transaction.RollbackAsync(cancel);
                    return result;
                }

                await change.EndAsync(cancel);
                await CommitAsync(transaction);
                return result;
            }
            catch (InvalidOperationException e) when (e.Source == db.Database.GetDbConnection().GetType().Assembly.GetName().Name)
            {
                // The client refuses to use a transaction that ended with its connection.
                throw new TimeoutException("The connection was lost during the change.", e);
            }
            finally
            {
                db.MayConnect = true;
            }
        }, CancellationToken.None);
    }

    /// <summary>
    /// An error leaves open whether the change was committed. It is hidden from the execution strategy, which would run the change again,
    /// over its own rows.
    /// </summary>
    private static async Task CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync();
        }
#pragma warning disable CA1031 // Whatever the error is, the change must not run again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new CommitLostException(e);
        }
    }

    private sealed class CommitLostException(Exception reason) : Exception("It is not known whether the change was committed.", reason);

    private static Guid? UserOf(object row) => row switch
    {
        AuthenticationMethodRow method => method.UserId,
        UserRow user => user.Id,
        _ => null,
    };
}
