using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Directory;

internal static class DirectoryExtensions
{
    public static void AddDirectory(this IServiceCollection services)
    {
        services.AddScoped<TargetUser.Finder>();
        services.AddScoped<DirectoryObjectStore>();
        services.AddScoped<TenantDocuments>();
        services.AddScoped<ApplicationObjects>();
        services.AddScoped<ApplicationSecrets>();
        services.AddScoped<ApplicationOwners>();
        services.AddScoped<Memberships>();
        services.AddScoped<DirectoryExpander>();
        services.AddScoped<RoleAssignments>();
    }
}
