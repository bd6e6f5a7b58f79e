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

namespace AuthMethods.Features.RoleManagement;

/// <summary>Who holds which role: in the whole tenant, in an administrative unit or for one application.</summary>
[Route(Routes.Root + "/" + Set)]
internal sealed class RoleAssignmentsController(
    RoleAssignmentStore store, RoleAssignments assignments, RoleDefinitionStore definitions, AssignmentExpander expander) : GraphController
{
    private const string Set = "roleManagement/directory/roleAssignments";
    private const string Resource = "RoleAssignment";
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "roleDefinitionId", "principalId", "directoryScopeId", "appScopeId",
    };

    private const string NewAssignment = """
        {"roleDefinitionId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","principalId":"00000000-0000-4000-8000-000000000022","directoryScopeId":"/"}
        """;

    /// <summary>List unifiedRoleAssignments</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments</remarks>
    [HttpGet, Requires(Permission.RoleAssignmentsRead), Lists<RoleAssignment>, Options("$select", "$filter", "$expand", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<RoleAssignment>(Version));
        var page = await store.PageAsync(query);
        return Page(Set, page, RoleAssignment.From, selection, expanded: await expander.ExpandAsync(query, Version, page.Rows));
    }

    /// <summary>Get unifiedRoleAssignment</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/unifiedroleassignment-get</remarks>
    [HttpGet("{id}"), Requires(Permission.RoleAssignmentsRead), Answers<RoleAssignment>, Options("$select", "$expand")]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query)
    {
        var row = (RoleAssignmentKey.Parse(id) is { } key ? await store.FindAsync(key) : null) ?? throw GraphErrors.ResourceNotFound(id);
        return Entity(Set, RoleAssignment.From(row), query, await expander.ExpandAsync(query, Version, [row]));
    }

    /// <summary>Create unifiedRoleAssignment</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignments It takes effect with the next call.</remarks>
    [HttpPost, Requires(Permission.RolesWrite), Takes<RoleAssignment>(NewAssignment), Answers<RoleAssignment>(201)]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        body.RefuseOtherType("unifiedRoleAssignment");
        // Ignoring a condition would grant more than requested, as would the scope of all applications.
        body.RefuseOthers(Known);
        var sent = body.Parameters();
        if (sent.Text("appScopeId") == RoleAssignmentRow.WholeTenant) throw GraphErrors.InvalidValue("appScopeId", Resource);
        var (role, principal) = (
            sent.Text("roleDefinitionId") ?? throw GraphErrors.ValueRequired("roleDefinitionId", Resource),
            sent.Text("principalId") ?? throw GraphErrors.ValueRequired("principalId", Resource));
        if (sent.HasValue("directoryScopeId") == sent.HasValue("appScopeId")) throw GraphErrors.InvalidValue("directoryScopeId", Resource);
        var scope = sent.Text("directoryScopeId") ?? sent.Text("appScopeId")!;
        var definition = await definitions.FindAsync(role) ?? throw GraphErrors.ResourceNotFound(role);
        if (!GuidKey.TryParse(principal, out var principalId)) throw GraphErrors.ResourceNotFound(principal);
        scope = await store.ScopeAsync(scope) ?? throw GraphErrors.ResourceNotFound(scope.Split('/')[^1]);
        var added = await assignments.AddAsync(Guid.Parse(definition.Id), definition.DisplayName!, principalId, scope, AuditActivity.AddRoleAssignment);
        var created = RoleAssignment.From(added.OrThrow() ?? throw GraphErrors.ConflictingObject());
        return Created(Set, created, $"{Set}/{created.Id}");
    }

    /// <summary>Delete unifiedRoleAssignment</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/unifiedroleassignment-delete</remarks>
    [HttpDelete("{id}"), Requires(Permission.RolesWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id)
    {
        if (RoleAssignmentKey.Parse(id) is not { } key) throw GraphErrors.ResourceNotFound(id);
        var name = (await definitions.FindAsync(key.Role.ToString()))?.DisplayName ?? key.Role.ToString();
        return (await assignments.RemoveAsync(key, name, AuditActivity.RemoveRoleAssignment)).OrThrow()
            ? NoContent()
            : throw GraphErrors.ResourceNotFound(id);
    }
}
