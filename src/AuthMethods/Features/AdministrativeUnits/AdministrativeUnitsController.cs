using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.AdministrativeUnits;

/// <summary>Units of users and groups that roles can be limited to. Beta has them at the root as well.</summary>
[Route(Routes.Root + "/" + Set), Route(Routes.Beta + "/administrativeUnits")]
internal sealed class AdministrativeUnitsController(
    AdministrativeUnitStore store, AdministrativeUnitMemberStore members, DirectoryExpander expander) : GraphController
{
    private const string Set = "directory/administrativeUnits";
    private const string OneOfSet = Set + "/$entity";
    private const string NewUnit =
        """{"displayName":"Seattle District Technical Schools","description":"Seattle district technical schools administration"}""";

    /// <summary>List administrativeUnits</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directory-list-administrativeunits</remarks>
    [HttpGet, Requires(Permission.AdministrativeUnitRead)]
    [Lists<AdministrativeUnit>(Context = Set), Options("$select", "$filter", "$search", "$orderby", "$expand", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var expansions = Expansions(query);
        var selection = query.Select(WireType.Of<AdministrativeUnit>(Version), GraphErrors.NotDeclared);
        var page = await store.PageAsync(query);
        var visible = expansions.Count == 0 ? [] : await members.VisibleAsync(page.Rows, directory.Caller);
        return Page(Set, page, AdministrativeUnit.From, selection, expanded: await expander.OfUnitsAsync(expansions, visible));
    }

    /// <summary>Create administrativeUnit</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directory-post-administrativeunits</remarks>
    [HttpPost, Requires(Permission.AdministrativeUnitWrite)]
    [Takes<AdministrativeUnit>(NewUnit, Optional = "description"), Answers<AdministrativeUnit>(201, Context = OneOfSet)]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var row = (await store.CreateAsync(AdministrativeUnitPatch.Read(body))).OrThrow();
        return Created(Set, AdministrativeUnit.From(row), $"{Set}/{row.Id}");
    }

    /// <summary>Get administrativeUnit</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-get</remarks>
    [HttpGet("{id}"), Requires(Permission.AdministrativeUnitRead), Answers<AdministrativeUnit>(Context = OneOfSet), Options("$select", "$expand")]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query)
    {
        var expansions = Expansions(query);
        var selection = query.Select(WireType.Of<AdministrativeUnit>(Version), GraphErrors.NotDeclared);
        var row = await store.FindAsync(id) ?? throw GraphErrors.ResourceNotFound(id);
        var visible = expansions.Count == 0 ? [] : await members.VisibleAsync([row], directory.Caller);
        return Entity(Set, AdministrativeUnit.From(row), selection, await expander.OfUnitsAsync(expansions, visible));
    }

    /// <summary>Update administrativeUnit</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/administrativeunit-update</remarks>
    [HttpPatch("{id}"), Requires(Permission.AdministrativeUnitWrite)]
    [Takes<AdministrativeUnit>("""{"description":"Schools in Seattle"}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Update(DirectoryScope directory, string id, GraphBody body) =>
        Done(await store.UpdateAsync(id, AdministrativeUnitPatch.Read(body)));

    /// <summary>Delete administrativeUnit</summary>
    /// <remarks>
    /// https://learn.microsoft.com/graph/api/administrativeunit-delete The unit is deleted permanently, with its memberships and the role
    /// assignments in it.
    /// </remarks>
    [HttpDelete("{id}"), Requires(Permission.AdministrativeUnitWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id) => Done(await store.DeleteAsync(id));

    private IReadOnlyList<Expansion> Expansions(GraphQuery query) => query.ExpandDirectory(WireType.Of<AdministrativeUnit>(Version), "members");
}
