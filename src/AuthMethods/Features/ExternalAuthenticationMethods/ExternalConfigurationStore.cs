using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

public sealed class ExternalConfigurationStore(PolicyChanges changes)
{
    public Task<bool> AddAsync(ExternalConfiguration configuration)
    {
        if (configuration.InvalidProperty() is { } invalid) throw GraphErrors.InvalidMethodValue(invalid);
        return changes.ApplyAsync(db =>
        {
            var row = new MethodConfigurationRow { TenantId = db.TenantId, Id = configuration.Id };
            MethodConfigurations.Write(configuration, row);
            db.Add(row);
            db.Record(Activity.MethodsPolicyUpdated, db.TenantId, configuration.DisplayName);
            return Task.CompletedTask;
        });
    }
}
