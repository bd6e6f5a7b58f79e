using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Credentials;

internal static class CredentialsExtensions
{
    public static void AddCredentials(this IServiceCollection services)
    {
        services.AddSingleton<Passwords>();
        services.AddSingleton(provider => new Secrets(provider.GetRequiredService<EncryptionKeys>()));
        services.AddSingleton(provider => new SkipTokens(provider.GetRequiredService<Secrets>().ProtectorOf));
    }
}
