using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.RoleManagement;

internal sealed class RoleAssignmentStore(AuthDb db)
{
    public Task<Page<RoleAssignmentRow>> PageAsync(GraphQuery query) => db.PageAsync(db.RoleAssignments.AsNoTracking(), RoleAssignmentFields.All, query);

    public Task<RoleAssignmentRow?> FindAsync(RoleAssignmentKey key)
    {
        var scopes = key.Scopes;
        return db.RoleAssignments.AsNoTracking()
            .FirstOrDefaultAsync(a => a.PrincipalId == key.Principal && a.RoleTemplateId == key.Role && scopes.Contains(a.DirectoryScopeId));
    }

    /// <summary>
    /// The stored form of a scope: the whole tenant, an administrative unit, or <c>/</c> and the id of an application. Null if it does not
    /// exist.
    /// </summary>
    public async Task<string?> ScopeAsync(string scope)
    {
        if (scope == RoleAssignmentRow.WholeTenant) return scope;
        if (RoleAssignmentRow.UnitIn(scope) is { } unit)
        {
            return await db.AdministrativeUnits.AnyAsync(u => u.Id == unit) ? RoleAssignmentRow.ScopeOf(unit) : null;
        }

        if (!scope.StartsWith('/') || !GuidKey.TryParse(scope.AsSpan(1), out var id)) return null;
        return await db.ServicePrincipals.AnyAsync(s => s.Id == id) || await db.Applications.AnyAsync(a => a.Id == id) ? $"/{id}" : null;
    }
}
