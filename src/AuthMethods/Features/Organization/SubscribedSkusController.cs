using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Organization;

/// <summary>The licenses of the tenant, as its profile says.</summary>
[Route(Routes.Root + "/subscribedSkus")]
internal sealed class SubscribedSkusController(OrganizationStore store) : GraphController
{
    /// <summary>List subscribedSkus</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/subscribedsku-list</remarks>
    [HttpGet, Requires(Permission.SubscribedSkusRead), Lists<SubscribedSku>]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) => Collection("subscribedSkus", await store.SubscribedSkusAsync(), query);

    /// <summary>Get subscribedSku</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/subscribedsku-get</remarks>
    [HttpGet("{id}"), Requires(Permission.SubscribedSkusRead), Answers<SubscribedSku>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) => Entity(
        "subscribedSkus",
        (await store.SubscribedSkusAsync()).FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw GraphErrors.ResourceNotFound(id),
        query);
}
