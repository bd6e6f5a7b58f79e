using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>The app roles that principals have on resources.</summary>
internal sealed class AppRoleAssignmentStore(AuthDb db, Changes changes, DirectoryObjectStore objects)
{
    /// <summary>The role of every resource that only gives access.</summary>
    private static readonly Guid DefaultAccess = Guid.Empty;

    public Task<Page<AppRoleAssignmentRow>> OfPrincipalAsync(Guid principal, GraphQuery query) =>
        db.PageAsync(db.AppRoleAssignments.AsNoTracking().Where(a => a.PrincipalId == principal), ServicePrincipalFields.AppRoles, query);

    public Task<Page<AppRoleAssignmentRow>> OnResourceAsync(Guid resource, GraphQuery query) =>
        db.PageAsync(db.AppRoleAssignments.AsNoTracking().Where(a => a.ResourceId == resource), ServicePrincipalFields.AppRoles, query);

    public async Task<AppRoleAssignmentRow?> FindAsync(string id) => AssignmentKey.Parse(id) is { } key
        ? await db.AppRoleAssignments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key.Row && a.PrincipalId == key.Holder)
        : null;

    public async Task<IReadOnlyDictionary<Guid, AppRoleAssignment>> ReadAsync(IReadOnlyList<AppRoleAssignmentRow> rows)
    {
        var found = (await objects.FindAsync([.. rows.SelectMany(r => new[] { r.PrincipalId, r.ResourceId }).Distinct()])).ToDictionary(o => o.Id);
        return rows.ToDictionary(r => r.Id, r => AppRoleAssignment.From(
            r, found.GetValueOrDefault(r.PrincipalId.ToString()), found.GetValueOrDefault(r.ResourceId.ToString())));
    }

    /// <summary>Whether the resource is Microsoft Graph, whose roles are application permissions.</summary>
    public Task<bool> IsGraphAsync(Guid resource) =>
        db.ServicePrincipals.AnyAsync(s => s.Id == resource && s.AppId == ServicePrincipalRow.GraphAppId);

    public Task<Outcome<AppRoleAssignmentRow>> AddAsync(Guid principalId, Guid resourceId, Guid role) => changes.TryAsync<AppRoleAssignmentRow>(async change =>
    {
        if (await change.ServicePrincipals.AsNoTracking().SingleOrDefaultAsync(s => s.Id == resourceId) is not { } resource)
        {
            return GraphErrors.ResourceNotFound(resourceId.ToString());
        }

        if (await Principal.FindAsync(change, principalId) is not { } principal) return GraphErrors.ResourceNotFound(principalId.ToString());
        if (await RoleAsync(change, resource, role, principal.Kind) is not { } name) return GraphErrors.NoSuchAppRole(resource.AppId.ToString());
        var row = new AppRoleAssignmentRow
        {
            TenantId = change.TenantId,
            Id = Guid.NewGuid(),
            PrincipalId = principalId,
            ResourceId = resourceId,
            AppRoleId = role,
            CreatedDateTime = change.Now,
        };
        change.Add(row);
        Record(change, principal, principalId, isAdded: true, [new("AppRole.Id", null, $"{role}"), new("AppRole.Value", null, name), To(resource, isAdded: true)]);
        return await change.TrySaveAsync() ? row : GraphErrors.AppRoleAssigned();
    });

    /// <param name="id">The assignment's id.</param>
    /// <param name="isOf">Whether an assignment is one of the collection in the route.</param>
    public Task<Outcome> RemoveAsync(string id, Func<AppRoleAssignmentRow, bool> isOf) => changes.TryAsync(async change =>
    {
        var row = AssignmentKey.Parse(id) is { } key
            ? await change.AppRoleAssignments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key.Row && a.PrincipalId == key.Holder)
            : null;
        if (row is null || !isOf(row) || await change.AppRoleAssignments.Where(a => a.Id == row.Id).ExecuteDeleteAsync() == 0)
        {
            return GraphErrors.ResourceNotFound(id);
        }

        var resource = await change.ServicePrincipals.AsNoTracking().SingleAsync(s => s.Id == row.ResourceId);
        Record(
            change, await Principal.FindAsync(change, row.PrincipalId), row.PrincipalId, isAdded: false,
            [new("AppRole.Id", $"{row.AppRoleId}", null), To(resource, isAdded: false)]);
        return Outcome.Done;
    });

    /// <summary>The value of a role that the resource offers to this kind of principal; null if there is none.</summary>
    private static async Task<string?> RoleAsync(Change change, ServicePrincipalRow resource, Guid id, PrincipalKind kind)
    {
        if (resource.AppId == ServicePrincipalRow.GraphAppId)
        {
            return kind == PrincipalKind.Application ? PublishedPermissions.FindByApplicationId(id)?.Name : null;
        }

        var registration = await change.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.AppId == resource.AppId);
        var roles = registration is null ? [] : Application.From(registration).AppRoles;
        var member = kind == PrincipalKind.Application ? "Application" : "User";
        if (roles.FirstOrDefault(r => r.Id == id && r.IsEnabled && r.AllowedMemberTypes.Contains(member)) is { } role) return role.Value ?? "";
        return id == DefaultAccess && !roles.Any(r => r.AllowedMemberTypes.Contains(member)) ? "" : null;
    }

    private static AuditedChange To(ServicePrincipalRow resource, bool isAdded) => isAdded
        ? new("ServicePrincipal.DisplayName", null, resource.DisplayName)
        : new("ServicePrincipal.DisplayName", resource.DisplayName, null);

    private static void Record(Change change, Principal? principal, Guid id, bool isAdded, IReadOnlyList<AuditedChange> changes) => change.Record(
        principal?.Kind switch
        {
            PrincipalKind.User => isAdded ? ApplicationActivities.AddRoleToUser : ApplicationActivities.RemoveRoleFromUser,
            PrincipalKind.Group => isAdded ? ApplicationActivities.AddRoleToGroup : ApplicationActivities.RemoveRoleFromGroup,
            _ => isAdded ? ApplicationActivities.AddRoleToServicePrincipal : ApplicationActivities.RemoveRoleFromServicePrincipal,
        },
        id, principal?.Name ?? id.ToString(), changes: changes);
}
