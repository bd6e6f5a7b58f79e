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

namespace AuthMethods.Features.DirectoryObjects;

/// <summary>The groups, directory roles and administrative units that a user is a member of.</summary>
[Route(Routes.User), Route(Routes.Me)]
internal sealed class MembershipsController(Memberships memberships, DirectoryObjectStore objects) : GraphController
{
    private const int MaxIds = 20;

    /// <summary>List memberOf</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-memberof</remarks>
    [HttpGet("memberOf"), Requires(Permission.MembershipsRead), Lists<DirectoryObject>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "ConsistencyLevel")]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) =>
        Collection("directoryObjects", await ObjectsAsync(user, isTransitive: false), query.OfDirectory());

    /// <summary>List memberOf, groups only</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-memberof</remarks>
    [HttpGet("memberOf/microsoft.graph.group"), Requires(Permission.MembershipsRead), Lists<Group>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "ConsistencyLevel")]
    public async Task<IActionResult> ListGroups(TargetUser user, GraphQuery query) =>
        Collection("groups", await ObjectsAsync<Group>(user, isTransitive: false), query.OfDirectory());

    /// <summary>List memberOf, directory roles only</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-memberof</remarks>
    [HttpGet("memberOf/microsoft.graph.directoryRole"), Requires(Permission.MembershipsRead), Lists<ActivatedRole>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "ConsistencyLevel")]
    public async Task<IActionResult> ListRoles(TargetUser user, GraphQuery query) =>
        Collection("directoryRoles", await ObjectsAsync<ActivatedRole>(user, isTransitive: false), query.OfDirectory());

    /// <summary>List memberOf, administrative units only</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-memberof Units with hidden membership are not shown.</remarks>
    [HttpGet("memberOf/microsoft.graph.administrativeUnit"), Requires(Permission.MembershipsRead), Lists<AdministrativeUnit>]
    public async Task<IActionResult> ListUnits(TargetUser user, GraphQuery query) =>
        Collection("administrativeUnits", await ObjectsAsync<AdministrativeUnit>(user, isTransitive: false), query);

    /// <summary>List transitive memberOf</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-transitivememberof</remarks>
    [HttpGet("transitiveMemberOf"), Requires(Permission.TransitiveMembershipsRead), Lists<DirectoryObject>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "ConsistencyLevel")]
    public async Task<IActionResult> ListTransitive(TargetUser user, GraphQuery query) =>
        Collection("directoryObjects", await ObjectsAsync(user, isTransitive: true), query.OfDirectory());

    /// <summary>List transitive memberOf, groups only</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-transitivememberof</remarks>
    [HttpGet("transitiveMemberOf/microsoft.graph.group"), Requires(Permission.TransitiveMembershipsRead), Lists<Group>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "ConsistencyLevel")]
    public async Task<IActionResult> ListTransitiveGroups(TargetUser user, GraphQuery query) =>
        Collection("groups", await ObjectsAsync<Group>(user, isTransitive: true), query.OfDirectory());

    /// <summary>List transitive memberOf, directory roles only</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-transitivememberof</remarks>
    [HttpGet("transitiveMemberOf/microsoft.graph.directoryRole"), Requires(Permission.TransitiveMembershipsRead), Lists<ActivatedRole>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "ConsistencyLevel")]
    public async Task<IActionResult> ListTransitiveRoles(TargetUser user, GraphQuery query) =>
        Collection("directoryRoles", await ObjectsAsync<ActivatedRole>(user, isTransitive: true), query.OfDirectory());

    /// <summary>List transitive memberOf, administrative units only</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-transitivememberof Units with hidden membership are not shown.</remarks>
    [HttpGet("transitiveMemberOf/microsoft.graph.administrativeUnit"), Requires(Permission.TransitiveMembershipsRead), Lists<AdministrativeUnit>]
    public async Task<IActionResult> ListTransitiveUnits(TargetUser user, GraphQuery query) =>
        Collection("administrativeUnits", await ObjectsAsync<AdministrativeUnit>(user, isTransitive: true), query);

    /// <summary>Get member groups</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryobject-getmembergroups</remarks>
    [BoundTo<DirectoryObject>]
    [HttpPost("getMemberGroups"), Requires(Permission.MemberGroupsRead), Takes("""{"securityEnabledOnly":true}"""), Lists<string>]
    public async Task<IActionResult> GetMemberGroups(TargetUser user, GraphBody body) => Texts(await GroupsAsync(user, IsSecurityOnly(body)));

    /// <summary>Get member objects</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryobject-getmemberobjects</remarks>
    [BoundTo<DirectoryObject>]
    [HttpPost("getMemberObjects"), Requires(Permission.MemberObjectsRead), Takes("""{"securityEnabledOnly":true}"""), Lists<string>]
    public async Task<IActionResult> GetMemberObjects(TargetUser user, GraphBody body)
    {
        var isSecurityOnly = IsSecurityOnly(body);
        var units = isSecurityOnly ? [] : await memberships.UnitsOfAsync(user.Id);
        return Texts([.. await GroupsAsync(user, isSecurityOnly), .. await RolesAsync(user), .. units]);
    }

    /// <summary>Check member groups</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups At most twenty ids.</remarks>
    [BoundTo<DirectoryObject>]
    [HttpPost("checkMemberGroups"), Requires(Permission.MemberGroupsCheck), Takes("""{"groupIds":["00000000-0000-4000-8000-000000000101"]}"""), Lists<string>]
    public async Task<IActionResult> CheckMemberGroups(TargetUser user, GraphBody body)
    {
        var requested = Ids(body, "groupIds");
        return Texts([.. requested.Intersect(await memberships.GroupsOfAsync(user.Id, isTransitive: true))]);
    }

    /// <summary>Check member objects</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryobject-checkmemberobjects At most twenty ids.</remarks>
    [BoundTo<DirectoryObject>]
    [HttpPost("checkMemberObjects"), Requires(Permission.MemberObjectsRead), Takes("""{"ids":["00000000-0000-4000-8000-000000000101"]}"""), Lists<string>]
    public async Task<IActionResult> CheckMemberObjects(TargetUser user, GraphBody body)
    {
        var requested = Ids(body, "ids");
        var groups = await memberships.GroupsOfAsync(user.Id, isTransitive: true);
        return Texts([.. requested.Intersect([.. groups, .. await RolesAsync(user), .. await memberships.UnitsOfAsync(user.Id)])]);
    }

    private async Task<IReadOnlyList<DirectoryObject>> ObjectsAsync(TargetUser user, bool isTransitive)
    {
        var ids = (await memberships.ObjectsOfEachAsync([user.Id], isTransitive))[user.Id];
        return await objects.FindAsync([.. ids], ["group", "directoryRole", "administrativeUnit"]);
    }

    private async Task<IReadOnlyList<T>> ObjectsAsync<T>(TargetUser user, bool isTransitive) where T : DirectoryObject =>
        [.. (await ObjectsAsync(user, isTransitive)).OfType<T>()];

    private async Task<IReadOnlyList<Guid>> RolesAsync(TargetUser user) =>
        await memberships.RolesOfAsync([user.Id, .. await memberships.GroupsOfAsync(user.Id, isTransitive: false)]);

    private async Task<IReadOnlyList<Guid>> GroupsAsync(TargetUser user, bool isSecurityOnly)
    {
        var groups = await memberships.GroupsOfAsync(user.Id, isTransitive: true);
        return isSecurityOnly ? await memberships.SecurityGroupsAsync(groups) : groups;
    }

    private static bool IsSecurityOnly(GraphBody body) =>
        body.IsEmpty ? throw GraphErrors.EmptyPayload()
        : body.Parameters().Flag("securityEnabledOnly") ?? throw GraphErrors.ValueRequired("securityEnabledOnly");

    private static Guid[] Ids(GraphBody body, string name)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        var texts = body.Parameters().Texts(name) ?? throw GraphErrors.ValueRequired(name);
        if (texts.Length is 0 or > MaxIds) throw GraphErrors.InvalidValue(name);
        return [.. texts.Select(text => GuidKey.TryParse(text, out var id) ? id : throw GraphErrors.InvalidIdentifier(text)).Distinct()];
    }

    private static GraphResult Texts(IReadOnlyList<Guid> ids) =>
        new() { ODataContext = "Collection(Edm.String)", Texts = [.. ids.Select(id => id.ToString())] };
}
