using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.TenantPolicies;

/// <summary>The policies that every tenant has, with their defaults until they are changed.</summary>
internal sealed class TenantPolicyStore(TenantDocuments documents)
{
    private const DirectoryRestrictions OfSecurityDefaults = DirectoryRestrictions.AdministratorsNeedMfa;

    public async Task<T> ReadAsync<T>(string name) where T : class, new() => await documents.FindAsync<T>(name) ?? new();

    /// <param name="edit">Returns the changed policy.</param>
    public Task<Outcome> UpdateAsync(Func<AuthorizationPolicy, AuthorizationPolicy> edit) => documents.ChangeAsync<AuthorizationPolicy>(
        AuthorizationPolicy.Name,
        current =>
        {
            var policy = edit(current ?? new());
            return policy.InvalidProperty() is { } invalid ? GraphErrors.InvalidValue(invalid, "AuthorizationPolicy") : policy;
        },
        async (change, policy) =>
        {
            await RestrictAsync(change, ~OfSecurityDefaults, policy!.Restrictions);
            change.Record(AuditActivity.AuthorizationPolicyUpdated, change.TenantId, AuthorizationPolicy.Name);
        });

    public Task<Outcome> UpdateAsync(Func<AuthenticationFlowsPolicy, AuthenticationFlowsPolicy> edit) => documents.ChangeAsync<AuthenticationFlowsPolicy>(
        AuthenticationFlowsPolicy.Name,
        current => edit(current ?? new()),
        (change, _) =>
        {
            change.Record(AuditActivity.AuthenticationFlowsPolicyUpdated, change.TenantId, AuthenticationFlowsPolicy.Name);
            return Task.CompletedTask;
        });

    public Task<Outcome> UpdateAsync(Func<SecurityDefaultsPolicy, SecurityDefaultsPolicy> edit) => documents.ChangeAsync<SecurityDefaultsPolicy>(
        SecurityDefaultsPolicy.Name,
        current => edit(current ?? new()),
        async (change, policy) =>
        {
            await RestrictAsync(change, OfSecurityDefaults, policy!.Restrictions);
            change.Record(AuditActivity.SecurityDefaultsUpdated, change.TenantId, SecurityDefaultsPolicy.Name);
        });

    /// <summary>Replaces the restrictions of one policy, which are those in <paramref name="mask"/>.</summary>
    private static async Task RestrictAsync(Change change, DirectoryRestrictions mask, DirectoryRestrictions restrictions)
    {
        var tenant = await change.Tenants.SingleAsync();
        tenant.Restrictions = (tenant.Restrictions & ~mask) | restrictions;
    }
}
