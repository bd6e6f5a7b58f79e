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

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>Delegated permissions that applications have for all users or for one, in force with the next token.</summary>
internal sealed class PermissionGrantsController(PermissionGrantStore store) : GraphController
{
    private const string Set = "oauth2PermissionGrants";
    private const string Root = Routes.Root + "/" + Set;
    private const string NewGrant = """
        {"clientId":"22223333-cccc-4444-dddd-5555eeee6666","consentType":"Principal","principalId":"00000000-0000-4000-8000-000000000022","resourceId":"911b09e7-d86b-8c42-81a0-be0e3a666082","scope":"User.Read"}
        """;

    /// <summary>List oauth2PermissionGrants</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/oauth2permissiongrant-list</remarks>
    [HttpGet(Root), Requires(Permission.PermissionGrantsRead), Lists<PermissionGrant>, Options("$select", "$filter", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) => PageOf(await store.PageAsync(query), query);

    /// <summary>Create an oAuth2PermissionGrant</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/oauth2permissiongrant-post</remarks>
    [HttpPost(Root), Requires(Permission.PermissionGrantsWrite), Takes<PermissionGrant>(NewGrant, Optional = "principalId"), Answers<PermissionGrant>(201)]
    [Answers(409, Error = nameof(GraphErrors.PermissionGrantExists), When = "The client has a grant for this resource and these users.")]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var created = PermissionGrant.From((await store.CreateAsync(body, Version)).OrThrow());
        return Created(Set, created, $"{Set}/{created.Id}");
    }

    /// <summary>Get oAuth2PermissionGrant</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/oauth2permissiongrant-get</remarks>
    [HttpGet(Root + "/{id}"), Requires(Permission.PermissionGrantsRead), Answers<PermissionGrant>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) =>
        Entity(Set, PermissionGrant.From(await store.FindAsync(id) ?? throw GraphErrors.ResourceNotFound(id)), query);

    /// <summary>Update oAuth2PermissionGrant</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/oauth2permissiongrant-update</remarks>
    [HttpPatch(Root + "/{id}"), Requires(Permission.PermissionGrantsWrite), Takes<PermissionGrant>("""{"scope":"User.Read"}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Update(DirectoryScope directory, string id, GraphBody body) => Done(await store.UpdateAsync(id, body, Version));

    /// <summary>Delete oAuth2PermissionGrant</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/oauth2permissiongrant-delete</remarks>
    [HttpDelete(Root + "/{id}"), Requires(Permission.PermissionGrantsWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id) => Done(await store.RemoveAsync(id));

    /// <summary>List oauth2PermissionGrants of a service principal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-list-oauth2permissiongrants</remarks>
    [HttpGet(Routes.Root + "/servicePrincipals/{id}/oauth2PermissionGrants"), Requires(Permission.PermissionGrantsRead)]
    [Lists<PermissionGrant>, Options("$select", "$filter", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> ListOfClient(TargetServicePrincipal principal, GraphQuery query) =>
        PageOf(await store.OfClientAsync(principal.Id, query), query);

    /// <summary>List a user's oauth2PermissionGrants</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-oauth2permissiongrants</remarks>
    [HttpGet(Routes.User + "/oauth2PermissionGrants"), HttpGet(Routes.Me + "/oauth2PermissionGrants"), Requires(Permission.PermissionGrantsRead)]
    [Lists<PermissionGrant>, Options("$select", "$filter", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> ListOfUser(TargetUser user, GraphQuery query) => PageOf(await store.OfUserAsync(user.Id, query), query);

    private GraphResult PageOf(Page<PermissionGrantRow> page, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<PermissionGrant>(Version));
        query.RefuseExpand(WireType.Of<PermissionGrant>(Version));
        return Page(Set, page, PermissionGrant.From, selection);
    }
}
