using AuthMethods.Methods.Approvals;
using AuthMethods.Methods.Policy;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Methods;

internal static class MethodsExtensions
{
    public static void AddMethods(this IServiceCollection services)
    {
        services.AddSingleton<MethodKinds>();
        services.AddSingleton<RegisteredMethods>();
        services.AddSingleton<MethodConfigurations>();
        services.AddSingleton<UserPolicies>();
        services.AddScoped<PolicyChanges>();
        services.AddScoped<ApprovalRequests>();
        services.AddScoped<ApprovalAnswers>();
    }
}
