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

namespace AuthMethods.Features.Roles;

/// <summary>The roles activated in the tenant. A key is an object id or <c>roleTemplateId={id}</c>.</summary>
[Route(Routes.Root + "/directoryRoles")]
internal sealed class DirectoryRolesController(DirectoryObjectStore objects, RoleAssignments assignments, DirectoryExpander expander) : GraphController
{
    private const string Kim = """{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/00000000-0000-4000-8000-000000000022"}""";

    /// <summary>List directoryRoles</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-list</remarks>
    [HttpGet, Requires(Permission.RolesRead), Lists<ActivatedRole>, Options("$select", "$filter", "$expand")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var roles = await objects.ActivatedRolesAsync();
        return Collection("directoryRoles", roles, query.WithoutTop(), await ExpandAsync(query, roles));
    }

    /// <summary>Activate directoryRole</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-post-directoryroles</remarks>
    [HttpPost, Requires(Permission.RolesWrite), Takes("""{"roleTemplateId":"75941009-915a-4869-abe7-691bff18279e"}"""), Answers<ActivatedRole>(201)]
    public async Task<IActionResult> Activate(DirectoryScope directory, GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOtherType("directoryRole");
        var key = body.Parameters().Text("roleTemplateId") ?? throw GraphErrors.ValueRequired("roleTemplateId", "DirectoryRole");
        var role = (GuidKey.TryParse(key, out var id) ? DirectoryRole.Find(id) : null) ?? throw GraphErrors.ResourceNotFound(key);
        (await assignments.ActivateAsync(role)).OrThrow();
        var activated = ActivatedRole.From(directory.Caller.Token.TenantId, role);
        return Created("directoryRoles", activated, $"directoryRoles/{activated.Id}");
    }

    /// <summary>Get directoryRole</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-get</remarks>
    [HttpGet("{id}"), Requires(Permission.RolesRead), Answers<ActivatedRole>, Options("$select", "$expand")]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query)
    {
        var role = await FindAsync(id);
        return Entity("directoryRoles", role, query, await ExpandAsync(query, [role]));
    }

    /// <summary>List members</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-list-members</remarks>
    [HttpGet("{id}/members"), Requires(Permission.RolesRead)]
    [Lists<DirectoryObject>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> ListMembers(DirectoryScope directory, string id, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<DirectoryObject>(Version));
        query.RefuseExpand(WireType.Of<DirectoryObject>(Version));
        var page = await objects.MembersAsync(assignments.HoldersOf(TemplateOf(await FindAsync(id))), query);
        return Page("directoryObjects", page, member => member, selection, isPolymorphic: true);
    }

    /// <summary>List members that are users</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-list-members</remarks>
    [HttpGet("{id}/members/microsoft.graph.user"), Requires(Permission.RolesRead)]
    [Lists<User>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> ListUsers(DirectoryScope directory, string id, GraphQuery query)
    {
        var selection = query.SelectOfList(WireType.Of<User>(Version), UserFields.NotOnCollections);
        query.RefuseExpand(WireType.Of<User>(Version));
        var page = await objects.UsersAsync(assignments.HoldersOf(TemplateOf(await FindAsync(id))), query);
        var domain = await objects.DefaultDomainAsync();
        return Page("users", page, row => Directory.User.From(row, domain), selection);
    }

    /// <summary>Add directory role member</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-post-members</remarks>
    [HttpPost("{id}/members/$ref"), Requires(Permission.RolesWrite), Takes(Kim), Answers(204)]
    public async Task<IActionResult> AddMember(DirectoryScope directory, string id, GraphBody body)
    {
        var role = await FindAsync(id);
        var added = await assignments.AddAsync(
            TemplateOf(role), role.DisplayName!, DirectoryReference.Read(body), RoleAssignmentRow.WholeTenant, AuditActivity.AddMemberToRole);
        return added.OrThrow() is null ? throw GraphErrors.ReferenceExists("members") : NoContent();
    }

    /// <summary>Remove directory role member</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-delete-member</remarks>
    [HttpDelete("{id}/members/{member}/$ref"), Requires(Permission.RolesWrite), Answers(204)]
    public async Task<IActionResult> RemoveMember(DirectoryScope directory, string id, string member)
    {
        var role = await FindAsync(id);
        var isRemoved = GuidKey.TryParse(member, out var principal)
            && (await assignments.RemoveAsync(new(TemplateOf(role), principal), role.DisplayName!, AuditActivity.RemoveMemberFromRole)).OrThrow();
        return isRemoved ? NoContent() : throw GraphErrors.ResourceNotFound(member);
    }

    /// <summary>List scopedMembers for a directory role</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryrole-list-scopedmembers</remarks>
    [HttpGet("{id}/scopedMembers"), Requires(Permission.RolesRead), Lists<ScopedRoleMembership>]
    public async Task<IActionResult> ListScopedMembers(DirectoryScope directory, string id, GraphQuery query)
    {
        var role = TemplateOf(await FindAsync(id));
        return Collection("scopedRoleMemberships", await assignments.ListScopedAsync(a => a.RoleTemplateId == role), query);
    }

    private Task<IReadOnlyList<Expanded>> ExpandAsync(GraphQuery query, IReadOnlyList<ActivatedRole> roles) =>
        expander.OfRolesAsync(query.ExpandDirectory(WireType.Of<ActivatedRole>(Version), "members"), roles);

    private async Task<ActivatedRole> FindAsync(string key)
    {
        var template = key.StartsWith(GraphPath.RoleTemplateId, StringComparison.OrdinalIgnoreCase) ? key[GraphPath.RoleTemplateId.Length..].Trim('\'') : null;
        var roles = await objects.ActivatedRolesAsync();
        return roles.FirstOrDefault(r => template is null
                ? r.Id.Equals(key, StringComparison.OrdinalIgnoreCase)
                : r.RoleTemplateId.Equals(template, StringComparison.OrdinalIgnoreCase))
            ?? throw GraphErrors.ResourceNotFound(template ?? key);
    }

    private static Guid TemplateOf(ActivatedRole role) => Guid.Parse(role.RoleTemplateId);
}
