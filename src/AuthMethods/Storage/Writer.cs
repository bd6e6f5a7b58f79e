using Microsoft.EntityFrameworkCore;

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
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async cancel =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var change = db.Begin(tenantId, trail);
            foreach (var user in contended) await change.LockAsync(user);
            var result = await work(change);
            if (change.IsUndone)
            {
                await transaction.RollbackAsync(cancel);
                return result;
            }

            await change.EndAsync(cancel);
            await transaction.CommitAsync(cancel);
            return result;
        }, cancellation);
    }

    private static Guid? UserOf(object row) => row switch
    {
        AuthenticationMethodRow method => method.UserId,
        UserRow user => user.Id,
        _ => null,
    };
}
