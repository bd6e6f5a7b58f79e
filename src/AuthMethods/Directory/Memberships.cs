using AuthMethods.Access;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Groups, roles and administrative units of directory objects, and members of groups.</summary>
internal sealed class Memberships(AuthDb db)
{
    private const int BatchSize = 500;

    /// <summary>The groups that <paramref name="member"/> is in directly, or also through nested groups.</summary>
    public async Task<IReadOnlyList<Guid>> GroupsOfAsync(Guid member, bool isTransitive) => [.. (await GroupsOfEachAsync([member], isTransitive))[member]];

    /// <summary>The groups, the built-in roles and the administrative units of each user.</summary>
    public async Task<ILookup<Guid, Guid>> ObjectsOfEachAsync(IReadOnlyCollection<Guid> users, bool isTransitive)
    {
        var groups = await GroupsOfEachAsync(users, isTransitive);
        // A role assigned to a group belongs to the group, and to its members only transitively.
        var direct = isTransitive ? await GroupsOfEachAsync(users, isTransitive: false) : Array.Empty<Guid>().ToLookup(id => id);
        var roles = await RolesOfEachAsync([.. users, .. direct.SelectMany(g => g)]);
        var units = await UnitsOfEachAsync(users);
        return users.SelectMany(user => groups[user]
            .Concat(roles[user].Concat(direct[user].SelectMany(group => roles[group])).Distinct())
            .Concat(units[user])
            .Select(id => (User: user, Id: id))).ToLookup(x => x.User, x => x.Id);
    }

    /// <summary>Filters groups to those that are security groups.</summary>
    public async Task<IReadOnlyList<Guid>> SecurityGroupsAsync(IReadOnlyList<Guid> groups) =>
        await db.Groups.Where(g => groups.Contains(g.Id) && (!g.IsUnified || g.IsUnifiedForSecurity)).OrderBy(g => g.Id).Select(g => g.Id).ToListAsync();

    /// <summary>The object ids of the built-in roles that these principals hold over the whole tenant.</summary>
    public async Task<IReadOnlyList<Guid>> RolesOfAsync(IReadOnlyCollection<Guid> principals) =>
        [.. (await RolesOfEachAsync(principals)).SelectMany(role => role).Distinct()];

    /// <summary>The administrative units that an object is a member of. The members of a group in a unit are not members of the unit.</summary>
    public async Task<IReadOnlyList<Guid>> UnitsOfAsync(Guid member) => [.. (await UnitsOfEachAsync([member]))[member]];

    /// <summary>The members of a group, including those of nested groups.</summary>
    public async Task<IReadOnlyList<Guid>> MembersOfAsync(Guid group)
    {
        var found = new HashSet<Guid>();
        Guid[] next = [group];
        while (next.Length > 0)
        {
            var members = await db.GroupMembers.Where(m => !m.IsOwner && next.Contains(m.GroupId)).Select(m => m.MemberId).Distinct().ToArrayAsync();
            next = [.. members.Where(found.Add)];
        }

        return [.. found.Order()];
    }

    /// <summary>Each group with itself and the groups nested in it: its members, also through others, are the direct members of these.</summary>
    public async Task<ILookup<Guid, Guid>> WithNestedAsync(IReadOnlyCollection<Guid> groups)
    {
        var nested = new Dictionary<Guid, List<Guid>>();
        Guid[] next = [.. groups.Distinct()];
        while (next.Length > 0)
        {
            foreach (var id in next) nested[id] = [];
            foreach (var some in next.Chunk(BatchSize))
            {
                var found = await db.GroupMembers.Where(m => !m.IsOwner && some.Contains(m.GroupId) && db.Groups.Any(g => g.Id == m.MemberId))
                    .Select(m => new { m.GroupId, m.MemberId }).ToListAsync();
                foreach (var membership in found) nested[membership.GroupId].Add(membership.MemberId);
            }

            next = [.. next.SelectMany(id => nested[id]).Distinct().Where(id => !nested.ContainsKey(id))];
        }

        return groups.Distinct().SelectMany(group => Reached(group, nested).Prepend(group).Distinct().Select(id => (Group: group, Id: id)))
            .ToLookup(x => x.Group, x => x.Id);
    }

    /// <summary>Runs one query for each level of nesting.</summary>
    private async Task<ILookup<Guid, Guid>> GroupsOfEachAsync(IReadOnlyCollection<Guid> members, bool isTransitive)
    {
        var holders = new Dictionary<Guid, List<Guid>>();
        Guid[] next = [.. members.Distinct()];
        while (next.Length > 0)
        {
            foreach (var id in next) holders[id] = [];
            foreach (var some in next.Chunk(BatchSize))
            {
                var found = await db.GroupMembers.Where(m => !m.IsOwner && some.Contains(m.MemberId)).Select(m => new { m.MemberId, m.GroupId }).ToListAsync();
                foreach (var membership in found) holders[membership.MemberId].Add(membership.GroupId);
            }

            next = isTransitive ? [.. next.SelectMany(id => holders[id]).Distinct().Where(id => !holders.ContainsKey(id))] : [];
        }

        return members.SelectMany(member => Reached(member, holders).Order().Select(group => (Member: member, Group: group)))
            .ToLookup(x => x.Member, x => x.Group);
    }

    private static HashSet<Guid> Reached(Guid start, Dictionary<Guid, List<Guid>> links)
    {
        var found = new HashSet<Guid>();
        var next = new Stack<Guid>([start]);
        while (next.TryPop(out var id))
        {
            foreach (var linked in links.GetValueOrDefault(id, []).Where(found.Add)) next.Push(linked);
        }

        return found;
    }

    // Units with hidden membership are left out, because the list would show who is in them.
    private async Task<ILookup<Guid, Guid>> UnitsOfEachAsync(IReadOnlyCollection<Guid> members)
    {
        var found = new List<(Guid Member, Guid Unit)>();
        foreach (var some in members.Distinct().Chunk(BatchSize))
        {
            var rows = await (
                from m in db.AdministrativeUnitMembers
                join u in db.AdministrativeUnits on m.AdministrativeUnitId equals u.Id
                where some.Contains(m.MemberId) && u.Visibility != AdministrativeUnitRow.HiddenMembership
                orderby u.Id
                select new { m.MemberId, u.Id }).ToListAsync();
            found.AddRange(rows.Select(r => (r.MemberId, r.Id)));
        }

        return found.ToLookup(f => f.Member, f => f.Unit);
    }

    private async Task<ILookup<Guid, Guid>> RolesOfEachAsync(IReadOnlyCollection<Guid> principals)
    {
        var held = new List<(Guid Principal, Guid Role)>();
        foreach (var some in principals.Distinct().Chunk(BatchSize))
        {
            var found = await db.RoleAssignments.Where(a => some.Contains(a.PrincipalId) && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant)
                .Select(a => new { a.PrincipalId, a.RoleTemplateId }).ToListAsync();
            held.AddRange(found.Where(a => DirectoryRole.Find(a.RoleTemplateId) is not null)
                .Select(a => (a.PrincipalId, ActivatedRole.IdOf(db.TenantId, a.RoleTemplateId))));
        }

        return held.ToLookup(h => h.Principal, h => h.Role);
    }
}
