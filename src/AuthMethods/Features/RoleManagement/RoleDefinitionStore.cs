using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.RoleManagement;

internal sealed class RoleDefinitionStore(AuthDb db, Changes changes)
{
    private static readonly RoleDefinition[] BuiltIn = [.. DirectoryRole.All.Select(RoleDefinition.From)];

    /// <summary>The built-in roles, then the custom ones.</summary>
    public async Task<IReadOnlyList<RoleDefinition>> ListAsync() =>
        [.. BuiltIn, .. (await db.RoleDefinitions.AsNoTracking().OrderBy(d => d.Id).ToListAsync()).Select(RoleDefinition.From)];

    public async Task<Page<RoleDefinition>> PageAsync(GraphQuery query) =>
        await db.PageAsync((await ListAsync()).AsQueryable(), RoleDefinitionFields.All, query);

    /// <summary>Finds a role by its id, or a custom one by its template id.</summary>
    public async Task<RoleDefinition?> FindAsync(string key)
    {
        if (!GuidKey.TryParse(key, out var id)) return null;
        if (DirectoryRole.Find(id) is { } role) return RoleDefinition.From(role);
        return await db.RoleDefinitions.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id || d.TemplateId == id) is { } row ? RoleDefinition.From(row) : null;
    }

    internal Task<Outcome<RoleDefinition>> CreateAsync(RoleDefinitionPatch patch)
    {
        var id = patch.TemplateId ?? Guid.NewGuid();
        return changes.TryAsync<RoleDefinition>(async change =>
        {
            if (DirectoryRole.Find(id) is not null) return GraphErrors.ConflictingObject();
            var row = new RoleDefinitionRow { TenantId = change.TenantId, Id = id, TemplateId = id, DisplayName = "" };
            patch.ApplyTo(row);
            change.Add(row);
            change.Record(AuditActivity.AddRoleDefinition, id, row.DisplayName);
            return await change.TrySaveAsync() ? RoleDefinition.From(row) : GraphErrors.ConflictingObject();
        });
    }

    /// <summary>Enabling or disabling a role takes effect immediately.</summary>
    internal Task<Outcome> UpdateAsync(string key, RoleDefinitionPatch patch) => changes.TryAsync(async change =>
    {
        await RolesInForce.LockAsync(change);
        var id = Guid.Parse(key);
        if (await change.RoleDefinitions.SingleOrDefaultAsync(d => d.Id == id) is not { } row) return GraphErrors.ResourceNotFound(key);
        var wasEnabled = row.IsEnabled;
        patch.ApplyTo(row);
        change.Record(AuditActivity.UpdateRoleDefinition, id, row.DisplayName);
        await change.SaveAsync();
        if (row.IsEnabled == wasEnabled) return Outcome.Done;
        return await RolesInForce.RefreshAsync(change, await HoldersAsync(change, id)) is { } refusal ? refusal : Outcome.Done;
    });

    public Task<Outcome> DeleteAsync(string key) => changes.TryAsync(async change =>
    {
        await RolesInForce.LockAsync(change);
        var id = Guid.Parse(key);
        if (await change.RoleDefinitions.SingleOrDefaultAsync(d => d.Id == id) is not { } row) return GraphErrors.ResourceNotFound(key);
        if (await change.RoleAssignments.AnyAsync(a => a.RoleTemplateId == id)) return GraphErrors.RoleInUse();
        change.Remove(row);
        change.Record(AuditActivity.DeleteRoleDefinition, id, row.DisplayName);
        return Outcome.Done;
    });

    private static async Task<IReadOnlyList<Guid>> HoldersAsync(Change change, Guid role)
    {
        var principals = await change.RoleAssignments.Where(a => a.RoleTemplateId == role).Select(a => a.PrincipalId).ToListAsync();
        var members = await change.GroupMembers
            .Where(m => change.RoleAssignments.Any(a => a.RoleTemplateId == role && a.PrincipalId == m.GroupId))
            .Select(m => m.MemberId).ToListAsync();
        return [.. principals, .. members];
    }
}
