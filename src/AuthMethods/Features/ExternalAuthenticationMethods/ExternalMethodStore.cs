using AuthMethods.Graph;
using AuthMethods.Storage;
using AuthMethods.Users;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

public sealed class ExternalMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<ExternalMethodRow, ExternalMethod>(db, policies, changes, ExternalMethod.From, "external authentication")
{
    /// <summary>Null when the user is registered for this configuration already.</summary>
    public async Task<ExternalMethod?> AddAsync(TargetUser user, string configurationId, string displayName)
    {
        var policy = (await ViewAsync(user)).Policy!;
        var configuration = policy.Tenant.External(configurationId) ?? throw GraphErrors.ExternalMethodUnknown(configurationId);
        policy.Demand(configuration);
        return await RegisterAsync(user, new() { Id = ExternalMethodRow.IdOf(user.Id, configuration.Id), ConfigurationId = configuration.Id, DisplayName = displayName });
    }
}
