using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Groups;

public sealed class GroupMemberStore(AuthDb db, Changes changes)
{
    /// <summary>The members, or the owners.</summary>
    public IQueryable<Guid> Ids(TargetGroup group, bool isOwner)
    {
        var id = group.Id;
        return db.GroupMembers.Where(m => m.GroupId == id && m.IsOwner == isOwner).Select(m => m.MemberId);
    }

    /// <summary>False when it is one already.</summary>
    public Task<bool> AddAsync(TargetGroup target, Guid principal, bool isOwner) => changes.ApplyAsync(async change =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        if (await change.Groups.SingleOrDefaultAsync(g => g.Id == target.Id) is not { } group) throw GraphErrors.ResourceNotFound(target.Id.ToString());
        await AddAsync(change, group, principal, isOwner);
        if (!await change.TrySaveAsync()) return false;
        if (target.IsAssignableToRole) await RolesInForce.RefreshAsync(change, [principal]);
        return true;
    });

    /// <summary>False when it is none.</summary>
    public Task<bool> RemoveAsync(TargetGroup target, Guid principal, bool isOwner) => changes.ApplyAsync(async change =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        var removed = await change.GroupMembers.Where(m => m.GroupId == target.Id && m.MemberId == principal && m.IsOwner == isOwner).ExecuteDeleteAsync();
        if (removed == 0) return false;
        if (target.IsAssignableToRole) await RolesInForce.RefreshAsync(change, [principal]);
        var former = await Principal.FindAsync(change, principal);
        change.Record(
            isOwner ? Activity.RemoveOwnerFromGroup : Activity.RemoveMemberFromGroup, principal,
            former?.Name ?? principal.ToString(), targetType: former?.AuditType, changes: AuditedChange.FromGroup(target.Id, target.DisplayName));
        return true;
    });

    /// <summary>Adds a row, unsaved. Refuses what cannot be in it: what does not exist, the group itself, a group in a role-assignable one.</summary>
    internal static async Task AddAsync(Change change, GroupRow group, Guid id, bool isOwner)
    {
        var property = isOwner ? "owners" : "members";
        var principal = await Principal.FindAsync(change, id) ?? throw GraphErrors.ResourceNotFound(id.ToString());
        if (principal.Kind == PrincipalKind.Group && (isOwner || group.IsAssignableToRole || id == group.Id)) throw GraphErrors.ReferenceNotAllowed(property);
        change.Add(new GroupMemberRow { TenantId = change.TenantId, GroupId = group.Id, MemberId = id, IsOwner = isOwner });
        change.Record(
            isOwner ? Activity.AddOwnerToGroup : Activity.AddMemberToGroup, id, principal.Name,
            targetType: principal.AuditType, changes: AuditedChange.ToGroup(group.Id, group.DisplayName));
    }
}
