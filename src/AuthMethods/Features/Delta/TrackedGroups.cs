using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Delta;

/// <remarks>Users in the recycle bin are still members; delta queries of users show that they are deleted.</remarks>
internal sealed class TrackedGroups(AuthDb db) : TrackedObjects
{
    /// <summary>The members on a page of the list. A group with more is continued on the next page.</summary>
    private const int MaxMembers = 1_000;

    private const int BatchSize = 500;

    public override ObjectKind Kind => ObjectKind.Group;

    public override string Set => "groups";

    public override string Resource => "Group";

    public override Type Type => typeof(Group);

    public override string[] Relations => [ChangedObjects.Members, ChangedObjects.Owners];

    public override string[] DefaultRelations => [ChangedObjects.Members];

    public override async Task<(IReadOnlyList<DeltaItem> Items, ListCursor? Next)> ListAsync(DeltaRequest request, ListCursor? after)
    {
        var rows = db.Groups.AsNoTracking();
        if (request.Ids is { } ids) rows = rows.Where(g => ids.Contains(g.Id));
        if (after is { Id: var last, Member: var within })
        {
            rows = within is null ? rows.Where(g => g.Id.CompareTo(last) > 0) : rows.Where(g => g.Id.CompareTo(last) >= 0);
        }

        var found = await rows.OrderBy(g => g.Id).Take(request.PageSize + 1).ToListAsync();
        var page = found.Take(request.PageSize).ToArray();
        ListCursor? next = found.Count > page.Length ? new ListCursor(page[^1].Id) : null;
        var (members, cut) = await MembersAsync(request, [.. page.Select(g => g.Id)], after);
        if (cut is { } at)
        {
            next = cut;
            page = page[..(Array.FindIndex(page, g => g.Id == at.Id) + 1)];
        }

        var links = await LinksAsync(members.Select(m => (m, false)), []);
        var domain = await db.DefaultDomainAsync();
        return ([.. page.Select(g => Listed(request, g.Id, Group.From(g, domain), [.. links[g.Id]]))], next);
    }

    public override async Task<IReadOnlyList<DeltaItem>> ShowAsync(DeltaRequest request, IReadOnlyList<ObjectChangeRow> changes)
    {
        var byGroup = changes.ToLookup(c => c.ObjectId);
        var rows = new Dictionary<Guid, GroupRow>();
        foreach (var ids in byGroup.Select(g => g.Key).Chunk(BatchSize))
        {
            foreach (var row in await db.Groups.AsNoTracking().Where(g => ids.Contains(g.Id)).ToListAsync()) rows.Add(row.Id, row);
        }

        var links = await ChangedLinksAsync(
            [.. changes.Where(c => c.RelatedId is not null && request.Selection.Relations.Contains(c.Properties) && rows.ContainsKey(c.ObjectId))]);
        var domain = await db.DefaultDomainAsync();
        return
        [
            .. byGroup.Select(g => rows.TryGetValue(g.Key, out var row)
                ? Changed(request, g.Key, Group.From(row, domain), g, [.. links[g.Key]])
                : new(g.Key.ToString()) { Removed = DeltaItem.Deleted }).OfType<DeltaItem>(),
        ];
    }

    /// <summary>The members and owners of some groups and, if there are too many for one page, where the next page begins.</summary>
    private async Task<(IReadOnlyList<GroupMemberRow> Members, ListCursor? Cut)> MembersAsync(DeltaRequest request, Guid[] groups, ListCursor? after)
    {
        var (members, owners) = (request.Selection.Relations.Contains(ChangedObjects.Members), request.Selection.Relations.Contains(ChangedObjects.Owners));
        if (!members && !owners) return ([], null);
        var rows = db.GroupMembers.AsNoTracking().Where(m => groups.Contains(m.GroupId) && ((members && !m.IsOwner) || (owners && m.IsOwner)));
        if (after is { Id: var group, Member: { } last }) rows = rows.Where(m => m.GroupId != group || m.MemberId.CompareTo(last) > 0);
        var found = await rows.OrderBy(m => m.GroupId).ThenBy(m => m.MemberId).Take(MaxMembers + 1).ToListAsync();
        if (found.Count <= MaxMembers) return (found, null);
        // A member who is an owner too has two rows, which stay on one page.
        var end = MaxMembers;
        while (found[end - 1].GroupId == found[end].GroupId && found[end - 1].MemberId == found[end].MemberId) end--;
        var (final, first) = (found[end - 1], found[end]);
        return (found[..end], new ListCursor(final.GroupId, first.GroupId == final.GroupId ? final.MemberId : null));
    }

    /// <summary>The changed relationships as they are now.</summary>
    private async Task<ILookup<Guid, DeltaLink>> ChangedLinksAsync(IReadOnlyList<ObjectChangeRow> changes)
    {
        var present = new HashSet<(Guid, Guid, bool)>();
        var groups = changes.Select(c => c.ObjectId).Distinct().ToArray();
        foreach (var ids in changes.Select(c => c.RelatedId!.Value).Distinct().Chunk(BatchSize))
        {
            var rows = db.GroupMembers.AsNoTracking().Where(m => groups.Contains(m.GroupId) && ids.Contains(m.MemberId));
            foreach (var row in await rows.ToListAsync()) present.Add((row.GroupId, row.MemberId, row.IsOwner));
        }

        var links = changes
            .Select(c => (c.ObjectId, MemberId: c.RelatedId!.Value, IsOwner: c.Properties == ChangedObjects.Owners)).Distinct()
            .Select(c => (
                new GroupMemberRow { GroupId = c.ObjectId, MemberId = c.MemberId, IsOwner = c.IsOwner },
                !present.Contains((c.ObjectId, c.MemberId, c.IsOwner))));
        return await LinksAsync(links, [.. changes.Where(c => c.RelatedKind == ObjectKind.Group).Select(c => c.RelatedId!.Value)]);
    }

    /// <param name="rows">The relationships, and whether they were removed.</param>
    /// <param name="formerGroups">Members that were groups and no longer exist.</param>
    private async Task<ILookup<Guid, DeltaLink>> LinksAsync(IEnumerable<(GroupMemberRow Row, bool IsRemoved)> rows, HashSet<Guid> formerGroups)
    {
        var all = rows.ToArray();
        var types = formerGroups.ToDictionary(id => id, _ => "group");
        foreach (var ids in all.Select(r => r.Row.MemberId).Distinct().Chunk(BatchSize))
        {
            foreach (var id in await db.Groups.Where(g => ids.Contains(g.Id)).Select(g => g.Id).ToListAsync()) types[id] = "group";
            foreach (var id in await db.ServicePrincipals.Where(s => ids.Contains(s.Id)).Select(s => s.Id).ToListAsync()) types[id] = "servicePrincipal";
        }

        return all.ToLookup(r => r.Row.GroupId, r => new DeltaLink(
            r.Row.IsOwner ? ChangedObjects.Owners : ChangedObjects.Members, types.GetValueOrDefault(r.Row.MemberId, "user"), r.Row.MemberId, r.IsRemoved));
    }
}
