using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Keeps <see cref="UserRow.Roles"/> equal to what assignments and memberships say, within the change that touches them.</summary>
internal static class RolesInForce
{
    private const int BatchSize = 500;

    private static readonly Guid GlobalAdministrator = DirectoryRole.All.Single(r => r.Flag == DirectoryRoles.GlobalAdministrator).TemplateId;

    /// <summary>
    /// Makes other changes of the tenant's roles wait until this one ends. Two at once would each work out a user's roles from
    /// rows that the other is changing, or each leave the last Global Administrator to the other.
    /// </summary>
    public static Task LockAsync(Change change) =>
        change.UnrecordedAsync(() => change.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.DisplayName, x => x.DisplayName)));

    /// <summary>Computes the roles of some users again. Refused when the tenant is left without a Global Administrator.</summary>
    public static async Task<GraphException?> RefreshAsync(Change change, IEnumerable<Guid> users)
    {
        var isLost = false;
        foreach (var some in users.Distinct().Chunk(BatchSize)) isLost |= await RefreshSomeAsync(change, some);
        return isLost ? await KeepGlobalAdministratorAsync(change) : null;
    }

    /// <summary>The refusal of a change after which nobody is Global Administrator.</summary>
    public static async Task<GraphException?> KeepGlobalAdministratorAsync(Change change)
    {
        var isHeld = await change.RoleAssignments.AnyAsync(a => a.RoleTemplateId == GlobalAdministrator && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant
            && (change.Users.Any(u => u.Id == a.PrincipalId)
                || change.GroupMembers.Any(m => m.GroupId == a.PrincipalId && !m.IsOwner && change.Users.Any(u => u.Id == m.MemberId))));
        return isHeld ? null : GraphErrors.LastGlobalAdministrator();
    }

    /// <summary>True when somebody ceased to be Global Administrator.</summary>
    private static async Task<bool> RefreshSomeAsync(Change change, Guid[] users)
    {
        var inForce = await ComputeAsync(change, users);
        var before = await change.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => users.Contains(u.Id))
            .Select(u => new { u.Id, u.Roles }).ToListAsync();
        foreach (var changed in before.Where(u => u.Roles != inForce[u.Id]).GroupBy(u => inForce[u.Id], u => u.Id))
        {
            var ids = changed.ToArray();
            await change.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).Where(u => ids.Contains(u.Id)).ExecuteUpdateAsync(u => u
                .SetProperty(x => x.Roles, changed.Key)
                // Whoever is deleting one of them at the same time looks again.
                .SetProperty(x => x.Version, Guid.NewGuid()));
        }

        return before.Any(u => u.Roles.HasFlag(DirectoryRoles.GlobalAdministrator) && !inForce[u.Id].HasFlag(DirectoryRoles.GlobalAdministrator));
    }

    private static async Task<Dictionary<Guid, DirectoryRoles>> ComputeAsync(Change change, Guid[] users)
    {
        var memberships = await (
            from m in change.GroupMembers
            join g in change.Groups on m.GroupId equals g.Id
            where users.Contains(m.MemberId) && g.IsAssignableToRole
            select new { m.MemberId, m.GroupId, m.IsOwner }).ToListAsync();
        var principals = users.Concat(memberships.Where(m => !m.IsOwner).Select(m => m.GroupId)).Distinct().ToArray();
        var assignments = await change.RoleAssignments.Where(a => principals.Contains(a.PrincipalId)).ToListAsync();
        var disabled = await change.RoleDefinitions.Where(d => !d.IsEnabled).Select(d => d.Id).ToListAsync();
        var byPrincipal = assignments.Where(a => !disabled.Contains(a.RoleTemplateId)).ToLookup(a => a.PrincipalId, FlagOf);
        var byMember = memberships.ToLookup(m => m.MemberId);
        return users.ToDictionary(id => id, id => Union(byPrincipal[id])
            | Union(byMember[id].Where(m => !m.IsOwner).SelectMany(m => byPrincipal[m.GroupId]))
            | (byMember[id].Any() ? DirectoryRoles.InRoleAssignableGroup : DirectoryRoles.None));
    }

    // Within one application a role opens nothing here, but its holder is no ordinary user any more.
    private static DirectoryRoles FlagOf(RoleAssignmentRow assignment) =>
        assignment.DirectoryScopeId == RoleAssignmentRow.WholeTenant ? DirectoryRole.FlagOf(assignment.RoleTemplateId) : DirectoryRoles.Other;

    private static DirectoryRoles Union(IEnumerable<DirectoryRoles> roles) => roles.Aggregate(DirectoryRoles.None, (all, role) => all | role);
}
