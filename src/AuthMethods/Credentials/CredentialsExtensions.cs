using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuthMethods.Credentials;

internal static class CredentialsExtensions
{
    public static void AddCredentials(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SecretsOptions>().Bind(configuration.GetSection("Secrets")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecretsOptions>, SecretsOptionsValidator>();
        services.AddSingleton<KeyProtection>();
        services.AddSingleton<Passwords>();
        services.AddSingleton(provider => new Secrets(
            provider.GetRequiredService<EncryptionKeys>(), provider.GetRequiredService<IOptions<SecretsOptions>>().Value));
        services.AddSingleton<KeyedHashes>();
        services.AddScoped<SmartLockout>();
        services.AddScoped<SentSecrets>();
        services.AddSingleton(provider => new SkipTokens(provider.GetRequiredService<Secrets>().ProtectorOf));
    }
}
