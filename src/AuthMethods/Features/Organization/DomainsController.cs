using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Organization;

/// <summary>The domains of user principal names.</summary>
[Route(Routes.Root + "/domains")]
internal sealed class DomainsController(OrganizationStore store) : GraphController
{
    /// <summary>List domains</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/domain-list</remarks>
    [HttpGet, Requires(Permission.DomainsRead), Lists<Domain>]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) =>
        Collection("domains", [.. (await store.DomainsAsync()).Select(Domain.From)], query);

    /// <summary>Get domain</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/domain-get</remarks>
    [HttpGet("{id}"), Requires(Permission.DomainsRead), Answers<Domain>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query)
    {
        var row = (await store.DomainsAsync()).FirstOrDefault(d => d.Name.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw GraphErrors.ResourceNotFound(id);
        return Entity("domains", Domain.From(row), query);
    }
}
