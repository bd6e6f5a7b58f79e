using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>
/// Keeps <see cref="UserRow.Roles"/> and <see cref="UserRow.ScopedRoles"/> in step with role assignments and group memberships, within the
/// change that modifies them.
/// </summary>
internal static class RolesInForce
{
    private const int BatchSize = 500;

    private static readonly Guid GlobalAdministrator = DirectoryRole.All.Single(r => r.Flag == DirectoryRoles.GlobalAdministrator).TemplateId;

    /// <summary>
    /// Serializes changes of the tenant's roles. Two at the same time could compute a user's roles from rows that the other is
    /// changing, or each remove one of the last two Global Administrators.
    /// </summary>
    public static Task LockAsync(Change change) =>
        change.UnrecordedAsync(() => change.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.DisplayName, x => x.DisplayName)));

    /// <summary>Recomputes the roles of some users. Refused if the tenant would have no Global Administrator.</summary>
    public static async Task<GraphException?> RefreshAsync(Change change, IEnumerable<Guid> users)
    {
        var isLost = false;
        foreach (var some in users.Distinct().Chunk(BatchSize)) isLost |= await RefreshSomeAsync(change, some);
        return isLost ? await KeepGlobalAdministratorAsync(change) : null;
    }

    /// <summary>Refuses a change after which the tenant has no Global Administrator.</summary>
    public static async Task<GraphException?> KeepGlobalAdministratorAsync(Change change)
    {
        var isHeld = await change.RoleAssignments.AnyAsync(a => a.RoleTemplateId == GlobalAdministrator && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant
            && (change.Users.Any(u => u.Id == a.PrincipalId)
                || change.GroupMembers.Any(m => m.GroupId == a.PrincipalId && !m.IsOwner && change.Users.Any(u => u.Id == m.MemberId))));
        return isHeld ? null : GraphErrors.LastGlobalAdministrator();
    }

    /// <summary>True if a user is no longer Global Administrator.</summary>
    private static async Task<bool> RefreshSomeAsync(Change change, Guid[] users)
    {
        var inForce = await ComputeAsync(change, users);
        var before = await change.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => users.Contains(u.Id))
            .Select(u => new { u.Id, Roles = new Held(u.Roles, u.ScopedRoles) }).ToListAsync();
        foreach (var changed in before.Where(u => u.Roles != inForce[u.Id]).GroupBy(u => inForce[u.Id], u => u.Id))
        {
            var ids = changed.ToArray();
            await change.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => ids.Contains(u.Id)).ExecuteUpdateAsync(u => u
                .SetProperty(x => x.Roles, changed.Key.Everywhere)
                .SetProperty(x => x.ScopedRoles, changed.Key.Scoped)
                // So that a deletion of the user at the same time is checked again.
                .SetProperty(x => x.Version, Guid.NewGuid()));
        }

        return before.Any(u => u.Roles.IsGlobalAdministrator && !inForce[u.Id].IsGlobalAdministrator);
    }

    private static async Task<Dictionary<Guid, Held>> ComputeAsync(Change change, Guid[] users)
    {
        var memberships = await (
            from m in change.GroupMembers
            join g in change.Groups on m.GroupId equals g.Id
            where users.Contains(m.MemberId) && g.IsAssignableToRole
            select new { m.MemberId, m.GroupId, m.IsOwner }).ToListAsync();
        var principals = users.Concat(memberships.Where(m => !m.IsOwner).Select(m => m.GroupId)).Distinct().ToArray();
        var assignments = await change.RoleAssignments.Where(a => principals.Contains(a.PrincipalId)).ToListAsync();
        var disabled = await change.RoleDefinitions.Where(d => !d.IsEnabled).Select(d => d.Id).ToListAsync();
        var byPrincipal = assignments.Where(a => !disabled.Contains(a.RoleTemplateId)).ToLookup(a => a.PrincipalId, Held.From);
        var byMember = memberships.ToLookup(m => m.MemberId);
        return users.ToDictionary(id => id, id => Union(byPrincipal[id])
            | Union(byMember[id].Where(m => !m.IsOwner).SelectMany(m => byPrincipal[m.GroupId]))
            | new Held(byMember[id].Any() ? DirectoryRoles.InRoleAssignableGroup : DirectoryRoles.None, DirectoryRoles.None));
    }

    private static Held Union(IEnumerable<Held> roles) => roles.Aggregate(default(Held), (all, role) => all | role);

    private readonly record struct Held(DirectoryRoles Everywhere, DirectoryRoles Scoped)
    {
        public bool IsGlobalAdministrator => Everywhere.HasFlag(DirectoryRoles.GlobalAdministrator);

        // A role within one application gives no access here, but its holder counts as an administrator.
        public static Held From(RoleAssignmentRow assignment) =>
            assignment.DirectoryScopeId == RoleAssignmentRow.WholeTenant ? new(DirectoryRole.FlagOf(assignment.RoleTemplateId), DirectoryRoles.None)
            : assignment.AdministrativeUnitId is null ? new(DirectoryRoles.None, DirectoryRoles.Other)
            : new(DirectoryRoles.None, DirectoryRole.FlagOf(assignment.RoleTemplateId));

        public static Held operator |(Held left, Held right) => new(left.Everywhere | right.Everywhere, left.Scoped | right.Scoped);
    }
}
