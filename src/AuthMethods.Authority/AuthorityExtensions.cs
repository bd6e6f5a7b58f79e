using AuthMethods.Access.Tokens;
using AuthMethods.Authority.Flow;
using AuthMethods.Authority.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace AuthMethods.Authority;

/// <summary>The built-in authority. A host adds and maps it after the service.</summary>
public static class AuthorityExtensions
{
    public static IServiceCollection AddAuthority(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthorityOptions>().Bind(configuration.GetSection("Authority")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthorityOptions>, AuthorityOptionsValidator>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton(provider => new BuiltInIssuer(
            provider.GetRequiredService<IOptions<AuthorityOptions>>().Value.Enabled, id => provider.GetRequiredService<SigningKeys>().Find(id))
        {
            IsKnown = id => provider.GetRequiredService<SigningKeys>().IsKnown(id),
        });
        services.AddSingleton<TokenIssuer>();
        services.AddScoped<AuthorityStore>();
        services.AddScoped<SignInLog>();
        services.AddScoped<UserSignIns>();
        services.AddSignInFlow();
        services.AddSingleton<ProtocolEngine>();
        services.AddScoped<PendingGrants>();
        services.AddScoped<TokenGrants>();
        services.AddScoped<RequestedScopes>();
        services.AddSingleton<ClientAssertions>();
        services.AddScoped<Clients>();
        services.AddSingleton<IssuedTokens>();
        services.AddScoped<UserAssertions>();
        services.AddScoped<TokenEndpoint>();
        services.AddScoped<LogoutAddress>();
        services.AddOptions<SwaggerUIOptions>().Configure<IOptions<AuthorityOptions>, IHostEnvironment>((ui, authority, environment) =>
        {
            if (authority.Value.Enabled && environment.IsDevelopment()) Personas.AddTo(ui);
        });
        return services;
    }

    private static void AddSignInFlow(this IServiceCollection services)
    {
        services.AddScoped<Tickets>();
        services.AddScoped<Sessions>();
        services.AddScoped<RememberedFactors>();
        services.AddScoped<SignedInClients>();
        services.AddScoped<Ways>();
        services.AddScoped<Requirements>();
        services.AddScoped<Registrations>();
        services.AddScoped<Campaigns>();
        services.AddScoped<Interrupts>();
        services.AddScoped<ConsentRecords>();
        services.AddScoped<Consents>();
        services.AddScoped<Views>();
        services.AddScoped<Challenges>();
        services.AddScoped<Proofs>();
        services.AddScoped<SignInFlow>();
    }

    /// <summary>Maps its routes if it is enabled.</summary>
    public static WebApplication MapAuthority(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<AuthorityOptions>>().Value.Enabled) return app;
        var routes = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        routes.MapTokenRoutes();
        routes.MapPasswordReset();
        if (!app.Environment.IsDevelopment()) return app;
        routes.MapPersonas();
        routes.MapOutbox();
        return app;
    }
}
