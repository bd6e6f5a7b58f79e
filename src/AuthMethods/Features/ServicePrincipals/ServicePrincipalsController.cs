using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>Applications as principals of the tenant. A key is an object id or <c>appId={id}</c>.</summary>
[Route(Routes.Root + "/servicePrincipals")]
internal sealed class ServicePrincipalsController(
    ServicePrincipalStore store, ApplicationObjects objects, ApplicationSecrets secrets, ApplicationOwners owners) : GraphController
{
    private const string Kim = """{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/00000000-0000-4000-8000-000000000022"}""";

    /// <summary>List servicePrincipals</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-list</remarks>
    [HttpGet, Requires(Permission.ApplicationList)]
    [Lists<ServicePrincipal>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<ServicePrincipal>(Version), GraphErrors.NotDeclared);
        query.RefuseExpand(WireType.Of<ServicePrincipal>(Version));
        var page = await store.PageAsync(query);
        var principals = (await objects.ReadAsync(page.Rows)).ToDictionary(s => s.Id);
        return Page("servicePrincipals", page, row => principals[row.Id.ToString()], selection);
    }

    /// <summary>Create servicePrincipal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals The application must be registered in this tenant.</remarks>
    [HttpPost, Requires(Permission.ServicePrincipalWrite)]
    [Takes<ServicePrincipal>("""{"appId":"00001111-aaaa-2222-bbbb-3333cccc4444"}"""), Answers<ServicePrincipal>(201)]
    [Answers(409, Error = nameof(GraphErrors.ServicePrincipalExists), When = "The application has a service principal.")]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var row = (await store.CreateAsync(body, Version, directory.Caller.Token.ObjectId)).OrThrow();
        return Created("servicePrincipals", (await objects.ReadAsync([row]))[0], $"servicePrincipals/{row.Id}");
    }

    /// <summary>Get servicePrincipal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-get</remarks>
    [HttpGet("{id}"), Requires(Permission.ApplicationRead), Answers<ServicePrincipal>]
    public async Task<IActionResult> Get(TargetServicePrincipal principal, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<ServicePrincipal>(Version), GraphErrors.NotDeclared);
        query.RefuseExpand(WireType.Of<ServicePrincipal>(Version));
        return Entity("servicePrincipals", (await objects.ReadAsync([principal.Row], selection?.Contains("keyCredentials") == true))[0], selection);
    }

    /// <summary>Update servicePrincipal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-update</remarks>
    [HttpPatch("{id}"), Requires(Permission.ServicePrincipalWrite), Takes<ServicePrincipal>("""{"accountEnabled":false}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Update(TargetServicePrincipal principal, GraphBody body) =>
        Done(await store.UpdateAsync(principal.Id, body, Version));

    /// <summary>Delete servicePrincipal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-delete It is deleted permanently, with all that it was granted.</remarks>
    [HttpDelete("{id}"), Requires(Permission.ServicePrincipalWrite), Answers(204)]
    public async Task<IActionResult> Delete(TargetServicePrincipal principal) => Done(await store.DeleteAsync(principal.Id, principal.DisplayName));

    /// <summary>servicePrincipal: addPassword</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-addpassword</remarks>
    [HttpPost("{id}/addPassword"), Requires(Permission.ServicePrincipalWrite), Parameter<PasswordCredential>("passwordCredential")]
    [Takes("""{"passwordCredential":{"displayName":"Pipeline"}}""", IsPartial = true), Answers<PasswordCredential>(IsResult = true)]
    public async Task<IActionResult> AddPassword(TargetServicePrincipal principal, GraphBody body) => Computed(
        (await secrets.AddAsync(principal.Id, principal.DisplayName, body, ApplicationActivities.AddServicePrincipalCredentials)).OrThrow());

    /// <summary>servicePrincipal: removePassword</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-removepassword</remarks>
    [HttpPost("{id}/removePassword"), Requires(Permission.ServicePrincipalWrite), Parameter<Guid>("keyId")]
    [Takes("""{"keyId":"5a1ec0de-0000-4000-8000-000000000001"}"""), Answers(204)]
    public async Task<IActionResult> RemovePassword(TargetServicePrincipal principal, GraphBody body) =>
        Done(await secrets.RemoveAsync(principal.Id, principal.DisplayName, body, ApplicationActivities.RemoveServicePrincipalCredentials));

    /// <summary>List owners of a servicePrincipal</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-list-owners</remarks>
    [HttpGet("{id}/owners"), Requires(Permission.ApplicationRead), Lists<DirectoryObject>]
    public async Task<IActionResult> ListOwners(TargetServicePrincipal principal, GraphQuery query) =>
        Collection("directoryObjects", await owners.OfAsync(principal.Id), query);

    /// <summary>Add owner</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-post-owners</remarks>
    [HttpPost("{id}/owners/$ref"), Requires(Permission.ServicePrincipalWrite), Takes(Kim), Answers(204)]
    public async Task<IActionResult> AddOwner(TargetServicePrincipal principal, GraphBody body) => Done(
        await owners.AddAsync(principal.Id, principal.DisplayName, DirectoryReference.Read(body), ApplicationActivities.AddOwnerToServicePrincipal));

    /// <summary>Remove owner</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/serviceprincipal-delete-owners</remarks>
    [HttpDelete("{id}/owners/{member}/$ref"), Requires(Permission.ServicePrincipalWrite), Answers(204)]
    public async Task<IActionResult> RemoveOwner(TargetServicePrincipal principal, string member) =>
        Done(await owners.RemoveAsync(principal.Id, principal.DisplayName, member, ApplicationActivities.RemoveOwnerFromServicePrincipal));
}
