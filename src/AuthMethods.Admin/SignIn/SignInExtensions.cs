using AuthMethods.Access.Tokens;
using AuthMethods.Admin.Frame;
using AuthMethods.Seed;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AuthMethods.Admin.SignIn;

/// <summary>Signing in to the pages: the authorization code flow of Microsoft Entra ID, or of the built-in authority if Entra isn't configured.</summary>
internal static class SignInExtensions
{
    private const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string CodeFlow = OpenIdConnectDefaults.AuthenticationScheme;
    private const string Mfa = "mfa";
    private const string RecentMfa = """{"access_token":{"amr":{"essential":true,"values":["ngcmfa"]}}}""";

    public static void AddSignIn(this IServiceCollection services, WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        var entra = app.Services.GetRequiredService<IOptions<AzureAdOptions>>().Value;
        var isDevelopment = app.Environment.IsDevelopment();
        services.AddSingleton<BuiltInAuthority>();
        services.AddScoped<TokenRenewal>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        var authentication = services.AddAuthentication(scheme =>
        {
            scheme.DefaultScheme = CookieScheme;
            scheme.DefaultChallengeScheme = CodeFlow;
        });
        var usesEntra = options.UsesEntra(entra);
        if (usesEntra)
        {
            authentication.AddMicrosoftIdentityWebApp(web => (web.Instance, web.TenantId, web.ClientId) = (entra.Instance, entra.TenantId, options.ClientId));
        }
        else
        {
            authentication.AddCookie(CookieScheme).AddOpenIdConnect(CodeFlow, _ => { });
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, UseBuiltInAuthority>();
        }

        services.PostConfigure<CookieAuthenticationOptions>(CookieScheme, cookie =>
        {
            // A browser takes a name with this prefix from https only, and then from no other host.
            cookie.Cookie.Name = isDevelopment ? "console" : "__Host-console";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.Events.OnValidatePrincipal = context => context.HttpContext.RequestServices.GetRequiredService<TokenRenewal>().RenewAsync(context);
        });
        services.Configure<OpenIdConnectOptions>(CodeFlow, code =>
        {
            code.ClientId = options.ClientId ?? SampleTenant.AdminTools.ToString();
            code.ClientSecret = options.ClientSecret;
            code.ResponseType = OpenIdConnectResponseType.Code;
            code.ResponseMode = OpenIdConnectResponseMode.Query;
            code.CallbackPath = Addresses.Home + "/signed-in";
            code.SignedOutCallbackPath = Addresses.Home + "/signed-out";
            code.SignedOutRedirectUri = Addresses.Home;
            code.SaveTokens = true;
            code.MapInboundClaims = false;
            code.UsePkce = true;
            code.Scope.Add("offline_access");
            code.Scope.Add(options.Scope ?? (usesEntra ? $"api://{entra.ClientId}/.default" : "https://graph.microsoft.com/.default"));
            foreach (var cookie in new[] { code.CorrelationCookie, code.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }

            code.Events.OnRedirectToIdentityProvider = context =>
            {
                if (!HttpMethods.IsGet(context.Request.Method)) context.Properties.RedirectUri = Addresses.Home;
                if (context.Properties.Items.ContainsKey(Mfa)) context.ProtocolMessage.SetParameter("claims", RecentMfa);
                return Task.CompletedTask;
            };
            code.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect($"{Addresses.Home}?problem={Problems.SignIn}");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    public static void MapSignIn(this IEndpointRouteBuilder endpoints, IHostEnvironment environment)
    {
        endpoints.MapGet("/", () => Results.Redirect(Addresses.Home)).AllowAnonymous();
        endpoints.MapGet(Addresses.SignIn, SignInAsync).AllowAnonymous();
        endpoints.MapPost(Addresses.SignOut, SignOutAsync).AllowAnonymous().WithMetadata(new RequireAntiforgeryTokenAttribute());
        if (!environment.IsDevelopment()) return;
        endpoints.MapPost(Addresses.Persona, Personas.SignInAsync).AllowAnonymous().WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static Task SignInAsync(HttpContext http)
    {
        var properties = new AuthenticationProperties { RedirectUri = Addresses.Local(http.Request.Query["return"]) };
        if (http.Request.Query.ContainsKey(Mfa)) properties.Items[Mfa] = "1";
        return http.ChallengeAsync(CodeFlow, properties);
    }

    private static async Task SignOutAsync(HttpContext http)
    {
        if (!http.IsFromPages()) return;
        await http.SignOutAsync(CookieScheme);
        await http.SignOutAsync(CodeFlow);
    }
}

/// <summary>The authority's addresses and keys come from this server itself, in process, for the origin that the browser uses.</summary>
internal sealed class UseBuiltInAuthority(BuiltInAuthority authority) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public void Configure(OpenIdConnectOptions options) => Configure(OpenIdConnectDefaults.AuthenticationScheme, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        options.RequireHttpsMetadata = false;
        options.ConfigurationManager = authority;
        options.BackchannelHttpHandler = new InProcessHandler(authority);
        options.TokenValidationParameters.IssuerValidator = authority.Validate;
    }
}
