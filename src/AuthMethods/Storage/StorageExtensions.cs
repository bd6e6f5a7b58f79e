using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage;

internal static class StorageExtensions
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<StorageOptions>(configuration.GetSection("Storage"));
        services.AddSingleton<EncryptionKeys>();
        services.AddSingleton<Metrics>();
        services.AddSingleton<RemovedTenants>();
    }
}
