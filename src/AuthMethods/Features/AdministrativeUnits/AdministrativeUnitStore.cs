using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AdministrativeUnits;

internal sealed class AdministrativeUnitStore(AuthDb db, Changes changes)
{
    public Task<Page<AdministrativeUnitRow>> PageAsync(GraphQuery query) =>
        db.PageAsync(db.AdministrativeUnits.AsNoTracking(), AdministrativeUnitFields.All, query);

    /// <summary>Finds a unit by its id; null if there is none.</summary>
    public async Task<AdministrativeUnitRow?> FindAsync(string key) =>
        GuidKey.TryParse(key, out var id) ? await db.AdministrativeUnits.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id) : null;

    internal Task<Outcome<AdministrativeUnitRow>> CreateAsync(AdministrativeUnitPatch patch)
    {
        var id = Guid.NewGuid();
        return changes.TryAsync<AdministrativeUnitRow>(async change =>
        {
            var row = patch.ToRow();
            (row.TenantId, row.Id) = (change.TenantId, id);
            change.Add(row);
            change.Record(AuditActivity.AddAdministrativeUnit, id, row.DisplayName);
            await change.SaveAsync();
            return row;
        });
    }

    internal Task<Outcome> UpdateAsync(string key, AdministrativeUnitPatch patch) => changes.TryAsync(async change =>
    {
        if (!GuidKey.TryParse(key, out var id) || await change.AdministrativeUnits.SingleOrDefaultAsync(u => u.Id == id) is not { } row)
        {
            return GraphErrors.ResourceNotFound(key);
        }

        patch.ApplyTo(row);
        if (change.HasChanges)
        {
            change.Record(
                AuditActivity.UpdateAdministrativeUnit, id, row.DisplayName,
                changes: AuditedChange.Of(AdministrativeUnitPatch.ChangedIn(change.Entry(row))));
        }

        return Outcome.Done;
    });

    /// <summary>Deletes a unit with its memberships and the role assignments in it.</summary>
    public Task<Outcome> DeleteAsync(string key) => changes.TryAsync(async change =>
    {
        await RolesInForce.LockAsync(change);
        if (!GuidKey.TryParse(key, out var id) || await change.AdministrativeUnits.SingleOrDefaultAsync(u => u.Id == id) is not { } row)
        {
            return GraphErrors.ResourceNotFound(key);
        }

        var assigned = await change.RoleAssignments.Where(a => a.AdministrativeUnitId == id).Select(a => a.PrincipalId).Distinct().ToListAsync();
        var members = await change.GroupMembers.Where(m => assigned.Contains(m.GroupId)).Select(m => m.MemberId).ToListAsync();
        await change.RoleAssignments.Where(a => a.AdministrativeUnitId == id).ExecuteDeleteAsync();
        await change.AdministrativeUnitMembers.Where(m => m.AdministrativeUnitId == id).ExecuteDeleteAsync();
        change.Remove(row);
        change.Record(AuditActivity.DeleteAdministrativeUnit, id, row.DisplayName);
        await change.SaveAsync();
        return await RolesInForce.RefreshAsync(change, [.. assigned, .. members]) is { } refusal ? refusal : Outcome.Done;
    });
}
