using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Tenants;

/// <summary>Snapshots of a tenant: all that is in it, to return to later or to create other tenants from.</summary>
[ControlPlane]
internal sealed class SnapshotsController(SnapshotStore store) : GraphController
{
    private const string Segment = "/snapshots";

    /// <summary>List the snapshots of a tenant</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant</remarks>
    [HttpGet(Routes.OwnTenant + Segment), Lists<Snapshot>]
    public async Task<IActionResult> List(TargetTenant tenant, GraphQuery query) =>
        Collection(NoContext, await store.ListAsync(HttpContext.RequestAborted), query);

    /// <summary>Take a snapshot of a tenant</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant</remarks>
    [HttpPost(Routes.OwnTenant + Segment), Answers<Snapshot>(201)]
    public async Task<IActionResult> Create(TargetTenant tenant)
    {
        var taken = (await store.TakeAsync(tenant.Id)).OrThrow();
        return Created(NoContext, taken, $"tenants/{tenant.Id}{Segment}/{taken.Id}");
    }

    /// <summary>Delete a snapshot</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant</remarks>
    [HttpDelete(Routes.OwnTenant + Segment + "/{id}"), Answers(204)]
    public async Task<IActionResult> Delete(TargetTenant tenant, string id) => Done(await store.DeleteAsync(tenant.Id, KeyOf(id)));

    /// <summary>Return a tenant to the state of a snapshot</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant The clock of the tenant returns too.</remarks>
    [HttpPost(Routes.OwnTenant + Segment + "/{id}/restore"), Answers(204)]
    public async Task<IActionResult> Restore(TargetTenant tenant, string id) => Done(await store.RestoreAsync(tenant.Id, KeyOf(id)));

    private static Guid KeyOf(string id) => GuidKey.TryParse(id, out var key) ? key : throw GraphErrors.MethodNotFound();
}
