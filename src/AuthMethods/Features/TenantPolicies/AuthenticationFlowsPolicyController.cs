using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.TenantPolicies;

/// <summary>Whether guests may sign up by themselves. This server has no such sign-up, so it only stores the setting.</summary>
[Route(Routes.Root + "/" + Segments)]
internal sealed class AuthenticationFlowsPolicyController(TenantPolicyStore store) : GraphController
{
    private const string Segments = "policies/authenticationFlowsPolicy";

    /// <summary>Get authenticationFlowsPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationflowspolicy-get</remarks>
    [HttpGet, Requires(Permission.AuthenticationFlowsRead), Answers<AuthenticationFlowsPolicy>(Context = Segments + "/$entity")]
    public async Task<IActionResult> Get(DirectoryScope directory, GraphQuery query) =>
        Entity(Segments, await store.ReadAsync<AuthenticationFlowsPolicy>(AuthenticationFlowsPolicy.Name), query);

    /// <summary>Update authenticationFlowsPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationflowspolicy-update</remarks>
    [HttpPatch, Requires(Permission.AuthenticationFlowsWrite), Takes<AuthenticationFlowsPolicy>("""{"selfServiceSignUp":{"isEnabled":true}}"""), Answers(204)]
    public async Task<IActionResult> Update(DirectoryScope directory, GraphBody body) =>
        Done(await store.UpdateAsync((AuthenticationFlowsPolicy policy) => body.Over(policy, Version)));
}
