using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

internal sealed class ExternalMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<ExternalMethodRow, ExternalMethod>(db, policies, changes, ExternalMethod.From, "external authentication")
{
    public Task<Outcome<ExternalMethod>> AddAsync(TargetUser user, string configurationId, string displayName)
    {
        var row = new ExternalMethodRow { ConfigurationId = configurationId, DisplayName = displayName };
        return RegisterAsync(user, row, exists: ExternalMethodErrors.ExternalMethodExists, refuse: async (change, policy) =>
        {
            if (Find(policy.Tenant, configurationId) is not { } configuration) return ExternalMethodErrors.ExternalMethodUnknown(configurationId);
            if (policy.Refuse(configuration) is { } refusal) return refusal;
            (row.Id, row.ConfigurationId) = (ExternalMethodRow.IdOf(user.Id, configuration.Id), configuration.Id);
            return await LockConfigurationAsync(change, configuration.Id) ? null : ExternalMethodErrors.ExternalMethodUnknown(configuration.Id);
        });
    }

    protected override UsageAuthMethod? UsageOf(ExternalMethodRow row) => UsageAuthMethod.ExternalAuthMethod;

    private static ExternalConfiguration? Find(MethodsPolicy policy, string id) =>
        policy.Added<ExternalConfiguration>().FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Locks the configuration, so that a concurrent deletion also finds and deletes this registration. False when it is already deleted.</summary>
    private static async Task<bool> LockConfigurationAsync(Change change, string configurationId)
    {
        var locked = await change.UnrecordedAsync(() => change.MethodConfigurations.Where(c => c.Id == configurationId)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.IsEnabled, x => x.IsEnabled)));
        return locked > 0;
    }
}
