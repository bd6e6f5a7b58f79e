using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>The keys and certificates that the combinations of a custom strength require.</summary>
[Route(Routes.Root + "/" + Strengths + "/{strength}/" + Segment), Route(Routes.Root + "/policies/authenticationStrengthPolicies/{strength}/" + Segment)]
[Route(Routes.Beta + "/identity/conditionalAccess/authenticationStrengths/policies/{strength}/" + Segment)]
internal sealed class CombinationConfigurationsController(AuthenticationStrengthStore store) : GraphController
{
    private const string Strengths = "identity/conditionalAccess/authenticationStrength/policies";
    private const string Segment = "combinationConfigurations";

    /// <summary>List combinationConfigurations</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-list-combinationconfigurations</remarks>
    [HttpGet, Requires(Permission.StrengthsRead), Lists<CombinationConfiguration>]
    public async Task<IActionResult> List(DirectoryScope directory, string strength, GraphQuery query)
    {
        var found = await FindAsync(strength);
        return Collection(Context(found), found.CombinationConfigurations, query);
    }

    /// <summary>Get authenticationCombinationConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationcombinationconfiguration-get</remarks>
    [HttpGet("{id}"), Requires(Permission.StrengthsRead), Answers<CombinationConfiguration>]
    public async Task<IActionResult> Get(DirectoryScope directory, string strength, string id, GraphQuery query)
    {
        var found = await FindAsync(strength);
        var configuration = found.CombinationConfigurations.FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        return Entity(Context(found), configuration ?? throw GraphErrors.MethodNotFound(), query);
    }

    /// <summary>Create combinationConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-post-combinationconfigurations</remarks>
    [HttpPost, Requires(Permission.StrengthsWrite), Answers<CombinationConfiguration>(201)]
    [Takes("""{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","allowedAAGUIDs":["486c3b50-889c-480a-abc5-c04ef7c873e0"],"appliesToCombinations":["fido2"]}""")]
    public async Task<IActionResult> Create(DirectoryScope directory, string strength, GraphBody body)
    {
        var fresh = CombinationConfiguration.OfType(body.TypeName) ?? throw GraphErrors.InvalidMethodValue("@odata.type");
        var configuration = body.Over(fresh, Version);
        configuration.Id = Guid.NewGuid().ToString();
        (await store.AddConfigurationAsync(strength, configuration)).OrThrow();
        return Created(Context(await FindAsync(strength)), configuration, $"{Strengths}/{strength}/{Segment}/{configuration.Id}");
    }

    /// <summary>Update authenticationCombinationConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationcombinationconfiguration-update</remarks>
    [HttpPatch("{id}"), Requires(Permission.StrengthsWrite), Answers(204)]
    [Takes("""{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","allowedAAGUIDs":["c042882f-a621-40c8-94d3-9cde3a826fed"]}""")]
    public async Task<IActionResult> Update(DirectoryScope directory, string strength, string id, GraphBody body) =>
        Done(await store.ReplaceConfigurationAsync(strength, id, configuration => body.Over(configuration, Version)));

    /// <summary>Delete combinationConfiguration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-delete-combinationconfigurations</remarks>
    [HttpDelete("{id}"), Requires(Permission.StrengthsWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string strength, string id) =>
        Done(await store.ReplaceConfigurationAsync(strength, id, edit: null));

    private async Task<AuthenticationStrengthPolicy> FindAsync(string strength) => await store.FindAsync(strength) ?? throw GraphErrors.MethodNotFound();

    private static string Context(AuthenticationStrengthPolicy strength) => $"{Strengths}('{strength.Id}')/{Segment}";
}
