using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Tenants;

/// <summary>A tenant as a JSON document: its users, their methods without secrets, policies, groups, roles and applications.</summary>
[ControlPlane]
internal sealed class ExportController(TenantExporter exporter, TenantImport import) : GraphController
{
    /// <summary>Export a tenant</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant Two exports of the same state are equal byte by byte. No secret is
    /// part of it.
    /// </remarks>
    [HttpGet(Routes.OwnTenant + "/export"), Answers<TenantExport>]
    public async Task<IActionResult> Export(TargetTenant tenant) =>
        File(await exporter.ExportAsync(HttpContext.RequestAborted), "application/json;charset=utf-8");

    /// <summary>Replace what is in a tenant by an export</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity-platform/quickstart-create-new-tenant Its applications keep their secrets, and methods that the export has
    /// too theirs. With `testPassword` all users get that password, with `password` in a method one of them.
    /// </remarks>
    [HttpPost(Routes.OwnTenant + "/import"), Answers(204)]
    [Takes("""{"version":1,"tenant":{"displayName":"Contoso"},"domains":[{"name":"contoso.com","isDefault":true}]}""")]
    public async Task<IActionResult> Import(TargetTenant tenant, GraphBody body) => Done(await import.ReplaceAsync(tenant.Id, body.Root));
}
