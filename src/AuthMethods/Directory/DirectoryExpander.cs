using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>
/// <c>$expand</c> on users, groups and directory roles: their memberships and members. It runs one query for each navigation
/// property and type of object, not one for each item of the page.
/// </summary>
internal sealed class DirectoryExpander(AuthDb db, Memberships memberships, DirectoryObjectStore objects)
{
    // As in Graph, an expanded collection has no more items; the rest is read at the collection's own address.
    private const int MaxItems = 20;
    private const int BatchSize = 500;

    /// <summary><c>memberOf</c> and <c>transitiveMemberOf</c>.</summary>
    public Task<IReadOnlyList<Expanded>> OfUsersAsync(IReadOnlyList<Expansion> expand, IReadOnlyList<Guid> users) =>
        ExpandAsync(expand, navigation => memberships.ObjectsOfEachAsync(users, isTransitive: navigation == "transitiveMemberOf"));

    /// <summary><c>members</c> and <c>owners</c>.</summary>
    public Task<IReadOnlyList<Expanded>> OfGroupsAsync(IReadOnlyList<Expansion> expand, IReadOnlyList<Guid> groups) => ExpandAsync(expand, async navigation =>
    {
        var isOwner = navigation == "owners";
        var found = new List<(Guid Group, Guid Member)>();
        foreach (var some in groups.Chunk(BatchSize))
        {
            var members = await db.Groups.Where(g => some.Contains(g.Id))
                .SelectMany(holder => db.GroupMembers.Where(m => m.GroupId == holder.Id && m.IsOwner == isOwner)
                    .Where(m => db.Users.Any(u => u.Id == m.MemberId)
                        || db.Groups.Any(g => g.Id == m.MemberId)
                        || db.ServicePrincipals.Any(a => a.Id == m.MemberId))
                    .OrderBy(m => m.MemberId).Take(MaxItems))
                .Select(m => new { m.GroupId, m.MemberId }).ToListAsync();
            found.AddRange(members.Select(m => (m.GroupId, m.MemberId)));
        }

        return found.ToLookup(m => m.Group, m => m.Member);
    });

    /// <summary><c>members</c>.</summary>
    public Task<IReadOnlyList<Expanded>> OfRolesAsync(IReadOnlyList<Expansion> expand, IReadOnlyList<ActivatedRole> roles) => ExpandAsync(expand, async _ =>
    {
        var ids = roles.ToDictionary(r => Guid.Parse(r.RoleTemplateId), r => Guid.Parse(r.Id));
        var templates = ids.Keys.ToArray();
        var held = db.RoleAssignments.Where(a => a.DirectoryScopeId == RoleAssignmentRow.WholeTenant);
        var found = await held.Where(a => templates.Contains(a.RoleTemplateId)).Select(a => a.RoleTemplateId).Distinct()
            .SelectMany(role => held.Where(a => a.RoleTemplateId == role)
                .Where(a => db.Users.Any(u => u.Id == a.PrincipalId)
                    || db.Groups.Any(g => g.Id == a.PrincipalId)
                    || db.ServicePrincipals.Any(x => x.Id == a.PrincipalId))
                .OrderBy(a => a.PrincipalId).Take(MaxItems))
            .Select(a => new { a.RoleTemplateId, a.PrincipalId }).ToListAsync();
        return found.ToLookup(a => ids[a.RoleTemplateId], a => a.PrincipalId);
    });

    private async Task<IReadOnlyList<Expanded>> ExpandAsync(IReadOnlyList<Expansion> expand, Func<string, Task<ILookup<Guid, Guid>>> idsOf)
    {
        var expanded = new List<Expanded>();
        foreach (var expansion in expand)
        {
            var ids = await idsOf(expansion.Name);
            var found = (await objects.FindAsync([.. ids.SelectMany(of => of.Take(MaxItems))])).ToDictionary(o => o.Id);
            expanded.Add(new(
                expansion,
                item => ids[Guid.Parse(((DirectoryObject)item).Id)].Take(MaxItems)
                    .Select(id => found.GetValueOrDefault(id.ToString())).OfType<DirectoryObject>(),
                IsPolymorphic: true));
        }

        return expanded;
    }
}
