using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Features;
using AuthMethods.Features.Faults;
using AuthMethods.Features.Journal;
using AuthMethods.Messages;
using AuthMethods.Methods;
using AuthMethods.OpenApi;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tenants;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Throttling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods;

/// <summary>The service as a list of its parts. The host adds a database engine.</summary>
public static class AuthMethodsExtensions
{
    public static IServiceCollection AddAuthMethods(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        WireTypes.Join();
        services.TryAddSingleton(new ServerTime(TimeProvider.System));
        services.AddSingleton<TenantTime>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<TenantTime>());
        services.AddStorage(configuration);
        services.AddWire(configuration, environment);
        services.AddAccess(configuration, environment);
        services.AddCredentials(configuration);
        services.AddMessages(configuration, environment);
        services.AddDirectory();
        services.AddMethods();
        services.AddFeatures(configuration);
        services.AddDescription(configuration);
        services.AddSeed();
        services.AddTenants(configuration);
        return services;
    }

    /// <param name="app">The server.</param>
    /// <param name="pages">Adds pages that answer before the API does.</param>
    public static WebApplication UseAuthMethods(this WebApplication app, Action<WebApplication>? pages = null)
    {
        app.Use(next => context => TenantTime.IsAnyMoved ? WithTenantTimeAsync(next, context) : next(context));
        app.UseMiddleware<OutageMiddleware>();
        app.UseForwardedHeaders();
        if (app.Services.GetRequiredService<IOptions<AccessLogOptions>>().Value.Enabled) app.UseMiddleware<AccessLog>();
        app.UsePublicUrl();
        app.UseSecurityHeaders();
        app.UseCrossOrigin();
        pages?.Invoke(app);
        GraphPipeline.Begin(app);
        app.UseJournal();
        app.UseMiddleware<GraphMiddleware>();
        app.UseRequestDecompression();
        app.UseRouting();
        app.UseMiddleware<ControlPlaneGate>();
        app.UseAuthentication();
        app.UseMiddleware<GraphAddressing>();
        app.UseMiddleware<OperatorGate>();
        app.UseMiddleware<UnknownVersionMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<ThrottlingMiddleware>();
        app.UseAuthorization();
        app.MapControllers();
        app.MapMetadata();
        app.MapHealth();
        app.MapDescription();
        return app;
    }

    /// <summary>The tenant in force ends with the request.</summary>
    private static async Task WithTenantTimeAsync(RequestDelegate next, HttpContext context)
    {
        TenantTime.Begin();
        await next(context);
    }
}
