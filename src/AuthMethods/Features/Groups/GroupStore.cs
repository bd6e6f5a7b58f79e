using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Groups;

internal sealed class GroupStore(AuthDb db, Changes changes)
{
    public Task<Page<GroupRow>> PageAsync(GraphQuery query) => db.PageAsync(db.Groups.AsNoTracking(), GroupFields.All, query);

    public Task<GroupRow?> FindAsync(Guid id) => db.Groups.AsNoTracking().FirstOrDefaultAsync(g => g.Id == id);

    /// <param name="patch">The properties that were sent.</param>
    /// <param name="creator">The user who becomes an owner; null when the caller is not a user of this directory.</param>
    internal Task<Outcome<GroupRow>> CreateAsync(GroupPatch patch, Guid? creator)
    {
        var id = Guid.NewGuid();
        return changes.TryAsync<GroupRow>(async change =>
        {
            if (patch.AsksForRoleAssignable) await RolesInForce.LockAsync(change);
            var row = patch.ToRow();
            (row.TenantId, row.Id, row.CreatedDateTime) = (change.TenantId, id, change.Now);
            change.Add(row);
            change.Record(AuditActivity.AddGroup, id, row.DisplayName);
            await change.SaveAsync();
            var owners = creator is { } user ? patch.Owners.Append(user).Distinct() : patch.Owners;
            if (await AddAsync(change, row, owners, isOwner: true) is { } noOwner) return noOwner;
            if (await AddAsync(change, row, patch.Members, isOwner: false) is { } noMember) return noMember;
            await change.SaveAsync();
            if (!row.IsAssignableToRole) return row;
            var members = await change.GroupMembers.Where(m => m.GroupId == id).Select(m => m.MemberId).ToListAsync();
            return await RolesInForce.RefreshAsync(change, members) is { } refusal ? refusal : row;
        });
    }

    internal Task<Outcome> UpdateAsync(TargetGroup target, GroupPatch patch) => changes.TryAsync(async change =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        if (await change.Groups.SingleOrDefaultAsync(g => g.Id == target.Id) is not { } row) return GraphErrors.ResourceNotFound(target.Id.ToString());
        patch.ApplyTo(row);
        if (change.HasChanges)
        {
            change.Record(AuditActivity.UpdateGroup, row.Id, row.DisplayName, changes: AuditedChange.Of(GroupPatch.ChangedIn(change.Entry(row))));
        }

        if (await AddAsync(change, row, patch.Members, isOwner: false) is { } noMember) return noMember;
        if (!await change.TrySaveAsync()) return GraphErrors.ReferenceExists("members");
        return row.IsAssignableToRole && await RolesInForce.RefreshAsync(change, patch.Members) is { } refusal ? refusal : Outcome.Done;
    });

    /// <summary>Deletes a group with its memberships and role assignments.</summary>
    public Task<Outcome> DeleteAsync(TargetGroup target) => changes.TryAsync(async change =>
    {
        if (target.IsAssignableToRole) await RolesInForce.LockAsync(change);
        if (await change.Groups.Where(g => g.Id == target.Id).ExecuteDeleteAsync() == 0) return GraphErrors.ResourceNotFound(target.Id.ToString());
        change.Objects.Note(ObjectKind.Group, target.Id);
        var members = await change.GroupMembers.Where(m => m.GroupId == target.Id).Select(m => m.MemberId).ToListAsync();
        await change.GroupMembers.Where(m => m.GroupId == target.Id).ExecuteDeleteAsync();
        await GroupMemberRow.RemoveFromAllAsync(change, ObjectKind.Group, target.Id);
        await change.AdministrativeUnitMembers.Where(m => m.MemberId == target.Id).ExecuteDeleteAsync();
        await change.RoleAssignments.Where(a => a.PrincipalId == target.Id).ExecuteDeleteAsync();
        await change.AppRoleAssignments.Where(a => a.PrincipalId == target.Id).ExecuteDeleteAsync();
        if (target.IsAssignableToRole && await RolesInForce.RefreshAsync(change, members) is { } refusal) return refusal;
        change.Record(AuditActivity.DeleteGroup, target.Id, target.DisplayName);
        return Outcome.Done;
    });

    private static async Task<GraphException?> AddAsync(Change change, GroupRow group, IEnumerable<Guid> principals, bool isOwner)
    {
        foreach (var principal in principals)
        {
            if (await GroupMemberStore.AddAsync(change, group, principal, isOwner) is { } refusal) return refusal;
        }

        return null;
    }
}
