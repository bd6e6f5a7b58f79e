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

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>The app roles of service principals and users. A role of Microsoft Graph is an application permission, in force with the next token.</summary>
internal sealed class AppRoleAssignmentsController(AppRoleAssignmentStore store, AccessRules access) : GraphController
{
    private const string Principal = Routes.Root + "/servicePrincipals/{id}";
    private const string Set = "appRoleAssignments";
    private const string NewAssignment = """
        {"principalId":"11112222-bbbb-3333-cccc-4444dddd5555","resourceId":"911b09e7-d86b-8c42-81a0-be0e3a666082","appRoleId":"df021288-bdef-4463-88db-98f22de89214"}
        """;

    /// <summary>List appRoleAssignments granted to a service principal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments</remarks>
    [HttpGet(Principal + "/appRoleAssignments"), Requires(Permission.ApplicationRead)]
    [Lists<AppRoleAssignment>, Options("$select", "$filter", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(TargetServicePrincipal principal, GraphQuery query) =>
        await PageAsync(await store.OfPrincipalAsync(principal.Id, query), query);

    /// <summary>Grant an appRoleAssignment to a service principal</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments A role of Microsoft Graph also requires the role
    /// Privileged Role Administrator or Global Administrator.
    /// </remarks>
    [HttpPost(Principal + "/appRoleAssignments"), Requires(Permission.AppRolesAssign)]
    [Takes<AppRoleAssignment>(NewAssignment), Answers<AppRoleAssignment>(201)]
    public Task<IActionResult> Create(TargetServicePrincipal principal, GraphBody body) =>
        CreateAsync(body, (from, _) => from == principal.Id, "principalId", $"servicePrincipals/{principal.Id}/appRoleAssignments");

    /// <summary>Get an appRoleAssignment granted to a service principal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments</remarks>
    [HttpGet(Principal + "/appRoleAssignments/{assignment}"), Requires(Permission.ApplicationRead), Answers<AppRoleAssignment>]
    public Task<IActionResult> Get(TargetServicePrincipal principal, string assignment, GraphQuery query) =>
        GetAsync(assignment, row => row.PrincipalId == principal.Id, query);

    /// <summary>Delete an appRoleAssignment from a service principal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignments</remarks>
    [HttpDelete(Principal + "/appRoleAssignments/{assignment}"), Requires(Permission.AppRolesAssign), Answers(204)]
    public async Task<IActionResult> Delete(TargetServicePrincipal principal, string assignment) =>
        Done(await store.RemoveAsync(assignment, row => row.PrincipalId == principal.Id));

    /// <summary>List appRoleAssignments granted for a service principal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignedto</remarks>
    [HttpGet(Principal + "/appRoleAssignedTo"), Requires(Permission.ApplicationRead)]
    [Lists<AppRoleAssignment>, Options("$select", "$filter", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> ListAssigned(TargetServicePrincipal principal, GraphQuery query) =>
        await PageAsync(await store.OnResourceAsync(principal.Id, query), query);

    /// <summary>Grant an appRoleAssignment for a service principal</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto A role of Microsoft Graph also requires the role
    /// Privileged Role Administrator or Global Administrator.
    /// </remarks>
    [HttpPost(Principal + "/appRoleAssignedTo"), Requires(Permission.AppRolesAssign), Takes<AppRoleAssignment>(NewAssignment), Answers<AppRoleAssignment>(201)]
    public Task<IActionResult> CreateAssigned(TargetServicePrincipal principal, GraphBody body) =>
        CreateAsync(body, (_, on) => on == principal.Id, "resourceId", $"servicePrincipals/{principal.Id}/appRoleAssignedTo");

    /// <summary>Delete an appRoleAssignment for a service principal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignedto</remarks>
    [HttpDelete(Principal + "/appRoleAssignedTo/{assignment}"), Requires(Permission.AppRolesAssign), Answers(204)]
    public async Task<IActionResult> DeleteAssigned(TargetServicePrincipal principal, string assignment) =>
        Done(await store.RemoveAsync(assignment, row => row.ResourceId == principal.Id));

    /// <summary>List appRoleAssignments granted to a user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list-approleassignments</remarks>
    [HttpGet(Routes.User + "/appRoleAssignments"), HttpGet(Routes.Me + "/appRoleAssignments"), Requires(Permission.AppRolesOfUserRead)]
    [Lists<AppRoleAssignment>, Options("$select", "$filter", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> ListOfUser(TargetUser user, GraphQuery query) => await PageAsync(await store.OfPrincipalAsync(user.Id, query), query);

    /// <summary>Grant an appRoleAssignment to a user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-post-approleassignments</remarks>
    [HttpPost(Routes.User + "/appRoleAssignments"), HttpPost(Routes.Me + "/appRoleAssignments"), Requires(Permission.AppRolesAssign)]
    [Takes<AppRoleAssignment>("""{"principalId":"00000000-0000-4000-8000-000000000021","resourceId":"22223333-cccc-4444-dddd-5555eeee6666","appRoleId":"00000000-0000-0000-0000-000000000000"}""")]
    [Answers<AppRoleAssignment>(201)]
    public Task<IActionResult> CreateOfUser(TargetUser user, GraphBody body) =>
        CreateAsync(body, (from, _) => from == user.Id, "principalId", $"users/{user.Id}/appRoleAssignments");

    /// <summary>Delete an appRoleAssignment from a user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-delete-approleassignments</remarks>
    [HttpDelete(Routes.User + "/appRoleAssignments/{id}"), HttpDelete(Routes.Me + "/appRoleAssignments/{id}"), Requires(Permission.AppRolesAssign)]
    [Answers(204)]
    public async Task<IActionResult> DeleteOfUser(TargetUser user, string id) => Done(await store.RemoveAsync(id, row => row.PrincipalId == user.Id));

    private async Task<IActionResult> PageAsync(Page<AppRoleAssignmentRow> page, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<AppRoleAssignment>(Version));
        query.RefuseExpand(WireType.Of<AppRoleAssignment>(Version));
        var items = await store.ReadAsync(page.Rows);
        return Page(Set, page, row => items[row.Id], selection);
    }

    private async Task<IActionResult> GetAsync(string id, Func<AppRoleAssignmentRow, bool> isOf, GraphQuery query)
    {
        var row = await store.FindAsync(id);
        if (row is null || !isOf(row)) throw GraphErrors.ResourceNotFound(id);
        return Entity(Set, (await store.ReadAsync([row]))[row.Id], query);
    }

    /// <param name="body">The assignment.</param>
    /// <param name="isOf">Whether a principal and a resource are those of the route.</param>
    /// <param name="fixedBy">The property that the route determines.</param>
    /// <param name="path">The collection in the route.</param>
    private async Task<IActionResult> CreateAsync(GraphBody body, Func<Guid, Guid, bool> isOf, string fixedBy, string path)
    {
        var sent = body.Of<AppRoleAssignment>(Version);
        var (principal, resource, role) = (Id(sent, "principalId"), Id(sent, "resourceId"), Id(sent, "appRoleId"));
        if (!isOf(principal, resource)) throw GraphErrors.InvalidValue(fixedBy, nameof(AppRoleAssignment));
        if (await store.IsGraphAsync(resource) && access.Check(Permission.GraphRolesAssign, Caller, isSelf: false, DirectoryRoles.None) is { } refusal)
        {
            throw GraphErrors.Denied(HttpContext.Graph(), refusal);
        }

        var row = (await store.AddAsync(principal, resource, role)).OrThrow();
        var created = (await store.ReadAsync([row]))[row.Id];
        return Created(Set, created, $"{path}/{created.Id}");
    }

    private Caller Caller => (Caller)HttpContext.RequestServices.GetService(typeof(Caller))!;

    private static Guid Id(GraphBody.Sent sent, string name)
    {
        var text = sent.Text(name) ?? throw GraphErrors.ValueRequired(name, nameof(AppRoleAssignment));
        return GuidKey.TryParse(text, out var id) ? id : throw GraphErrors.CannotConvert(text, "Edm.Guid");
    }
}
