using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Groups;

/// <summary>Security groups, including role-assignable ones, and Microsoft 365 groups.</summary>
[Route(Routes.Root + "/groups")]
internal sealed class GroupsController(GroupStore store, DirectoryObjectStore objects, DirectoryExpander expander, AccessRules access) : GraphController
{
    private const string NewGroup =
        """{"displayName":"First line","mailEnabled":false,"mailNickname":"first.line","securityEnabled":true,"isAssignableToRole":true}""";

    /// <summary>List groups</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-list</remarks>
    [HttpGet, Requires(Permission.GroupRead)]
    [Lists<Group>, Options("$select", "$filter", "$search", "$orderby", "$expand", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var expansions = Expansions(query, directory.Caller);
        var selection = query.Select(WireType.Of<Group>(Version), GraphErrors.NotDeclared);
        var page = await store.PageAsync(query);
        var domain = await objects.DefaultDomainAsync();
        return Page(
            "groups", page, row => Group.From(row, domain), selection,
            expanded: await expander.OfGroupsAsync(expansions, [.. page.Rows.Select(g => g.Id)]));
    }

    /// <summary>Create group</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/group-post-groups The caller becomes an owner. Creating a role-assignable group also
    /// requires RoleManagement.ReadWrite.Directory and the role Privileged Role Administrator or Global Administrator.
    /// </remarks>
    [HttpPost, Requires(Permission.GroupCreate), Takes<Group>(NewGroup, Optional = "isAssignableToRole"), Answers<Group>(201)]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var patch = GroupPatch.Read(body, Version);
        var caller = directory.Caller;
        if (patch.AsksForRoleAssignable && access.Check(Permission.RoleAssignableGroupWrite, caller, isSelf: false, DirectoryRoles.None) is { } refusal)
        {
            throw GraphErrors.Denied(HttpContext.Graph(), refusal);
        }

        if (patch.IsForSecurity && caller.IsUnder(DirectoryRestrictions.MembersCreateNoSecurityGroups))
        {
            throw GraphErrors.Denied(HttpContext.Graph(), Refusal.Restricted);
        }

        var row = (await store.CreateAsync(patch, caller.UserPrincipalName is null ? null : caller.Token.ObjectId)).OrThrow();
        return Created("groups", Group.From(row, await objects.DefaultDomainAsync()), $"groups/{row.Id}");
    }

    /// <summary>Get group</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-get</remarks>
    [HttpGet("{id}"), Requires(Permission.GroupRead), Answers<Group>, Options("$select", "$expand")]
    public async Task<IActionResult> Get(TargetGroup group, GraphQuery query)
    {
        var expansions = Expansions(query, group.Caller);
        var selection = query.Select(WireType.Of<Group>(Version), GraphErrors.NotDeclared);
        var row = await store.FindAsync(group.Id) ?? throw GraphErrors.ResourceNotFound(group.Id.ToString());
        return Entity("groups", Group.From(row, await objects.DefaultDomainAsync()), selection, await expander.OfGroupsAsync(expansions, [group.Id]));
    }

    /// <summary>Update group</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-update</remarks>
    [HttpPatch("{id}"), Requires(Permission.GroupWrite), Takes<Group>("""{"description":"Whoever answers the telephone"}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Update(TargetGroup group, GraphBody body) =>
        Done(await store.UpdateAsync(group, GroupPatch.Read(body, Version)));

    /// <summary>Delete group</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-delete The group is deleted permanently, with its memberships and role assignments.</remarks>
    [HttpDelete("{id}"), Requires(Permission.GroupDelete), Answers(204)]
    public async Task<IActionResult> Delete(TargetGroup group) => Done(await store.DeleteAsync(group));

    private IReadOnlyList<Expansion> Expansions(GraphQuery query, Caller caller)
    {
        var expansions = query.ExpandDirectory(WireType.Of<Group>(Version), "members", "owners");
        foreach (var expansion in expansions)
        {
            var permission = expansion.Name == "owners" ? Permission.GroupOwnersRead : Permission.GroupMembersRead;
            if (access.CheckToken(permission, caller) is { } refusal) throw GraphErrors.Denied(HttpContext.Graph(), refusal);
        }

        return expansions;
    }
}
