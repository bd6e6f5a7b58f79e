using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Groups;

public sealed class GroupStore(AuthDb db, Changes changes)
{
    public Task<Page<GroupRow>> PageAsync(GraphQuery query) => db.PageAsync(db.Groups.AsNoTracking(), GroupFields.All, query);

    public Task<int> CountAsync(GraphQuery query) => db.Groups.CountAsync(GroupFields.All, query);

    public Task<GroupRow?> FindAsync(Guid id) => db.Groups.AsNoTracking().FirstOrDefaultAsync(g => g.Id == id);

    /// <param name="patch">What was sent.</param>
    /// <param name="creator">The user who becomes an owner; null for whoever is none of this directory.</param>
    internal Task<GroupRow> CreateAsync(GroupPatch patch, Guid? creator)
    {
        var id = Guid.NewGuid();
        return changes.ApplyAsync(async change =>
        {
            if (patch.AsksForRoleAssignable) await RolesInForce.LockAsync(change);
            var row = patch.ToRow();
            (row.TenantId, row.Id, row.CreatedDateTime) = (change.TenantId, id, change.Now);
            change.Add(row);
            change.Record(Activity.AddGroup, id, row.DisplayName);
            await change.SaveAsync();
            foreach (var owner in creator is { } user ? patch.Owners.Append(user).Distinct() : patch.Owners)
            {
                await GroupMemberStore.AddAsync(change, row, owner, isOwner: true);
            }

            foreach (var member in patch.Members) await GroupMemberStore.AddAsync(change, row, member, isOwner: false);
            await change.SaveAsync();
            if (row.IsAssignableToRole)
            {
                await RolesInForce.RefreshAsync(change, await change.GroupMembers.Where(m => m.GroupId == id).Select(m => m.MemberId).ToListAsync());
            }

            return row;
        });
    }

    /// <summary>False when the group is gone.</summary>
    internal Task<bool> UpdateAsync(TargetGroup target, GroupPatch patch) => changes.ApplyAsync(async change =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        if (await change.Groups.SingleOrDefaultAsync(g => g.Id == target.Id) is not { } row) return false;
        patch.ApplyTo(row);
        if (change.HasChanges)
        {
            change.Record(Activity.UpdateGroup, row.Id, row.DisplayName, changes: AuditedChange.Of(GroupPatch.ChangedIn(change.Entry(row))));
        }

        foreach (var member in patch.Members) await GroupMemberStore.AddAsync(change, row, member, isOwner: false);
        if (!await change.TrySaveAsync()) throw GraphErrors.ReferenceExists("members");
        if (row.IsAssignableToRole) await RolesInForce.RefreshAsync(change, patch.Members);
        return true;
    });

    /// <summary>Removes a group with its memberships and its roles. False when it is gone.</summary>
    public Task<bool> DeleteAsync(TargetGroup target) => changes.ApplyAsync(async change =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        if (await change.Groups.Where(g => g.Id == target.Id).ExecuteDeleteAsync() == 0) return false;
        var members = await change.GroupMembers.Where(m => m.GroupId == target.Id).Select(m => m.MemberId).ToListAsync();
        await change.GroupMembers.Where(m => m.GroupId == target.Id || m.MemberId == target.Id).ExecuteDeleteAsync();
        await change.RoleAssignments.Where(a => a.PrincipalId == target.Id).ExecuteDeleteAsync();
        if (target.IsAssignableToRole) await RolesInForce.RefreshAsync(change, members);
        change.Record(Activity.DeleteGroup, target.Id, target.DisplayName);
        return true;
    });
}
