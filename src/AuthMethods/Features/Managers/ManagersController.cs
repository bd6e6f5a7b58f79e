using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Managers;

/// <summary>The manager and the direct reports of a user.</summary>
[Route(Routes.User), Route(Routes.Me)]
internal sealed class ManagersController(ManagerStore store, DirectoryObjectStore objects) : GraphController
{
    private const string Global = """{"@odata.id":"https://graph.microsoft.com/v1.0/users/00000000-0000-4000-8000-000000000001"}""";

    /// <summary>List manager</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-manager</remarks>
    [HttpGet("manager"), Requires(Permission.UserFullRead), Answers<DirectoryObject>(Context = "directoryObjects/$entity")]
    public async Task<IActionResult> Get(TargetUser user, GraphQuery query) =>
        Entity("directoryObjects", (await store.FindAsync(user)).OrThrow(), query);

    /// <summary>Assign manager</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-post-manager</remarks>
    [HttpPut("manager/$ref"), Requires(Permission.ManagerWrite), Takes(Global), Answers(204)]
    public async Task<IActionResult> Set(TargetUser user, GraphBody body) => Done(await store.SetAsync(user, DirectoryReference.Read(body)));

    /// <summary>Remove manager</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-delete-manager</remarks>
    [HttpDelete("manager/$ref"), Requires(Permission.ManagerWrite), Answers(204)]
    public async Task<IActionResult> Remove(TargetUser user) => Done(await store.RemoveAsync(user));

    /// <summary>List directReports</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-directreports</remarks>
    [HttpGet("directReports"), Requires(Permission.UserLinksRead)]
    [Lists<DirectoryObject>(Context = "directoryObjects")]
    [Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> ListReports(TargetUser user, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<DirectoryObject>(Version));
        query.RefuseExpand(WireType.Of<DirectoryObject>(Version));
        return Page("directoryObjects", await objects.MembersAsync(store.Reports(user), query), report => report, selection, isPolymorphic: true);
    }

    /// <summary>List directReports that are users</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-directreports</remarks>
    [HttpGet("directReports/microsoft.graph.user"), Requires(Permission.UserLinksRead)]
    [Lists<User>(Context = "users"), Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> ListReportingUsers(TargetUser user, GraphQuery query)
    {
        var selection = query.SelectOfList(WireType.Of<User>(Version), UserFields.NotOnCollections);
        query.RefuseExpand(WireType.Of<User>(Version));
        var page = await objects.UsersAsync(store.Reports(user), query);
        var domain = await objects.DefaultDomainAsync();
        return Page("users", page, row => Directory.User.From(row, domain), selection);
    }
}
