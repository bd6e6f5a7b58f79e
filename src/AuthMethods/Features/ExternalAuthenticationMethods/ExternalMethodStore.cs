using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

public sealed class ExternalMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<ExternalMethodRow, ExternalMethod>(db, policies, changes, ExternalMethod.From, "external authentication")
{
    /// <summary>Null when the user is registered for this configuration already.</summary>
    public async Task<ExternalMethod?> AddAsync(TargetUser user, string configurationId, string displayName)
    {
        var policy = (await ViewAsync(user)).Policy;
        var configuration = Find(policy.Tenant, configurationId) ?? throw GraphErrors.ExternalMethodUnknown(configurationId);
        policy.Demand(configuration);
        var row = new ExternalMethodRow
        {
            Id = ExternalMethodRow.IdOf(user.Id, configuration.Id), ConfigurationId = configuration.Id, DisplayName = displayName
        };
        return await RegisterAsync(user, row, check: change => HoldAsync(change, configuration.Id));
    }

    private static ExternalConfiguration? Find(MethodsPolicy policy, string id) =>
        policy.Added<ExternalConfiguration>().FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a deletion of the configuration wait until the registration is there to go with it; refuses one that comes after it.</summary>
    private static async Task HoldAsync(Change change, string configurationId)
    {
        var held = await change.UnrecordedAsync(() => change.MethodConfigurations.Where(c => c.Id == configurationId)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.IsEnabled, x => x.IsEnabled)));
        if (held == 0) throw GraphErrors.ExternalMethodUnknown(configurationId);
    }
}
