using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.RoleManagement;

public sealed class RoleDefinitionStore(AuthDb db, Changes changes)
{
    private static readonly RoleDefinition[] BuiltIn = [.. DirectoryRole.All.Select(RoleDefinition.From)];

    /// <summary>The built-in roles, then the tenant's own.</summary>
    public async Task<IReadOnlyList<RoleDefinition>> ListAsync() =>
        [.. BuiltIn, .. (await db.RoleDefinitions.AsNoTracking().OrderBy(d => d.Id).ToListAsync()).Select(RoleDefinition.From)];

    public async Task<Page<RoleDefinition>> PageAsync(GraphQuery query) =>
        await db.PageAsync((await ListAsync()).AsQueryable(), RoleDefinitionFields.All, query);

    /// <summary>By its id, or by the template of a custom one.</summary>
    public async Task<RoleDefinition?> FindAsync(string key)
    {
        if (!Guid.TryParse(key, out var id)) return null;
        if (DirectoryRole.Find(id) is { } role) return RoleDefinition.From(role);
        return await db.RoleDefinitions.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id || d.TemplateId == id) is { } row ? RoleDefinition.From(row) : null;
    }

    /// <summary>Null when a role with this template exists.</summary>
    internal async Task<RoleDefinition?> CreateAsync(RoleDefinitionPatch patch)
    {
        var id = patch.TemplateId ?? Guid.NewGuid();
        var row = DirectoryRole.Find(id) is not null ? null : await changes.ApplyAsync(async change =>
        {
            var created = new RoleDefinitionRow { TenantId = change.TenantId, Id = id, TemplateId = id, DisplayName = "" };
            patch.ApplyTo(created);
            change.Add(created);
            change.Record(Activity.AddRoleDefinition, id, created.DisplayName);
            return await change.TrySaveAsync() ? created : null;
        });
        return row is null ? null : RoleDefinition.From(row);
    }

    /// <summary>False when there is none. A role that is turned off or on takes effect on its holders at once.</summary>
    internal Task<bool> UpdateAsync(Guid id, RoleDefinitionPatch patch) => changes.ApplyAsync(async change =>
    {
        await RolesInForce.LockAsync(change);
        if (await change.RoleDefinitions.SingleOrDefaultAsync(d => d.Id == id) is not { } row) return false;
        var wasEnabled = row.IsEnabled;
        patch.ApplyTo(row);
        change.Record(Activity.UpdateRoleDefinition, id, row.DisplayName);
        await change.SaveAsync();
        if (row.IsEnabled != wasEnabled) await RolesInForce.RefreshAsync(change, await HoldersAsync(change, id));
        return true;
    });

    public Task<DeletionResult> DeleteAsync(Guid id) => changes.ApplyAsync(async change =>
    {
        await RolesInForce.LockAsync(change);
        if (await change.RoleDefinitions.SingleOrDefaultAsync(d => d.Id == id) is not { } row) return DeletionResult.NotFound;
        if (await change.RoleAssignments.AnyAsync(a => a.RoleTemplateId == id)) return DeletionResult.InUse;
        change.Remove(row);
        change.Record(Activity.DeleteRoleDefinition, id, row.DisplayName);
        return DeletionResult.Deleted;
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

public enum DeletionResult
{
    Deleted,
    NotFound,
    InUse,
}
