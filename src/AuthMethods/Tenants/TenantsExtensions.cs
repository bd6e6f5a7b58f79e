using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tenants;

internal static class TenantsExtensions
{
    public static void AddTenants(this IServiceCollection services)
    {
        services.AddScoped<TenantStore>();
        services.AddScoped<TenantCreation>();
        services.AddScoped<SnapshotStore>();
        services.AddScoped<ClockStore>();
        services.AddSingleton<StoredClocks>();
        services.AddHostedService(provider => provider.GetRequiredService<StoredClocks>());
    }
}
