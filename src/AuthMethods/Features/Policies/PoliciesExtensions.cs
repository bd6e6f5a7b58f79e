using AuthMethods.Methods.Policy;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.Policies;

internal static class PoliciesExtensions
{
    /// <summary>The configurations of methods that users do not register here.</summary>
    public static readonly DefaultConfiguration[] Configurations =
        [new(9, () => new X509CertificateConfiguration()), new(10, () => new VerifiableCredentialsConfiguration())];

    public static void AddPolicies(this IServiceCollection services)
    {
        services.AddScoped<PolicyStore>();
        foreach (var configuration in Configurations) services.AddSingleton(configuration);
    }
}
