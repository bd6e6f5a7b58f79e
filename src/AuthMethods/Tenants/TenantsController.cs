using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Tenants;

/// <summary>Tenants of this server: a test creates one of its own, resets it and deletes it. Only for the operator; in Development for everybody.</summary>
[ControlPlane]
internal sealed class TenantsController(TenantStore store, TenantCreation creation) : GraphController
{
    /// <summary>List tenants</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant</remarks>
    [HttpGet(Routes.OwnTenants), Lists<HostedTenant>]
    public async Task<IActionResult> List(GraphQuery query) => Collection(NoContext, await store.ListAsync(HttpContext.RequestAborted), query);

    /// <summary>Create a tenant</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant `from` is `sample`, `empty`, the id of a snapshot or an export.
    /// Without a `domain` the tenant gets one that no other tenant has. The client in the answer has every application permission.
    /// </remarks>
    [HttpPost(Routes.OwnTenants)]
    [Takes("""{"from":"sample","domain":"fabrikam.com"}""", Optional = "domain", NotInExample = ["displayName"]), Answers<CreatedTenant>(201)]
    [Answers(400, Errors = typeof(TenantErrors), Error = nameof(TenantErrors.DomainTaken), When = "The body is not valid, or another tenant has the domain")]
    public async Task<IActionResult> Create(GraphBody body)
    {
        var created = (await creation.CreateAsync(TenantRequest.Read(body))).OrThrow();
        return Created(NoContext, created, $"tenants/{created.Id}");
    }

    /// <summary>Get a tenant</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant</remarks>
    [HttpGet(Routes.OwnTenant), Answers<HostedTenant>]
    public async Task<IActionResult> Get(TargetTenant tenant, GraphQuery query) =>
        Entity(NoContext, await store.CurrentAsync(HttpContext.RequestAborted), query);

    /// <summary>Delete a tenant and all that is in it</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant</remarks>
    [HttpDelete(Routes.OwnTenant), Answers(204)]
    public async Task<IActionResult> Delete(TargetTenant tenant)
    {
        await store.DeleteAsync(tenant.Id);
        return NoContent();
    }

    /// <summary>Return a tenant to the state in which it was created</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant Its snapshots stay; its clock becomes the server's.</remarks>
    [HttpPost(Routes.OwnTenant + "/reset"), Answers(204)]
    public async Task<IActionResult> Reset(TargetTenant tenant) => Done(await store.ResetAsync(tenant.Id));
}
