using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AdministrativeUnits;

/// <summary>The members of administrative units: users and groups.</summary>
internal sealed class AdministrativeUnitMemberStore(AuthDb db, Changes changes, AccessRules access)
{
    public IQueryable<Guid> Ids(AdministrativeUnitRow unit)
    {
        var id = unit.Id;
        return db.AdministrativeUnitMembers.Where(m => m.AdministrativeUnitId == id).Select(m => m.MemberId);
    }

    /// <summary>Refused for a unit with hidden membership, unless the caller is one of its members or may read all hidden members.</summary>
    public async Task<Refusal?> CheckVisibleAsync(AdministrativeUnitRow unit, Caller caller)
    {
        if (unit.Visibility != AdministrativeUnitRow.HiddenMembership) return null;
        var id = caller.Token.ObjectId;
        var isMember = !caller.IsAppOnly && await Ids(unit).AnyAsync(member => member == id);
        return access.Check(Permission.HiddenMembersRead, caller, isMember, DirectoryRoles.None);
    }

    /// <summary>The ids of the units whose members the caller may see.</summary>
    public async Task<IReadOnlyList<Guid>> VisibleAsync(IEnumerable<AdministrativeUnitRow> units, Caller caller)
    {
        var visible = new List<Guid>();
        foreach (var unit in units)
        {
            if (await CheckVisibleAsync(unit, caller) is null) visible.Add(unit.Id);
        }

        return visible;
    }

    public Task<Outcome> AddAsync(Guid unitId, Guid id) => changes.TryAsync(async change =>
    {
        if (await change.AdministrativeUnits.SingleOrDefaultAsync(u => u.Id == unitId) is not { } unit) return GraphErrors.ResourceNotFound($"{unitId}");
        if (await Principal.FindAsync(change, id) is not { } principal) return GraphErrors.ResourceNotFound($"{id}");
        if (principal.Kind == PrincipalKind.Application) return GraphErrors.ReferenceNotAllowed("members");
        change.Add(new AdministrativeUnitMemberRow { TenantId = change.TenantId, AdministrativeUnitId = unitId, MemberId = id });
        change.Record(
            AuditActivity.AddMemberToAdministrativeUnit, id, principal.Name, targetType: principal.AuditType,
            changes: AuditedChange.ToUnit(unitId, unit.DisplayName));
        return await change.TrySaveAsync() ? Outcome.Done : GraphErrors.ReferenceExists("members");
    });

    public Task<Outcome> RemoveAsync(AdministrativeUnitRow unit, string key) => changes.TryAsync(async change =>
    {
        if (!GuidKey.TryParse(key, out var id)
            || await change.AdministrativeUnitMembers.Where(m => m.AdministrativeUnitId == unit.Id && m.MemberId == id).ExecuteDeleteAsync() == 0)
        {
            return GraphErrors.ResourceNotFound(key);
        }

        var former = await Principal.FindAsync(change, id);
        change.Record(
            AuditActivity.RemoveMemberFromAdministrativeUnit, id, former?.Name ?? $"{id}", targetType: former?.AuditType,
            changes: AuditedChange.FromUnit(unit.Id, unit.DisplayName));
        return Outcome.Done;
    });
}
