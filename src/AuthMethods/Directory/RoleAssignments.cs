using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Who holds which directory role, for both of Graph's ways to ask.</summary>
public sealed class RoleAssignments(AuthDb db, Changes changes)
{
    /// <summary>Whoever holds a role over the whole tenant, directly.</summary>
    public IQueryable<Guid> HoldersOf(Guid role) =>
        db.RoleAssignments.Where(a => a.RoleTemplateId == role && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant).Select(a => a.PrincipalId);

    /// <summary>Gives a role, and activates it if it wasn't. Null when the principal holds it in this scope already.</summary>
    public Task<RoleAssignmentRow?> AddAsync(Guid role, string roleName, Guid principalId, string scope, Activity activity) =>
        changes.ApplyAsync(async (db, _) =>
        {
            await RolesInForce.LockAsync(db);
            var principal = await Principal.FindAsync(db, principalId) ?? throw GraphErrors.ResourceNotFound(principalId.ToString());
            if (principal is { Kind: PrincipalKind.Group, IsAssignableToRole: false }) throw GraphErrors.PrincipalNotAssignable();
            // Asked again, behind the lock: the definition may have been deleted since it was found.
            if (DirectoryRole.Find(role) is null && !await db.RoleDefinitions.AnyAsync(d => d.Id == role))
            {
                throw GraphErrors.ResourceNotFound(role.ToString());
            }

            var row = new RoleAssignmentRow
            {
                TenantId = db.TenantId,
                Id = Guid.NewGuid(),
                RoleTemplateId = role,
                PrincipalId = principalId,
                DirectoryScopeId = scope
            };
            db.Add(row);
            db.Record(
                activity, principalId, principal.Name, targetType: principal.AuditType, changes: AuditedChange.ToRole(role, roleName));
            if (!await db.TrySaveAsync()) return null;
            if (scope == RoleAssignmentRow.WholeTenant) await ActivateAsync(db, role);
            await RolesInForce.RefreshAsync(db, await principal.UsersAsync(db));
            return row;
        });

    /// <summary>Takes a role. False when the principal doesn't hold it in this scope.</summary>
    public Task<bool> RemoveAsync(Guid role, string roleName, Guid principalId, string scope, Activity activity) =>
        changes.ApplyAsync(async (db, _) =>
        {
            await RolesInForce.LockAsync(db);
            var removed = await db.RoleAssignments
                .Where(a => a.RoleTemplateId == role && a.PrincipalId == principalId && a.DirectoryScopeId == scope)
                .ExecuteDeleteAsync();
            if (removed == 0) return false;
            var principal = await Principal.FindAsync(db, principalId);
            // Of a user in the recycle bin the roles are kept right too, for a restore.
            await RolesInForce.RefreshAsync(db, principal is null ? [principalId] : await principal.UsersAsync(db));
            db.Record(
                activity, principalId, principal?.Name ?? principalId.ToString(), targetType: principal?.AuditType,
                changes: AuditedChange.FromRole(role, roleName));
            return true;
        });

    /// <summary>Activates a built-in role. False when it is active.</summary>
    public Task<bool> ActivateAsync(DirectoryRole role) => changes.ApplyAsync(async (db, _) =>
    {
        await RolesInForce.LockAsync(db);
        var isHeld = await db.RoleAssignments.AnyAsync(a => a.RoleTemplateId == role.TemplateId && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant);
        if (isHeld || role.Flag == DirectoryRoles.GlobalAdministrator || !await ActivateAsync(db, role.TemplateId)) return false;
        db.Record(Activity.AddRoleFromTemplate, ActivatedRole.IdOf(db.TenantId, role.TemplateId), role.Name);
        return true;
    });

    private static async Task<bool> ActivateAsync(AuthDb db, Guid role)
    {
        if (DirectoryRole.Find(role) is null || await db.Set<ActivatedRoleRow>().AnyAsync(r => r.RoleTemplateId == role)) return false;
        db.Add(new ActivatedRoleRow { TenantId = db.TenantId, RoleTemplateId = role });
        await db.SaveChangesAsync();
        return true;
    }
}
