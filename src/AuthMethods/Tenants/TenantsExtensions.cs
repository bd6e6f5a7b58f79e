using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tenants;

internal static class TenantsExtensions
{
    public static void AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SeedOptions>(configuration.GetSection("Seed"));
        services.AddSingleton<ExportFiles>();
        services.AddScoped<TenantStore>();
        services.AddScoped<TenantCreation>();
        services.AddScoped<SnapshotStore>();
        services.AddScoped<ClockStore>();
        services.AddScoped<TenantExporter>();
        services.AddScoped<TenantImport>();
        services.AddSingleton<StoredClocks>();
        services.AddHostedService(provider => provider.GetRequiredService<StoredClocks>());
    }
}
