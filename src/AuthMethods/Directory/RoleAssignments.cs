using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Assigns and removes directory roles, for both of Graph's APIs: <c>directoryRoles</c> and <c>roleManagement</c>.</summary>
internal sealed class RoleAssignments(AuthDb db, Changes changes)
{
    /// <summary>The ids of those who directly hold a role over the whole tenant.</summary>
    public IQueryable<Guid> HoldersOf(Guid role) =>
        db.RoleAssignments.Where(a => a.RoleTemplateId == role && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant).Select(a => a.PrincipalId);

    /// <summary>Assigns a role, and activates it if necessary. Null if the principal already holds it in this scope.</summary>
    public Task<Outcome<RoleAssignmentRow?>> AddAsync(Guid role, string roleName, Guid principalId, string scope, AuditActivity activity) =>
        changes.TryAsync<RoleAssignmentRow?>(async change =>
        {
            await RolesInForce.LockAsync(change);
            if (await Principal.FindAsync(change, principalId) is not { } principal) return GraphErrors.ResourceNotFound(principalId.ToString());
            if (principal is { Kind: PrincipalKind.Group, IsAssignableToRole: false }) return GraphErrors.PrincipalNotAssignable();
            // Checked again under the lock: the definition may have been deleted since it was found.
            if (DirectoryRole.Find(role) is null && !await change.RoleDefinitions.AnyAsync(d => d.Id == role))
            {
                return GraphErrors.ResourceNotFound(role.ToString());
            }

            var row = new RoleAssignmentRow
            {
                TenantId = change.TenantId,
                Id = Guid.NewGuid(),
                RoleTemplateId = role,
                PrincipalId = principalId,
                DirectoryScopeId = scope
            };
            change.Add(row);
            change.Record(
                activity, principalId, principal.Name, targetType: principal.AuditType, changes: AuditedChange.ToRole(role, roleName));
            if (!await change.TrySaveAsync()) return (RoleAssignmentRow?)null;
            if (scope == RoleAssignmentRow.WholeTenant) await ActivateAsync(change, role);
            return await RolesInForce.RefreshAsync(change, await principal.UsersAsync(change)) is { } refusal ? refusal : row;
        });

    /// <summary>Removes an assignment. False if the principal doesn't hold the role in this scope.</summary>
    public Task<Outcome<bool>> RemoveAsync(Guid role, string roleName, Guid principalId, string scope, AuditActivity activity) =>
        changes.TryAsync<bool>(async change =>
        {
            await RolesInForce.LockAsync(change);
            var removed = await change.RoleAssignments
                .Where(a => a.RoleTemplateId == role && a.PrincipalId == principalId && a.DirectoryScopeId == scope)
                .ExecuteDeleteAsync();
            if (removed == 0) return false;
            var principal = await Principal.FindAsync(change, principalId);
            // The roles of a user in the recycle bin are kept correct too, for a restore.
            var users = principal is null ? [principalId] : await principal.UsersAsync(change);
            if (await RolesInForce.RefreshAsync(change, users) is { } refusal) return refusal;
            change.Record(
                activity, principalId, principal?.Name ?? principalId.ToString(), targetType: principal?.AuditType,
                changes: AuditedChange.FromRole(role, roleName));
            return true;
        });

    /// <summary>Activates a built-in role. Refused if it is already active.</summary>
    public Task<Outcome> ActivateAsync(DirectoryRole role) => changes.TryAsync(async change =>
    {
        await RolesInForce.LockAsync(change);
        var isHeld = await change.RoleAssignments.AnyAsync(a => a.RoleTemplateId == role.TemplateId && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant);
        if (isHeld || role.Flag == DirectoryRoles.GlobalAdministrator || !await ActivateAsync(change, role.TemplateId)) return GraphErrors.ConflictingObject();
        change.Record(AuditActivity.AddRoleFromTemplate, ActivatedRole.IdOf(change.TenantId, role.TemplateId), role.Name);
        return Outcome.Done;
    });

    private static async Task<bool> ActivateAsync(Change change, Guid role)
    {
        if (DirectoryRole.Find(role) is null || await change.Set<ActivatedRoleRow>().AnyAsync(r => r.RoleTemplateId == role)) return false;
        change.Add(new ActivatedRoleRow { TenantId = change.TenantId, RoleTemplateId = role });
        await change.SaveAsync();
        return true;
    }
}
