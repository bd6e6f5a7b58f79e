using AuthMethods.Access.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuthMethods.Access;

internal static class AccessExtensions
{
    public static void AddAccess(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddTokenAuthentication(configuration);
        services.Configure<PolicyOptions>(configuration.GetSection("Policy"));
        services.PostConfigure<PolicyOptions>(policy =>
        {
            policy.RequireMfaForAdministrators ??= !environment.IsDevelopment();
            policy.RequireRecentMfaForOwnMethods ??= !environment.IsDevelopment();
        });
        services.AddSingleton<RoleMatrix>();
        services.AddSingleton<AccessRules>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<UserQueries>();
        services.AddScoped<Changes>();
        services.AddScoped<IAuthorizationHandler, RequiresHandler>();
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
