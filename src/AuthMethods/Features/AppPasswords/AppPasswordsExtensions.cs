using AuthMethods.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.AppPasswords;

internal static class AppPasswordsExtensions
{
    public static void AddAppPasswords(this IServiceCollection services)
    {
        foreach (var row in AppPasswordPermissions.Rows) services.AddSingleton(row);
        services.AddScoped<AppPasswordStore>();
        services.AddScoped<ISignInCredential, AppPasswordSignIn>();
    }
}
