using AuthMethods.Messages;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Outbox;

/// <summary>Reads the messages of the last day. Only those that are kept show what they say.</summary>
internal sealed class OutboxStore(AuthDb db, IDbContextFactory<AuthDb> contexts, Polling polling, MessageQueue queue)
{
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
        var known = after is null ? null : await Of(db, user).Where(m => m.Id == after).Select(m => (DateTimeOffset?)m.CreatedDateTime)
            .FirstOrDefaultAsync(cancellation);
        var since = known ?? now;
        var row = await polling.FirstAsync(own => Of(own, user).Where(m => m.CreatedDateTime >= since && m.Id != after)
            .OrderBy(m => m.CreatedDateTime).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellation), wait, cancellation);
        return row is null ? null : ToWire(row);
    }

    public OutboxMessage ToWire(MessageRow row) => OutboxMessage.From(row, row.State == MessageState.Kept ? queue.Read(row) : null);

    private static IQueryable<MessageRow> Of(AuthDb db, Guid? user) =>
        db.Set<MessageRow>().AsNoTracking().Where(m => user == null || m.UserId == user);
}
