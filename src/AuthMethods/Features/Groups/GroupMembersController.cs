using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Groups;

/// <summary>The members and owners of a group.</summary>
[Route(Routes.Root + "/groups/{id}")]
internal sealed class GroupMembersController(GroupMemberStore store, Memberships memberships, DirectoryObjectStore objects) : GraphController
{
    private const string Kim = """{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/00000000-0000-4000-8000-000000000022"}""";

    /// <summary>List group members</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-list-members</remarks>
    [HttpGet("members"), Requires(Permission.GroupRead)]
    [Lists<DirectoryObject>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public Task<IActionResult> ListMembers(TargetGroup group, GraphQuery query) => ListAsync(group, isOwner: false, query);

    /// <summary>List group members that are users</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-list-members</remarks>
    [HttpGet("members/microsoft.graph.user"), Requires(Permission.GroupRead)]
    [Lists<User>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> ListUsers(TargetGroup group, GraphQuery query)
    {
        var selection = query.SelectOfList(WireType.Of<User>(Version), UserFields.NotOnCollections);
        query.RefuseExpand(WireType.Of<User>(Version));
        var page = await objects.UsersAsync(store.Ids(group, isOwner: false), query);
        var domain = await objects.DefaultDomainAsync();
        return Page("users", page, row => Directory.User.From(row, domain), selection);
    }

    /// <summary>List group transitive members</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-list-transitivemembers</remarks>
    [HttpGet("transitiveMembers"), Requires(Permission.GroupRead), Lists<DirectoryObject>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "ConsistencyLevel")]
    public async Task<IActionResult> ListTransitiveMembers(TargetGroup group, GraphQuery query) =>
        Collection("directoryObjects", await objects.FindAsync(await memberships.MembersOfAsync(group.Id)), query.OfDirectory());

    /// <summary>Add member</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-post-members</remarks>
    [HttpPost("members/$ref"), Requires(Permission.GroupMembersWrite), Takes(Kim), Answers(204)]
    public Task<IActionResult> AddMember(TargetGroup group, GraphBody body) => AddAsync(group, DirectoryReference.Read(body), isOwner: false);

    /// <summary>Remove member</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-delete-members</remarks>
    [HttpDelete("members/{member}/$ref"), Requires(Permission.GroupMembersWrite), Answers(204)]
    public Task<IActionResult> RemoveMember(TargetGroup group, string member) => RemoveAsync(group, member, isOwner: false);

    /// <summary>List owners</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-list-owners</remarks>
    [HttpGet("owners"), Requires(Permission.GroupRead)]
    [Lists<DirectoryObject>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public Task<IActionResult> ListOwners(TargetGroup group, GraphQuery query) => ListAsync(group, isOwner: true, query);

    /// <summary>Add owners</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-post-owners</remarks>
    [HttpPost("owners/$ref"), Requires(Permission.GroupWrite), Takes(Kim), Answers(204)]
    public Task<IActionResult> AddOwner(TargetGroup group, GraphBody body) => AddAsync(group, DirectoryReference.Read(body), isOwner: true);

    /// <summary>Remove owner</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-delete-owners</remarks>
    [HttpDelete("owners/{member}/$ref"), Requires(Permission.GroupWrite), Answers(204)]
    public Task<IActionResult> RemoveOwner(TargetGroup group, string member) => RemoveAsync(group, member, isOwner: true);

    private async Task<IActionResult> ListAsync(TargetGroup group, bool isOwner, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<DirectoryObject>(Version));
        query.RefuseExpand(WireType.Of<DirectoryObject>(Version));
        return Page("directoryObjects", await objects.MembersAsync(store.Ids(group, isOwner), query), member => member, selection, isPolymorphic: true);
    }

    private async Task<IActionResult> AddAsync(TargetGroup group, Guid principal, bool isOwner) =>
        Done(await store.AddAsync(group, principal, isOwner));

    private async Task<IActionResult> RemoveAsync(TargetGroup group, string member, bool isOwner) =>
        Done(await store.RemoveAsync(group, member, isOwner));
}
