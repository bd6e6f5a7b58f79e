using AuthMethods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Users;

/// <summary>Which groups something is in and which roles that brings.</summary>
public sealed class Memberships(AuthDb db)
{
    /// <summary>The groups that hold <paramref name="member"/> directly, or also through groups in groups.</summary>
    public async Task<IReadOnlyList<Guid>> GroupsOfAsync(Guid member, bool isTransitive)
    {
        var found = new HashSet<Guid>();
        Guid[] next = [member];
        while (next.Length > 0)
        {
            var holders = await db.GroupMembers.Where(m => !m.IsOwner && next.Contains(m.MemberId)).Select(m => m.GroupId).Distinct().ToArrayAsync();
            next = [.. holders.Where(found.Add)];
            if (!isTransitive) break;
        }

        return [.. found.Order()];
    }

    /// <summary>Those of some groups that are used for access.</summary>
    public async Task<IReadOnlyList<Guid>> SecurityGroupsAsync(IReadOnlyList<Guid> groups) =>
        await db.Groups.Where(g => groups.Contains(g.Id) && (!g.IsUnified || g.IsUnifiedForSecurity)).OrderBy(g => g.Id).Select(g => g.Id).ToListAsync();

    /// <summary>The object ids of the built-in roles that some principals hold over the whole tenant.</summary>
    public async Task<IReadOnlyList<Guid>> RolesOfAsync(IReadOnlyCollection<Guid> principals)
    {
        var templates = await db.RoleAssignments
            .Where(a => principals.Contains(a.PrincipalId) && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant).Select(a => a.RoleTemplateId).Distinct().ToListAsync();
        return [.. templates.Where(t => DirectoryRole.Find(t) is not null).Select(t => ActivatedRole.IdOf(db.TenantId, t))];
    }

    /// <summary>Whatever is in a group, also through groups in groups.</summary>
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
}
