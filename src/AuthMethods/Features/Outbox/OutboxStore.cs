using System.Diagnostics;
using AuthMethods.Messages;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Outbox;

/// <summary>Reads the messages of the last day. Only those that are kept show what they say.</summary>
internal sealed class OutboxStore(AuthDb db, IDbContextFactory<AuthDb> contexts, DatabaseSlot slot, MessageQueue queue)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="user">Null for the messages to all users.</param>
    /// <param name="query">The options of the request.</param>
    public Task<Page<MessageRow>> PageAsync(Guid? user, GraphQuery query) => db.PageAsync(Of(db, user), OutboxFields.All, query);

    public async Task<OutboxMessage?> FindAsync(Guid id) =>
        await Of(db, user: null).FirstOrDefaultAsync(m => m.Id == id) is { } row ? ToWire(row) : null;

    public async Task<IReadOnlyList<OutboxMessage>> NewestAsync(Guid tenant, Guid? user, int count)
    {
        await using var own = await contexts.CreateDbContextAsync();
        own.TenantId = tenant;
        var rows = await Of(own, user).OrderByDescending(m => m.CreatedDateTime).ThenByDescending(m => m.Id).Take(count).ToListAsync();
        return rows.ConvertAll(ToWire);
    }

    /// <summary>The first message that comes, or came, after another one or after this call began; null if none comes in time.</summary>
    public async Task<OutboxMessage?> NextAsync(Guid? user, Guid? after, DateTimeOffset now, TimeSpan wait, CancellationToken cancellation)
    {
        var tenant = db.TenantId;
        var known = after is null ? null : await Of(db, user).Where(m => m.Id == after).Select(m => (DateTimeOffset?)m.CreatedDateTime)
            .FirstOrDefaultAsync(cancellation);
        // The place at the database is another request's while this one waits.
        slot.Dispose();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await FirstAsync(tenant, user, known ?? now, after, cancellation) is { } row) return ToWire(row);
            var left = wait - Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return null;
            await Task.Delay(left < Interval ? left : Interval, cancellation);
        }
    }

    public OutboxMessage ToWire(MessageRow row) => OutboxMessage.From(row, row.State == MessageState.Kept ? queue.Read(row) : null);

    private async Task<MessageRow?> FirstAsync(Guid tenant, Guid? user, DateTimeOffset since, Guid? after, CancellationToken cancellation)
    {
        await using var own = await contexts.CreateDbContextAsync(cancellation);
        own.TenantId = tenant;
        return await Of(own, user).Where(m => m.CreatedDateTime >= since && m.Id != after)
            .OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellation);
    }

    private static IQueryable<MessageRow> Of(AuthDb db, Guid? user) =>
        db.Set<MessageRow>().AsNoTracking().Where(m => user == null || m.UserId == user);
}
