using AuthMethods.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.AppPasswords;

internal static class AppPasswordsExtensions
{
    public static void AddAppPasswords(this IServiceCollection services)
    {
        services.AddScoped<AppPasswordStore>();
        services.AddScoped<ISignInCredential, AppPasswordSignIn>();
    }
}
