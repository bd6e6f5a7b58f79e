using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Server;

internal static class MethodPolicy
{
    /// <summary>Stores a configuration of the authentication methods policy.</summary>
    public static Task SetAsync(TestTenant tenant, MethodConfiguration configuration) => tenant.Server.ChangeAsync(tenant.Id, async db =>
    {
        var id = configuration.Id;
        await db.MethodConfigurations.Where(c => c.Id == id).ExecuteDeleteAsync();
        var row = new MethodConfigurationRow { TenantId = tenant.Id, Id = id };
        MethodConfigurations.Write(configuration, row);
        db.Add(row);
        return await db.Tenants.ExecuteUpdateAsync(t => t.SetProperty(x => x.PolicyStamp, Guid.NewGuid()));
    });
}
