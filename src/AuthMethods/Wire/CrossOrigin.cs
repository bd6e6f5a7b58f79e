using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuthMethods.Wire;

/// <summary>
/// Allows calls from pages of other origins: any origin in Development, elsewhere those that are configured. Unless they are configured, only pages of
/// the user's own machine may ask for tokens.
/// </summary>
internal static class CrossOrigin
{
    private const string Tokens = "tokens";

    private static readonly string[] Exposed =
    [
        "ETag", "Location", "Preference-Applied", "Content-Range", "request-id", "client-request-id",
        "ReadWriteConsistencyToken", "SdkVersion", "WWW-Authenticate",
        "x-ms-client-gcc-tenant", "Retry-After", ReasonHeader.Name,
    ];

    public static void AddCrossOrigin(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("CrossOrigin");
        services.Configure<CrossOriginOptions>(section);
        var origins = section.Get<CrossOriginOptions>()?.Origins ?? [];
        services.AddSingleton<ICorsPolicyProvider, PolicyByPath>();
        services.AddCors(cors =>
        {
            if (origins.Count == 0 && environment.IsDevelopment()) cors.AddPolicy(Tokens, policy => Allow(policy.SetIsOriginAllowed(Loopback.IsOrigin)));
            cors.AddDefaultPolicy(policy => Allow(AllowOrigins(policy)));
        });

        CorsPolicyBuilder AllowOrigins(CorsPolicyBuilder policy) => origins.Contains("*") || (origins.Count == 0 && environment.IsDevelopment())
            ? policy.AllowAnyOrigin()
            : policy.WithOrigins([.. origins.Select(o => o.TrimEnd('/'))]);

        static void Allow(CorsPolicyBuilder policy) =>
            policy.AllowAnyHeader().AllowAnyMethod().WithExposedHeaders(Exposed).SetPreflightMaxAge(TimeSpan.FromHours(1));
    }

    /// <summary>If no origin is allowed, nothing is added, and preflight requests are treated like any other request.</summary>
    public static void UseCrossOrigin(this WebApplication app)
    {
        var policy = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<CorsOptions>>().Value;
        if (policy.GetPolicy(policy.DefaultPolicyName) is { AllowAnyOrigin: true } or { Origins.Count: > 0 }) app.UseCors();
    }

    private sealed class PolicyByPath(Microsoft.Extensions.Options.IOptions<CorsOptions> options) : ICorsPolicyProvider
    {
        private readonly CorsPolicy? _usual = options.Value.GetPolicy(options.Value.DefaultPolicyName);
        private readonly CorsPolicy? _tokens = options.Value.GetPolicy(Tokens);

        /// <summary>None for tokens, if the page's origin is not allowed: the authority knows the pages of registered applications.</summary>
        public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
        {
            if (!context.Request.Path.Value!.Contains("/oauth2/", StringComparison.OrdinalIgnoreCase)) return Task.FromResult(_usual);
            var policy = _tokens ?? _usual;
            var origin = context.Request.Headers.Origin.ToString();
            return Task.FromResult(policy is not null && (policy.AllowAnyOrigin || policy.IsOriginAllowed(origin)) ? policy : null);
        }
    }
}

/// <summary>The section <c>CrossOrigin</c>.</summary>
public sealed class CrossOriginOptions
{
    /// <summary>
    /// The origins whose pages may call, such as <c>https://admin.contoso.com</c>; <c>*</c> for any. If empty, any origin is allowed in
    /// Development, except to ask for tokens, and none elsewhere.
    /// </summary>
    public IReadOnlyList<string> Origins { get; set; } = [];
}
