using AuthMethods.Graph;
using AuthMethods.Graph.Query;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Groups;

public sealed class GroupMemberStore(AuthDb db, Changes changes)
{
    public Task<Page<GroupMemberRow>> PageAsync(TargetGroup group, bool isOwner, GraphQuery query) => db.PageAsync(Rows(group.Id, isOwner), GroupFields.Members, query);

    public Task<int> CountAsync(TargetGroup group, GraphQuery query) => Rows(group.Id, isOwner: false).CountAsync(GroupFields.Members, query);

    /// <summary>The members that are users.</summary>
    public Task<Page<UserRow>> UsersAsync(TargetGroup group, GraphQuery query)
    {
        var id = group.Id;
        return db.PageAsync(db.Users.AsNoTracking().Where(u => db.GroupMembers.Any(m => m.GroupId == id && m.MemberId == u.Id && !m.IsOwner)), UserFields.All, query);
    }

    /// <summary>False when it is one already.</summary>
    public Task<bool> AddAsync(TargetGroup target, Guid principal, bool isOwner) => changes.ApplyAsync(async (db, _) =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(db);
        if (await db.Groups.SingleOrDefaultAsync(g => g.Id == target.Id) is not { } group) throw GraphErrors.ResourceNotFound(target.Id.ToString());
        await AddAsync(db, group, principal, isOwner);
        if (!await db.TrySaveAsync()) return false;
        if (target.IsAssignableToRole) await RolesInForce.RefreshAsync(db, [principal]);
        return true;
    });

    /// <summary>False when it is none.</summary>
    public Task<bool> RemoveAsync(TargetGroup target, Guid principal, bool isOwner) => changes.ApplyAsync(async (db, _) =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(db);
        var removed = await db.GroupMembers.Where(m => m.GroupId == target.Id && m.MemberId == principal && m.IsOwner == isOwner).ExecuteDeleteAsync();
        if (removed == 0) return false;
        if (target.IsAssignableToRole) await RolesInForce.RefreshAsync(db, [principal]);
        var former = await Principal.FindAsync(db, principal);
        db.Record(isOwner ? Activity.RemoveOwnerFromGroup : Activity.RemoveMemberFromGroup, principal, former?.Name ?? principal.ToString(), target.DisplayName, former?.AuditType);
        return true;
    });

    // A user in the recycle bin keeps the membership for a restore, and is not shown.
    private IQueryable<GroupMemberRow> Rows(Guid group, bool isOwner) => db.GroupMembers.AsNoTracking()
        .Where(m => m.GroupId == group && m.IsOwner == isOwner)
        .Where(m => db.Users.Any(u => u.Id == m.MemberId) || db.Groups.Any(g => g.Id == m.MemberId) || db.Applications.Any(a => a.Id == m.MemberId));

    /// <summary>Adds a row, unsaved. Refuses what cannot be in it: what does not exist, the group itself, a group in a role-assignable one.</summary>
    internal static async Task AddAsync(AuthDb db, GroupRow group, Guid id, bool isOwner)
    {
        var property = isOwner ? "owners" : "members";
        var principal = await Principal.FindAsync(db, id) ?? throw GraphErrors.ResourceNotFound(id.ToString());
        if (principal.Kind == PrincipalKind.Group && (isOwner || group.IsAssignableToRole || id == group.Id)) throw GraphErrors.ReferenceNotAllowed(property);
        db.Add(new GroupMemberRow { TenantId = db.TenantId, GroupId = group.Id, MemberId = id, IsOwner = isOwner });
        db.Record(isOwner ? Activity.AddOwnerToGroup : Activity.AddMemberToGroup, id, principal.Name, group.DisplayName, principal.AuditType);
    }
}
