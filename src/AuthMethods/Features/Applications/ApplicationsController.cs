using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Applications;

/// <summary>The applications that are registered in the tenant. A key is an object id or <c>appId={id}</c>.</summary>
[Route(Routes.Root + "/applications")]
internal sealed class ApplicationsController(
    ApplicationStore store, ApplicationObjects objects, ApplicationSecrets secrets, ApplicationOwners owners) : GraphController
{
    private const string Kim = """{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/00000000-0000-4000-8000-000000000022"}""";

    private const string Secret = """{"keyId":"5a1ec0de-0000-4000-8000-000000000001"}""";

    /// <summary>List applications</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-list</remarks>
    [HttpGet, Requires(Permission.ApplicationList)]
    [Lists<Application>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<Application>(Version), GraphErrors.NotDeclared);
        query.RefuseExpand(WireType.Of<Application>(Version));
        var page = await store.PageAsync(query);
        var applications = (await objects.ReadAsync(page.Rows)).ToDictionary(a => a.Id);
        return Page("applications", page, row => applications[row.Id.ToString()], selection);
    }

    /// <summary>Create application</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/application-post-applications The caller becomes an owner. The application gets tokens once it
    /// has a service principal.
    /// </remarks>
    [HttpPost, Requires(Permission.ApplicationCreate), Takes<Application>("""{"displayName":"Joiners"}"""), Answers<Application>(201)]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var (row, passwords) = await store.CreateAsync(new(body, Version), directory.Caller.Token.ObjectId);
        return Created("applications", await objects.ReadAsync(row, passwords), $"applications/{row.Id}");
    }

    /// <summary>Get application</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-get</remarks>
    [HttpGet("{id}"), Requires(Permission.ApplicationRead), Answers<Application>]
    public async Task<IActionResult> Get(TargetApplication application, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<Application>(Version), GraphErrors.NotDeclared);
        query.RefuseExpand(WireType.Of<Application>(Version));
        return Entity("applications", (await objects.ReadAsync([application.Row], selection?.Contains("keyCredentials") == true))[0], selection);
    }

    /// <summary>Update application</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-update</remarks>
    [HttpPatch("{id}"), Requires(Permission.ApplicationWrite), Takes<Application>("""{"notes":"Creates accounts on the first day"}""", IsPartial = true)]
    [Answers(204)]
    public async Task<IActionResult> Update(TargetApplication application, GraphBody body) =>
        Done(await store.UpdateAsync(application.Id, new(body, Version)));

    /// <summary>Delete application</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-delete It is deleted permanently, with its service principal and all grants.</remarks>
    [HttpDelete("{id}"), Requires(Permission.ApplicationWrite), Answers(204)]
    public async Task<IActionResult> Delete(TargetApplication application) => Done(await store.DeleteAsync(application.Id));

    /// <summary>application: addPassword</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-addpassword</remarks>
    [HttpPost("{id}/addPassword"), Requires(Permission.ApplicationSecretsWrite), Parameter<PasswordCredential>("passwordCredential")]
    [Takes("""{"passwordCredential":{"displayName":"Pipeline"}}""", IsPartial = true), Answers<PasswordCredential>(IsResult = true)]
    public async Task<IActionResult> AddPassword(TargetApplication application, GraphBody body) => Computed(
        (await secrets.AddAsync(application.Id, application.DisplayName, body, ApplicationActivities.UpdateApplicationSecrets)).OrThrow());

    /// <summary>application: removePassword</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-removepassword</remarks>
    [HttpPost("{id}/removePassword"), Requires(Permission.ApplicationSecretsWrite), Parameter<Guid>("keyId"), Takes(Secret), Answers(204)]
    public async Task<IActionResult> RemovePassword(TargetApplication application, GraphBody body) =>
        Done(await secrets.RemoveAsync(application.Id, application.DisplayName, body, ApplicationActivities.UpdateApplicationSecrets));

    /// <summary>List owners of an application</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-list-owners</remarks>
    [HttpGet("{id}/owners"), Requires(Permission.ApplicationRead), Lists<DirectoryObject>]
    public async Task<IActionResult> ListOwners(TargetApplication application, GraphQuery query) =>
        Collection("directoryObjects", await owners.OfAsync(application.Id), query);

    /// <summary>Add owner</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-post-owners</remarks>
    [HttpPost("{id}/owners/$ref"), Requires(Permission.ApplicationSecretsWrite), Takes(Kim), Answers(204)]
    public async Task<IActionResult> AddOwner(TargetApplication application, GraphBody body) => Done(
        await owners.AddAsync(application.Id, application.DisplayName, DirectoryReference.Read(body), ApplicationActivities.AddOwnerToApplication));

    /// <summary>Remove owner</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/application-delete-owners</remarks>
    [HttpDelete("{id}/owners/{member}/$ref"), Requires(Permission.ApplicationSecretsWrite), Answers(204)]
    public async Task<IActionResult> RemoveOwner(TargetApplication application, string member) =>
        Done(await owners.RemoveAsync(application.Id, application.DisplayName, member, ApplicationActivities.RemoveOwnerFromApplication));
}
