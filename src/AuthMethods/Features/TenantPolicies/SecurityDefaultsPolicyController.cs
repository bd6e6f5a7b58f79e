using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.TenantPolicies;

/// <summary>The security defaults: once enabled, delegated calls that need a directory role need multi-factor authentication.</summary>
[Route(Routes.Root + "/" + Segments)]
internal sealed class SecurityDefaultsPolicyController(TenantPolicyStore store, AccessRules access) : GraphController
{
    private const string Segments = "policies/identitySecurityDefaultsEnforcementPolicy";

    /// <summary>Get identitySecurityDefaultsEnforcementPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get</remarks>
    [HttpGet, Requires(Permission.SecurityDefaultsRead), Answers<SecurityDefaultsPolicy>(Context = Segments)]
    public async Task<IActionResult> Get(DirectoryScope directory, GraphQuery query) =>
        Single(Segments, await store.ReadAsync<SecurityDefaultsPolicy>(SecurityDefaultsPolicy.Name), query);

    /// <summary>Update identitySecurityDefaultsEnforcementPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-update It takes Policy.Read.All too.</remarks>
    [HttpPatch, Requires(Permission.SecurityDefaultsWrite), Takes<SecurityDefaultsPolicy>("""{"isEnabled":false}"""), Answers(204)]
    public async Task<IActionResult> Update(DirectoryScope directory, GraphBody body)
    {
        if (access.CheckToken(Permission.PoliciesRead, directory.Caller) is { } refusal) throw GraphErrors.Denied(HttpContext.Graph(), refusal);
        return Done(await store.UpdateAsync((SecurityDefaultsPolicy policy) => body.Over(policy, Version)));
    }
}
