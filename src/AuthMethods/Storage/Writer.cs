using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage;

/// <summary>The only way to change the database: a change is applied whole, with its audit record, and is durable when the task ends.</summary>
internal abstract class Writer
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction over <paramref name="tenantId"/>'s rows. It may run more than once, when the
    /// engine asks for another try, so it must read what it decides by, and touch nothing but the change. An exception undoes it.
    /// </summary>
    public abstract Task<T> RunAsync<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, CancellationToken cancellation = default);
}

/// <summary>One transaction for each change, tried again when the engine says that the fault was transient.</summary>
internal sealed class TransactionWriter(IDbContextFactory<AuthDb> contexts) : Writer
{
    private const int MostTries = 10;

    public override async Task<T> RunAsync<T>(Guid tenantId, AuditTrail trail, Func<Change, Task<T>> work, CancellationToken cancellation = default)
    {
        Guid[] contended = [];
        for (var left = MostTries; ; left--)
        {
            try
            {
                return await TryAsync(tenantId, trail, work, contended, cancellation);
            }
            catch (DbUpdateConcurrencyException e) when (left > 1)
            {
                // Another writer was faster on the same row. Graph has no versions to hold against anyone: this one goes again, after it.
                contended = [.. e.Entries.Select(entry => UserOf(entry.Entity)).OfType<Guid>().Distinct().Order()];
            }
        }
    }

    /// <param name="contended">Users over whose rows this change lost before: it stands in line for them now, or in a crowd it would lose for ever.</param>
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
