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

/// <summary>The built-in and custom roles. The holder of a custom role counts as an administrator; its permissions are not evaluated.</summary>
[Route(Routes.Root + "/" + Set)]
internal sealed class RoleDefinitionsController(RoleDefinitionStore store) : GraphController
{
    private const string Set = "roleManagement/directory/roleDefinitions";
    private const string NewRole = """
        {"displayName":"Key cutter","description":"May cut keys","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/users/basic/update"],"condition":null}]}
        """;

    /// <summary>List roleDefinitions</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/rbacapplication-list-roledefinitions</remarks>
    [HttpGet, Requires(Permission.RoleDefinitionsRead), Lists<RoleDefinition>, Options("$select", "$filter", "$expand", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<RoleDefinition>(Version));
        var expanded = query.Expand(WireType.Of<RoleDefinition>(Version));
        return Page(Set, await store.PageAsync(query), definition => definition, selection, expanded: expanded);
    }

    /// <summary>Get unifiedRoleDefinition</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/unifiedroledefinition-get</remarks>
    [HttpGet("{id}"), Requires(Permission.RoleDefinitionsRead), Answers<RoleDefinition>, Options("$select", "$expand")]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) =>
        Entity(Set, await store.FindAsync(id) ?? throw GraphErrors.ResourceNotFound(id), query);

    /// <summary>Create roleDefinitions</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/rbacapplication-post-roledefinitions</remarks>
    [HttpPost, Requires(Permission.RoleDefinitionsWrite), Takes<RoleDefinition>(NewRole, Optional = "description"), Answers<RoleDefinition>(201)]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var created = (await store.CreateAsync(RoleDefinitionPatch.ForNew(body, Version))).OrThrow();
        return Created(Set, created, $"{Set}/{created.Id}");
    }

    /// <summary>Update unifiedRoleDefinition</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/unifiedroledefinition-update</remarks>
    [HttpPatch("{id}"), Requires(Permission.RoleDefinitionsWrite),
        Takes<RoleDefinition>("""{"displayName":"Locksmith","isEnabled":true}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Update(DirectoryScope directory, string id, GraphBody body) =>
        Done(await store.UpdateAsync(CustomRole(id), RoleDefinitionPatch.ForUpdate(body, Version)));

    /// <summary>Delete unifiedRoleDefinition</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/unifiedroledefinition-delete</remarks>
    [HttpDelete("{id}"), Requires(Permission.RoleDefinitionsWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id) => Done(await store.DeleteAsync(CustomRole(id)));

    private static string CustomRole(string key)
    {
        if (!GuidKey.TryParse(key, out var id)) throw GraphErrors.ResourceNotFound(key);
        return DirectoryRole.Find(id) is null ? key : throw GraphErrors.BuiltInRole();
    }
}
