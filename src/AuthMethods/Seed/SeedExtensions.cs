using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Seed;

internal static class SeedExtensions
{
    public static void AddSeed(this IServiceCollection services)
    {
        services.AddSingleton<SampleTenant>();
        services.AddSingleton<NewTenant>();
        services.AddSingleton<BulkUsers>();
        services.AddScoped<SampleSecrets>();
    }
}
