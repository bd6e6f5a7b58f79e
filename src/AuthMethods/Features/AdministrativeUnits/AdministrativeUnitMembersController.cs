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
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.AdministrativeUnits;

/// <summary>The users and groups in an administrative unit.</summary>
[Route(Routes.Root + "/directory/administrativeUnits/{id}/members"), Route(Routes.Beta + "/administrativeUnits/{id}/members")]
internal sealed class AdministrativeUnitMembersController(
    AdministrativeUnitStore units, AdministrativeUnitMemberStore store, DirectoryObjectStore objects) : GraphController
{
    private const string Kim = """{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/00000000-0000-4000-8000-000000000022"}""";

    /// <summary>List members of an administrativeUnit</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/administrativeunit-list-members For a unit with hidden membership, the caller needs
    /// Member.Read.Hidden and must be a member of it or an administrator who may read all members.
    /// </remarks>
    [HttpGet, Requires(Permission.AdministrativeUnitRead)]
    [Lists<DirectoryObject>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, string id, GraphQuery query)
    {
        var unit = await VisibleAsync(directory, id);
        var selection = query.Select(WireType.Of<DirectoryObject>(Version));
        query.RefuseExpand(WireType.Of<DirectoryObject>(Version));
        return Page("directoryObjects", await objects.MembersAsync(store.Ids(unit), query), member => member, selection, isPolymorphic: true);
    }

    /// <summary>List members of an administrativeUnit that are users</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-list-members</remarks>
    [HttpGet("microsoft.graph.user"), Requires(Permission.AdministrativeUnitRead)]
    [Lists<User>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> ListUsers(DirectoryScope directory, string id, GraphQuery query)
    {
        var unit = await VisibleAsync(directory, id);
        var selection = query.SelectOfList(WireType.Of<User>(Version), UserFields.NotOnCollections);
        query.RefuseExpand(WireType.Of<User>(Version));
        var page = await objects.UsersAsync(store.Ids(unit), query);
        var domain = await objects.DefaultDomainAsync();
        return Page("users", page, row => Directory.User.From(row, domain), selection);
    }

    /// <summary>List members of an administrativeUnit that are groups</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-list-members</remarks>
    [HttpGet("microsoft.graph.group"), Requires(Permission.AdministrativeUnitRead), Lists<Group>]
    public async Task<IActionResult> ListGroups(DirectoryScope directory, string id, GraphQuery query)
    {
        var unit = await VisibleAsync(directory, id);
        var groups = await objects.FindAsync(await store.Ids(unit).OrderBy(member => member).ToListAsync(), ["group"]);
        return Collection<Group>("groups", [.. groups.OfType<Group>()], query);
    }

    /// <summary>Get a member of an administrativeUnit</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-get-members</remarks>
    [HttpGet("{member}"), Requires(Permission.AdministrativeUnitRead), Answers<DirectoryObject>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, string member, GraphQuery query)
    {
        var unit = await VisibleAsync(directory, id);
        var isMember = GuidKey.TryParse(member, out var key) && await store.Ids(unit).AnyAsync(m => m == key);
        var found = isMember ? await objects.FindAsync([key]) : [];
        return Entity("directoryObjects", found.Count > 0 ? found[0] : throw GraphErrors.ResourceNotFound(member), query);
    }

    /// <summary>Add a member to an administrativeUnit</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/administrativeunit-post-members Roles in the unit then reach this user or group, but not the
    /// members of the group.
    /// </remarks>
    [HttpPost("$ref"), Requires(Permission.AdministrativeUnitWrite), Takes(Kim), Answers(204)]
    public async Task<IActionResult> Add(DirectoryScope directory, string id, GraphBody body) =>
        Done(await store.AddAsync((await FindAsync(id)).Id, DirectoryReference.Read(body)));

    /// <summary>Remove a member from an administrativeUnit</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-delete-members</remarks>
    [HttpDelete("{member}/$ref"), Requires(Permission.AdministrativeUnitWrite), Answers(204)]
    public async Task<IActionResult> Remove(DirectoryScope directory, string id, string member) =>
        Done(await store.RemoveAsync(await FindAsync(id), member));

    private async Task<AdministrativeUnitRow> FindAsync(string id) => await units.FindAsync(id) ?? throw GraphErrors.ResourceNotFound(id);

    private async Task<AdministrativeUnitRow> VisibleAsync(DirectoryScope directory, string id)
    {
        var unit = await FindAsync(id);
        return await store.CheckVisibleAsync(unit, directory.Caller) is { } refusal ? throw GraphErrors.Denied(HttpContext.Graph(), refusal) : unit;
    }
}
