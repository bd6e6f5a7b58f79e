using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

internal sealed class ExternalConfigurationStore(PolicyChanges changes)
{
    public Task<Outcome> AddAsync(ExternalConfiguration configuration)
    {
        if (configuration.InvalidProperty() is { } invalid) return Task.FromResult<Outcome>(GraphErrors.InvalidMethodValue(invalid));
        return changes.ApplyAsync(change =>
        {
            var row = new MethodConfigurationRow { TenantId = change.TenantId, Id = configuration.Id };
            MethodConfigurations.Write(configuration, row);
            change.Add(row);
            change.Record(AuditActivity.MethodsPolicyUpdated, change.TenantId, configuration.DisplayName);
            return Task.FromResult<GraphException?>(null);
        });
    }
}
