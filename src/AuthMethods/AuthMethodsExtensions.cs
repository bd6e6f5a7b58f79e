using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Features;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.Authentication;
using AuthMethods.Features.AuthenticationStrengths;
using AuthMethods.Features.Batch;
using AuthMethods.Features.DeletedItems;
using AuthMethods.Features.DirectoryAudits;
using AuthMethods.Features.Groups;
using AuthMethods.Features.Methods;
using AuthMethods.Features.MultiFactor;
using AuthMethods.Features.Operations;
using AuthMethods.Features.Organization;
using AuthMethods.Features.Policies;
using AuthMethods.Features.Registrations;
using AuthMethods.Features.Reports;
using AuthMethods.Features.RoleManagement;
using AuthMethods.Features.Sessions;
using AuthMethods.Features.Users;
using AuthMethods.Methods;
using AuthMethods.OpenApi;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using AuthMethods.Wire.Throttling;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods;

/// <summary>The service as a list of its parts. A database engine is added beside it.</summary>
public static class AuthMethodsExtensions
{
    public static IServiceCollection AddAuthMethods(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        WireTypes.Join();
        services.TryAddSingleton(TimeProvider.System);
        services.AddAuthMethodsOptions(configuration, environment);
        services.AddStores();
        services.AddTokenAuthentication(configuration.GetSection("AzureAd"));
        services.AddPolicy();
        services.AddGraph();
        services.AddDescription(configuration);
        services.AddHealth();
        services.AddRequestDecompression();
        services.AddCrossOrigin(configuration, environment);
        return services;
    }

    public static WebApplication UseAuthMethods(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UsePublicUrl();
        app.UseCrossOrigin();
        GraphPipeline.Begin(app);
        app.UseMiddleware<GraphMiddleware>();
        app.UseRequestDecompression();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<GraphAddressing>();
        app.UseMiddleware<OperatorGate>();
        app.UseMiddleware<UnknownVersion>();
        app.UseMiddleware<ThrottlingMiddleware>();
        app.UseAuthorization();
        app.MapControllers();
        app.MapMetadata();
        app.MapHealth();
        app.MapDescription();
        return app;
    }

    private static void AddAuthMethodsOptions(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.Configure<StorageOptions>(configuration.GetSection("Storage"));
        services.Configure<AzureAdOptions>(configuration.GetSection("AzureAd"));
        services.Configure<OperatorOptions>(configuration.GetSection("Operator"));
        services.Configure<PublicOptions>(configuration.GetSection("Public"));
        services.Configure<ThrottlingOptions>(configuration.GetSection("Throttling"));
        services.AddOptions<ThrottlingOptions>().Validate(
            o => o.AreAllPositive,
            "The limits in Throttling must be greater than zero; Throttling:Enabled false turns them off.").ValidateOnStart();
        services.Configure<PolicyOptions>(configuration.GetSection("Policy"));
        services.Configure<SelfServicePasswordResetOptions>(configuration.GetSection("SelfServicePasswordReset"));
        services.Configure<AuditLogOptions>(configuration.GetSection("AuditLog"));
        services.AddOptions<AuditLogOptions>().Validate(
            o => o.RetentionDays is >= 0 and <= AuditLogOptions.MostDays,
            $"AuditLog:RetentionDays must be 0, which is without limit, or up to {AuditLogOptions.MostDays}.").ValidateOnStart();
        services.PostConfigure<PolicyOptions>(policy =>
        {
            policy.RequireMfaForAdministrators ??= !environment.IsDevelopment();
            policy.RequireRecentMfaForOwnMethods ??= !environment.IsDevelopment();
        });
        services.AddOptions<AzureAdOptions>().Validate<OwnIssuer>(
            (azureAd, own) => azureAd.IsConfigured || own.IsEnabled,
            "Nobody could sign in: set AzureAd:TenantId to accept tokens of Microsoft Entra ID, or Authority:Enabled for the built-in authority.")
            .ValidateOnStart();
        services.AddOptions<SelfServicePasswordResetOptions>().Validate(
            o => o.MethodsRequired is 1 or 2, "SelfServicePasswordReset:MethodsRequired must be 1 or 2.").ValidateOnStart();
        services.AddOptions<PublicOptions>().Validate(
            o => o.Url is null || Uri.TryCreate(o.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
            "Public:Url must be an absolute address, such as https://graph.contoso.com.").ValidateOnStart();
        services.AddOptions<PublicOptions>().Validate(
            o => o.TrustedProxies.All(proxy => PublicOptions.NetworkOf(proxy) is not null),
            "Public:TrustedProxies must hold addresses or networks, such as 10.0.0.1 or 10.0.0.0/8.").ValidateOnStart();
    }

    private static void AddStores(this IServiceCollection services)
    {
        // Ways to sign in are tried in this order, and an app password is found faster than a password is verified.
        services.AddAppPasswords();
        services.AddMethodKinds();
        services.AddPolicies();
        services.AddScoped<UserStore>();
        services.AddScoped<MethodStore>();
        services.AddScoped<OperationStore>();
        services.AddScoped<SessionStore>();
        services.AddScoped<AuthenticationStore>();
        services.AddDirectory();
        services.AddScoped<AuthenticationStrengthStore>();
        services.AddScoped<MultiFactorStore>();
        services.AddScoped<DirectoryAuditStore>();
        services.AddScoped<RegistrationStore>();
        services.AddScoped<BulkRegistration>();
        services.AddScoped<TargetUser.Finder>();
        services.AddScoped<Changes>();
        services.AddSingleton<UserQueries>();
        services.AddSingleton<MethodQueries>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<EncryptionKeys>();
        services.AddSingleton(provider => new Secrets(provider.GetRequiredService<EncryptionKeys>()));
        services.AddSingleton(provider => new SkipTokens(provider.GetRequiredService<Secrets>().ProtectorOf));
        services.AddSingleton<SampleTenant>();
        services.AddSingleton<NewTenant>();
        services.AddSingleton<BulkUsers>();
    }

    private static void AddDirectory(this IServiceCollection services)
    {
        services.AddScoped<DeletedUserStore>();
        services.AddSingleton<ExpiredRows>();
        services.AddHostedService(provider => provider.GetRequiredService<ExpiredRows>());
        services.AddScoped<DirectoryObjectStore>();
        services.AddScoped<Memberships>();
        services.AddScoped<DirectoryExpander>();
        services.AddScoped<GroupStore>();
        services.AddScoped<GroupMemberStore>();
        services.AddScoped<RoleAssignments>();
        services.AddScoped<RoleAssignmentStore>();
        services.AddScoped<RoleDefinitionStore>();
        services.AddScoped<AssignmentExpander>();
        services.AddScoped<OrganizationStore>();
    }

    private static void AddPolicy(this IServiceCollection services)
    {
        services.AddSingleton<RoleMatrix>();
        services.AddSingleton<AccessRules>();
        services.AddScoped<IAuthorizationHandler, RequiresHandler>();
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void AddGraph(this IServiceCollection services)
    {
        services.AddSingleton<GraphPipeline>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<GraphErrorWriter>();
        services.AddSingleton<OperatorAccess>();
        services.AddSingleton<ReasonHeader>();
        services.AddSingleton<UnknownSegment>();
        services.AddSingleton<MetadataDocument>();
        services.AddMvcCore(KeepToTheRoute).ConfigureApplicationPartManager(UseOwnControllers).AddApiExplorer();
        services.AddSingleton<IObjectModelValidator, NoValidation>();
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<GraphVersionConstraint>("graph"));
    }

    /// <summary>
    /// Bodies and query strings are read by <see cref="GraphBody"/> and GraphQuery, by Graph's rules; all that is left to bind
    /// is in the path.
    /// </summary>
    private static void KeepToTheRoute(MvcOptions options)
    {
        options.ValueProviderFactories.Clear();
        options.ValueProviderFactories.Add(new RouteValueProviderFactory());
    }

    /// <summary>Keeps MVC from loading packages at startup to look for controllers in them.</summary>
    private static void UseOwnControllers(ApplicationPartManager parts)
    {
        parts.ApplicationParts.Clear();
        parts.ApplicationParts.Add(new AssemblyPart(typeof(AuthMethodsExtensions).Assembly));
    }

    /// <summary>Makes links and issuers carry the configured public address, whatever the request says.</summary>
    private static void UsePublicUrl(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<PublicOptions>>().Value.Url is not { } text) return;
        var url = new Uri(text);
        app.Use((context, next) =>
        {
            context.Request.Scheme = url.Scheme;
            context.Request.Host = HostString.FromUriComponent(url);
            return next(context);
        });
    }

    /// <summary>Parameters here validate themselves while they are bound; walking them again would only cost.</summary>
    private sealed class NoValidation : IObjectModelValidator
    {
        public void Validate(ActionContext actionContext, ValidationStateDictionary? validationState, string prefix, object? model) { }
    }
}
