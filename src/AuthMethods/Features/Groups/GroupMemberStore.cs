using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Groups;

internal sealed class GroupMemberStore(AuthDb db, Changes changes)
{
    /// <summary>The ids of the members or the owners.</summary>
    public IQueryable<Guid> Ids(TargetGroup group, bool isOwner)
    {
        var id = group.Id;
        return db.GroupMembers.Where(m => m.GroupId == id && m.IsOwner == isOwner).Select(m => m.MemberId);
    }

    public Task<Outcome> AddAsync(TargetGroup target, Guid principal, bool isOwner) => changes.TryAsync(async change =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        if (await change.Groups.SingleOrDefaultAsync(g => g.Id == target.Id) is not { } group) return GraphErrors.ResourceNotFound(target.Id.ToString());
        if (await AddAsync(change, group, principal, isOwner) is { } notAllowed) return notAllowed;
        if (!await change.TrySaveAsync()) return GraphErrors.ReferenceExists(isOwner ? "owners" : "members");
        return target.IsAssignableToRole && await RolesInForce.RefreshAsync(change, [principal]) is { } refusal ? refusal : Outcome.Done;
    });

    public Task<Outcome> RemoveAsync(TargetGroup target, string key, bool isOwner) => changes.TryAsync(async change =>
    {
        if (!GuidKey.TryParse(key, out var principal)) return GraphErrors.ResourceNotFound(key);
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        var removed = await change.GroupMembers.Where(m => m.GroupId == target.Id && m.MemberId == principal && m.IsOwner == isOwner).ExecuteDeleteAsync();
        if (removed == 0) return GraphErrors.ResourceNotFound(key);
        change.Objects.NoteMember(target.Id, principal, isOwner);
        if (target.IsAssignableToRole && await RolesInForce.RefreshAsync(change, [principal]) is { } refusal) return refusal;
        var former = await Principal.FindAsync(change, principal);
        change.Record(
            isOwner ? AuditActivity.RemoveOwnerFromGroup : AuditActivity.RemoveMemberFromGroup, principal,
            former?.Name ?? principal.ToString(), targetType: former?.AuditType, changes: AuditedChange.FromGroup(target.Id, target.DisplayName));
        return Outcome.Done;
    });

    /// <summary>
    /// Adds a row without saving. Refused for an unknown principal, the group itself, a group as owner, and a group in a group that is
    /// role-assignable or takes no groups.
    /// </summary>
    internal static async Task<GraphException?> AddAsync(Change change, GroupRow group, Guid id, bool isOwner)
    {
        var property = isOwner ? "owners" : "members";
        if (await Principal.FindAsync(change, id) is not { } principal) return GraphErrors.ResourceNotFound(id.ToString());
        var takesNoGroups = isOwner || group.IsAssignableToRole || group.IsNestingDisabled || id == group.Id;
        if (principal.Kind == PrincipalKind.Group && takesNoGroups) return GraphErrors.ReferenceNotAllowed(property);
        change.Add(new GroupMemberRow { TenantId = change.TenantId, GroupId = group.Id, MemberId = id, IsOwner = isOwner });
        change.Record(
            isOwner ? AuditActivity.AddOwnerToGroup : AuditActivity.AddMemberToGroup, id, principal.Name,
            targetType: principal.AuditType, changes: AuditedChange.ToGroup(group.Id, group.DisplayName));
        return null;
    }
}
