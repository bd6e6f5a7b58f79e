using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Organization;

/// <summary>The tenant.</summary>
[Route(Routes.Root + "/organization")]
internal sealed class OrganizationController(OrganizationStore store) : GraphController
{
    /// <summary>List organization</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/organization-list Always one item, the caller's tenant.</remarks>
    [HttpGet, Requires(Permission.OrganizationRead), Lists<Organization>]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) => Collection("organization", [await store.GetAsync()], query);

    /// <summary>Get organization</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/organization-get</remarks>
    [HttpGet("{id}"), Requires(Permission.OrganizationRead), Answers<Organization>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query)
    {
        var tenant = await store.GetAsync();
        return tenant.Id.Equals(id, StringComparison.OrdinalIgnoreCase) ? Entity("organization", tenant, query) : throw GraphErrors.ResourceNotFound(id);
    }
}
