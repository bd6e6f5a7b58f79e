using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Delta;

internal sealed class TrackedUsers(AuthDb db) : TrackedObjects
{
    private const int BatchSize = 500;

    public override ObjectKind Kind => ObjectKind.User;

    public override string Set => "users";

    public override string Resource => "User";

    public override Type Type => typeof(User);

    public override IReadOnlySet<string> NotTracked => UserFields.NotOnCollections;

    public override async Task<(IReadOnlyList<DeltaItem> Items, ListCursor? Next)> ListAsync(DeltaRequest request, ListCursor? after)
    {
        var rows = db.Users.AsNoTracking();
        if (request.Ids is { } ids) rows = rows.Where(u => ids.Contains(u.Id));
        if (after is { Id: var last }) rows = rows.Where(u => u.Id.CompareTo(last) > 0);
        var found = await rows.OrderBy(u => u.Id).Take(request.PageSize + 1).ToListAsync();
        var page = found.Take(request.PageSize).ToArray();
        var domain = await db.DefaultDomainAsync();
        return (
            [.. page.Select(u => Listed(request, u.Id, User.From(u, domain)))],
            found.Count > page.Length ? new ListCursor(page[^1].Id) : null);
    }

    public override async Task<IReadOnlyList<DeltaItem>> ShowAsync(DeltaRequest request, IReadOnlyList<ObjectChangeRow> changes)
    {
        var byUser = changes.ToLookup(c => c.ObjectId);
        var rows = new Dictionary<Guid, UserRow>();
        foreach (var ids in byUser.Select(u => u.Key).Chunk(BatchSize))
        {
            var found = db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).AsNoTracking().Where(u => ids.Contains(u.Id));
            foreach (var row in await found.ToListAsync()) rows.Add(row.Id, row);
        }

        var domain = await db.DefaultDomainAsync();
        return [.. byUser.Select(Show).OfType<DeltaItem>()];

        DeltaItem? Show(IGrouping<Guid, ObjectChangeRow> user) => rows.GetValueOrDefault(user.Key) switch
        {
            null => new(user.Key.ToString()) { Removed = DeltaItem.Deleted },
            { DeletedDateTime: not null } => new(user.Key.ToString()) { Removed = DeltaItem.Changed },
            var row => Changed(request, user.Key, User.From(row, domain), user),
        };
    }
}
