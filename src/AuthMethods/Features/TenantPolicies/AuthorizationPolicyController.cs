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

/// <summary>What users without a directory role may do. On beta it is a collection of one policy.</summary>
internal sealed class AuthorizationPolicyController(TenantPolicyStore store) : GraphController
{
    private const string Segments = "policies/authorizationPolicy";
    private const string GrantPolicies = "permissionGrantPolicyIdsAssignedToDefaultUserRole";

    /// <summary>Get authorizationPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authorizationpolicy-get</remarks>
    [HttpGet(Routes.V1 + "/" + Segments), Requires(Permission.AuthorizationPolicyRead), Answers<AuthorizationPolicy>(Context = Segments + "/$entity")]
    public async Task<IActionResult> Get(DirectoryScope directory, GraphQuery query) => Entity(Segments, await ReadAsync(), query);

    /// <summary>List authorizationPolicies: the only one</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authorizationpolicy-get?view=graph-rest-beta</remarks>
    [HttpGet(Routes.Beta + "/" + Segments), Requires(Permission.AuthorizationPolicyRead), Lists<AuthorizationPolicy>(Context = Segments)]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) => Collection(Segments, [await ReadAsync()], query);

    /// <summary>Get authorizationPolicy by its id</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authorizationpolicy-get?view=graph-rest-beta</remarks>
    [HttpGet(Routes.Beta + "/" + Segments + "/{id}"), Requires(Permission.AuthorizationPolicyRead), Answers<AuthorizationPolicy>(Context = Segments + "/$entity")]
    public async Task<IActionResult> GetOne(DirectoryScope directory, string id, GraphQuery query)
    {
        RefuseOther(id);
        return Entity(Segments, await ReadAsync(), query);
    }

    /// <summary>Update authorizationPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authorizationpolicy-update</remarks>
    [HttpPatch(Routes.V1 + "/" + Segments), Requires(Permission.AuthorizationPolicyWrite), Answers(204)]
    [Takes<AuthorizationPolicy>("""{"allowedToUseSSPR":true}""", IsPartial = true)]
    public async Task<IActionResult> Update(DirectoryScope directory, GraphBody body) => Done(await store.UpdateAsync(policy => Edit(policy, body)));

    /// <summary>Update authorizationPolicy by its id</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authorizationpolicy-update?view=graph-rest-beta</remarks>
    [HttpPatch(Routes.Beta + "/" + Segments + "/{id}"), Requires(Permission.AuthorizationPolicyWrite), Answers(204)]
    [Takes<AuthorizationPolicy>("""{"allowedToUseSSPR":true}""", IsPartial = true)]
    public async Task<IActionResult> UpdateOne(DirectoryScope directory, string id, GraphBody body)
    {
        RefuseOther(id);
        return Done(await store.UpdateAsync(policy => Edit(policy, body)));
    }

    private AuthorizationPolicy Edit(AuthorizationPolicy policy, GraphBody body)
    {
        var edited = body.Over(policy, Version);
        if (body.Parameters().Texts(GrantPolicies) is { } ids)
        {
            edited.DefaultUserRolePermissions.PermissionGrantPoliciesAssigned = ids;
        }

        return edited;
    }

    private Task<AuthorizationPolicy> ReadAsync() => store.ReadAsync<AuthorizationPolicy>(AuthorizationPolicy.Name);

    private static void RefuseOther(string id)
    {
        if (!id.Equals(AuthorizationPolicy.Name, StringComparison.OrdinalIgnoreCase)) throw GraphErrors.ResourceNotFound(id);
    }
}
