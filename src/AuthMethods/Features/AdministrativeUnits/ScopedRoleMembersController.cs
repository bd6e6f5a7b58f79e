using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.AdministrativeUnits;

/// <summary>Who holds which role in an administrative unit: the same assignments as in <c>roleManagement</c>.</summary>
internal sealed class ScopedRoleMembersController(AdministrativeUnitStore units, RoleAssignments assignments) : GraphController
{
    private const string OfUnit = Routes.Root + "/directory/administrativeUnits/{id}/scopedRoleMembers";
    private const string OfBetaUnit = Routes.Beta + "/administrativeUnits/{id}/scopedRoleMembers";
    private const string Set = "scopedRoleMemberships";
    private const string Resource = "ScopedRoleMembership";

    private const string NewMember =
        """{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","roleMemberInfo":{"id":"00000000-0000-4000-8000-000000000022"}}""";

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase) { "roleId", "roleMemberInfo", "administrativeUnitId", "id" };

    /// <summary>List scopedRoleMembers</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-list-scopedrolemembers</remarks>
    [HttpGet(OfUnit), HttpGet(OfBetaUnit), Requires(Permission.RolesRead), Lists<ScopedRoleMembership>]
    public async Task<IActionResult> List(DirectoryScope directory, string id, GraphQuery query) => Collection(Set, await InAsync(await FindAsync(id)), query);

    /// <summary>Get a scopedRoleMember</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-get-scopedrolemembers</remarks>
    [HttpGet(OfUnit + "/{member}"), HttpGet(OfBetaUnit + "/{member}"), Requires(Permission.RolesRead), Answers<ScopedRoleMembership>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, string member, GraphQuery query) =>
        Entity(Set, await MemberAsync(await FindAsync(id), member), query);

    /// <summary>Add a scopedRoleMember</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/administrativeunit-post-scopedrolemembers The role is named by its object id or its template
    /// id. It takes effect with the next call.
    /// </remarks>
    [HttpPost(OfUnit), HttpPost(OfBetaUnit), Requires(Permission.RolesWrite), Takes(NewMember), Answers<ScopedRoleMembership>(201)]
    public async Task<IActionResult> Add(DirectoryScope directory, string id, GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOtherType("scopedRoleMembership");
        body.RefuseOthers(Known);
        var sent = body.Parameters();
        var roleKey = sent.Text("roleId") ?? throw GraphErrors.ValueRequired("roleId", Resource);
        var memberKey = sent.Complex("roleMemberInfo")?.Text("id") ?? throw GraphErrors.ValueRequired("roleMemberInfo", Resource);
        var unit = await FindAsync(id);
        var role = RoleOf(directory.Caller.Token.TenantId, roleKey) ?? throw GraphErrors.ResourceNotFound(roleKey);
        if (!GuidKey.TryParse(memberKey, out var member)) throw GraphErrors.ResourceNotFound(memberKey);
        var scope = RoleAssignmentRow.ScopeOf(unit.Id);
        var added = await assignments.AddAsync(role.TemplateId, role.Name, member, scope, AuditActivity.AddScopedMemberToRole);
        var key = RoleAssignmentKey.Of(added.OrThrow() ?? throw GraphErrors.ConflictingObject()).ToString();
        return Created(Set, await MemberAsync(unit, key), $"directory/administrativeUnits/{unit.Id}/scopedRoleMembers/{key}");
    }

    /// <summary>Remove a scopedRoleMember</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-delete-scopedrolemembers</remarks>
    [HttpDelete(OfUnit + "/{member}"), HttpDelete(OfBetaUnit + "/{member}"), Requires(Permission.RolesWrite), Answers(204)]
    public async Task<IActionResult> Remove(DirectoryScope directory, string id, string member)
    {
        var key = RoleAssignmentKey.Parse((await MemberAsync(await FindAsync(id), member)).Id)!;
        var removed = await assignments.RemoveAsync(key, DirectoryRole.Find(key.Role)!.Name, AuditActivity.RemoveScopedMemberFromRole);
        return removed.OrThrow() ? NoContent() : throw GraphErrors.ResourceNotFound(member);
    }

    private async Task<AdministrativeUnitRow> FindAsync(string id) => await units.FindAsync(id) ?? throw GraphErrors.ResourceNotFound(id);

    private Task<IReadOnlyList<ScopedRoleMembership>> InAsync(AdministrativeUnitRow unit)
    {
        Guid? id = unit.Id;
        return assignments.ListScopedAsync(a => a.AdministrativeUnitId == id);
    }

    private async Task<ScopedRoleMembership> MemberAsync(AdministrativeUnitRow unit, string id) =>
        (await InAsync(unit)).FirstOrDefault(m => m.Id == id) ?? throw GraphErrors.ResourceNotFound(id);

    private static DirectoryRole? RoleOf(Guid tenantId, string key) => GuidKey.TryParse(key, out var id)
        ? DirectoryRole.Find(id) ?? DirectoryRole.All.FirstOrDefault(r => ActivatedRole.IdOf(tenantId, r.TemplateId) == id)
        : null;
}
