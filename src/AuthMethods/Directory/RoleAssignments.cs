using System.Linq.Expressions;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>Assigns and removes directory roles, for both of Graph's APIs: <c>directoryRoles</c> and <c>roleManagement</c>.</summary>
internal sealed class RoleAssignments(AuthDb db, Changes changes, DirectoryObjectStore objects)
{
    /// <summary>The ids of those who directly hold a role over the whole tenant.</summary>
    public IQueryable<Guid> HoldersOf(Guid role) =>
        db.RoleAssignments.Where(a => a.RoleTemplateId == role && a.DirectoryScopeId == RoleAssignmentRow.WholeTenant).Select(a => a.PrincipalId);

    // From "Roles that can be assigned with administrative unit scope".
    private static readonly HashSet<string> InUnits =
    [
        "Attribute Assignment Administrator", "Attribute Assignment Reader", "Authentication Administrator", "Cloud Device Administrator",
        "Groups Administrator", "Helpdesk Administrator", "License Administrator", "Password Administrator", "Printer Administrator",
        "Privileged Authentication Administrator", "SharePoint Administrator", "Teams Administrator", "Teams Devices Administrator", "User Administrator",
    ];

    /// <summary>The built-in roles held in administrative units, as far as they match.</summary>
    public async Task<IReadOnlyList<ScopedRoleMembership>> ListScopedAsync(Expression<Func<RoleAssignmentRow, bool>> condition)
    {
        var rows = await db.RoleAssignments.AsNoTracking().Where(a => a.AdministrativeUnitId != null).Where(condition).OrderBy(a => a.Id).ToListAsync();
        var holders = (await objects.FindAsync([.. rows.Select(r => r.PrincipalId)])).ToDictionary(o => o.Id);
        return [.. rows.Where(r => DirectoryRole.Find(r.RoleTemplateId) is not null)
            .Select(r => ScopedRoleMembership.From(r, holders.GetValueOrDefault(r.PrincipalId.ToString())))];
    }

    /// <summary>Assigns a role, and activates it if necessary. Null if the principal already holds it in this scope.</summary>
    public Task<Outcome<RoleAssignmentRow?>> AddAsync(Guid role, string roleName, Guid principalId, string scope, AuditActivity activity) =>
        changes.TryAsync<RoleAssignmentRow?>(async change =>
        {
            await RolesInForce.LockAsync(change);
            if (await Principal.FindAsync(change, principalId) is not { } principal) return GraphErrors.ResourceNotFound(principalId.ToString());
            if (principal is { Kind: PrincipalKind.Group, IsAssignableToRole: false }) return GraphErrors.PrincipalNotAssignable();
            // Checked again under the lock: the definition or the unit may have been deleted since it was found.
            var builtIn = DirectoryRole.Find(role);
            if (builtIn is null && !await change.RoleDefinitions.AnyAsync(d => d.Id == role)) return GraphErrors.ResourceNotFound(role.ToString());
            var unit = RoleAssignmentRow.UnitIn(scope);
            if (unit is not null && !await change.AdministrativeUnits.AnyAsync(u => u.Id == unit)) return GraphErrors.ResourceNotFound($"{unit}");
            if (unit is not null && builtIn is not null && !InUnits.Contains(builtIn.Name)) return GraphErrors.RoleNotAssignableInScope();

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
                unit is null ? activity : AuditActivity.AddScopedMemberToRole, principalId, principal.Name, targetType: principal.AuditType,
                changes: AuditedChange.ToRole(role, roleName, unit));
            if (!await change.TrySaveAsync()) return (RoleAssignmentRow?)null;
            if (scope == RoleAssignmentRow.WholeTenant || unit is not null) await ActivateAsync(change, role);
            return await RolesInForce.RefreshAsync(change, await principal.UsersAsync(change)) is { } refusal ? refusal : row;
        });

    /// <summary>Removes an assignment. False if the principal doesn't hold the role in this scope.</summary>
    public Task<Outcome<bool>> RemoveAsync(RoleAssignmentKey key, string roleName, AuditActivity activity) => changes.TryAsync<bool>(async change =>
    {
        await RolesInForce.LockAsync(change);
        var scopes = key.Scopes;
        var row = await change.RoleAssignments
            .SingleOrDefaultAsync(a => a.RoleTemplateId == key.Role && a.PrincipalId == key.Principal && scopes.Contains(a.DirectoryScopeId));
        if (row is null) return false;
        change.Remove(row);
        await change.SaveAsync();
        var principal = await Principal.FindAsync(change, key.Principal);
        // The roles of a user in the recycle bin are kept correct too, for a restore.
        var users = principal is null ? [key.Principal] : await principal.UsersAsync(change);
        if (await RolesInForce.RefreshAsync(change, users) is { } refusal) return refusal;
        change.Record(
            row.AdministrativeUnitId is null ? activity : AuditActivity.RemoveScopedMemberFromRole, key.Principal, principal?.Name ?? $"{key.Principal}",
            targetType: principal?.AuditType, changes: AuditedChange.FromRole(key.Role, roleName, row.AdministrativeUnitId));
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
