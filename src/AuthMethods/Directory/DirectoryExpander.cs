using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>
/// <c>$expand</c> on users, groups, directory roles and administrative units: their memberships and members. It runs one query for each navigation
/// property and type of object, not one for each item of the page.
/// </summary>
internal sealed class DirectoryExpander(AuthDb db, Memberships memberships, DirectoryObjectStore objects)
{
    // As in Graph, an expanded collection has no more items; the rest is read at the collection's own address.
    private const int MaxItems = 20;
    private const int BatchSize = 500;

    // Chains of managers end here; a JSON writer does not nest much deeper.
    private const int MaxLevels = 100;

    /// <summary><c>memberOf</c>, <c>transitiveMemberOf</c>, <c>directReports</c> and <c>manager</c>.</summary>
    public async Task<IReadOnlyList<Expanded>> OfUsersAsync(IReadOnlyList<Expansion> expand, IReadOnlyList<Guid> users)
    {
        var managers = expand.FirstOrDefault(e => e.Name == DirectoryExpansions.Manager);
        var lists = await ExpandAsync([.. expand.Where(e => e != managers)], navigation => navigation == "directReports"
            ? ReportsOfEachAsync(users)
            : memberships.ObjectsOfEachAsync(users, isTransitive: navigation == "transitiveMemberOf"));
        return managers is null ? lists : [.. lists, await ManagersAsync(managers, users)];
    }

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

    private async Task<ILookup<Guid, Guid>> ReportsOfEachAsync(IReadOnlyList<Guid> managers)
    {
        var found = new List<(Guid Manager, Guid Report)>();
        foreach (var some in managers.Chunk(BatchSize))
        {
            var reports = await db.Users.Where(m => some.Contains(m.Id))
                .SelectMany(m => db.Users.Where(u => u.ManagerId == m.Id).OrderBy(u => u.Id).Take(MaxItems), (m, u) => new { Manager = m.Id, Report = u.Id })
                .ToListAsync();
            found.AddRange(reports.Select(r => (r.Manager, r.Report)));
        }

        return found.ToLookup(r => r.Manager, r => r.Report);
    }

    /// <summary>Runs one query for each level.</summary>
    private async Task<Expanded> ManagersAsync(Expansion expansion, IReadOnlyList<Guid> users)
    {
        var managers = new Dictionary<Guid, Guid>();
        var next = users;
        for (var level = 0; level < Math.Min(expansion.Levels, MaxLevels) && next.Count > 0; level++)
        {
            var above = new HashSet<Guid>();
            foreach (var some in next.Chunk(BatchSize))
            {
                var found = await db.Users.Where(u => some.Contains(u.Id))
                    .Join(db.Users, u => u.ManagerId, m => m.Id, (u, m) => new { u.Id, Manager = m.Id }).ToListAsync();
                foreach (var user in found) managers[user.Id] = user.Manager;
                above.UnionWith(found.Select(user => user.Manager));
            }

            next = [.. above.Where(manager => !managers.ContainsKey(manager))];
        }

        var objectOf = (await objects.FindAsync([.. managers.Values])).ToDictionary(o => o.Id);
        return new(
            expansion with { Levels = Math.Min(expansion.Levels, MaxLevels) },
            user => managers.TryGetValue(Guid.Parse(((DirectoryObject)user).Id), out var id) ? objectOf.GetValueOrDefault(id.ToString()) : null,
            IsPolymorphic: true) { IsOmittedIfNull = true };
    }

    /// <summary><c>members</c>.</summary>
    public Task<IReadOnlyList<Expanded>> OfUnitsAsync(IReadOnlyList<Expansion> expand, IReadOnlyList<Guid> units) => ExpandAsync(expand, async _ =>
    {
        var found = new List<(Guid Unit, Guid Member)>();
        foreach (var some in units.Chunk(BatchSize))
        {
            var members = await db.AdministrativeUnits.Where(u => some.Contains(u.Id))
                .SelectMany(unit => db.AdministrativeUnitMembers.Where(m => m.AdministrativeUnitId == unit.Id)
                    .Where(m => db.Users.Any(u => u.Id == m.MemberId) || db.Groups.Any(g => g.Id == m.MemberId))
                    .OrderBy(m => m.MemberId).Take(MaxItems))
                .Select(m => new { m.AdministrativeUnitId, m.MemberId }).ToListAsync();
            found.AddRange(members.Select(m => (m.AdministrativeUnitId, m.MemberId)));
        }

        return found.ToLookup(m => m.Unit, m => m.Member);
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
