using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Validators;

namespace AuthMethods.Sdk.Tests;

/// <summary>Programs in memory that use Microsoft.Identity.Web as its documentation shows. Of the server they only have to trust the certificate.</summary>
internal static class IdentityWebSite
{
    /// <summary>A site that signs its users in, and says who they are.</summary>
    public static WebApplication WebApp(IEnumerable<KeyValuePair<string, string?>> settings, HttpMessageHandler trusting, string responseType)
    {
        var builder = Builder(settings, trusting);
        builder.Services.AddAuthentication(OpenIdConnectDefaults.AuthenticationScheme).AddMicrosoftIdentityWebApp(builder.Configuration);
        builder.Services.Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options => options.ResponseType = responseType);
        return Pages(builder);
    }

    /// <summary>The same, which calls an API for its user.</summary>
    public static WebApplication WebAppThatCalls(
        IEnumerable<KeyValuePair<string, string?>> settings, HttpMessageHandler trusting, string scope, HttpClient api)
    {
        var builder = Builder(settings, trusting);
        builder.Services.AddAuthentication(OpenIdConnectDefaults.AuthenticationScheme).AddMicrosoftIdentityWebApp(builder.Configuration)
            .EnableTokenAcquisitionToCallDownstreamApi([scope]).AddInMemoryTokenCaches();
        var app = Pages(builder);
        app.MapGet("/orders", async (ITokenAcquisition tokens) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAccessTokenForUserAsync([scope]));
            using var answer = await api.SendAsync(request);
            return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        }).RequireAuthorization();
        return app;
    }

    /// <summary>An API with one permission, which asks Graph on behalf of its caller who they are.</summary>
    public static WebApplication Api(IEnumerable<KeyValuePair<string, string?>> settings, HttpMessageHandler trusting, Uri graph)
    {
        var builder = Builder(settings, trusting);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddMicrosoftIdentityWebApi(builder.Configuration)
            .EnableTokenAcquisitionToCallDownstreamApi().AddInMemoryTokenCaches();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", async (ITokenAcquisition tokens) =>
        {
            using var client = new HttpClient(trusting, disposeHandler: false) { BaseAddress = graph };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer", await tokens.GetAccessTokenForUserAsync(["https://graph.microsoft.com/User.Read"]));
            return $"orders of {JsonNode.Parse(await client.GetStringAsync(new Uri("/v1.0/me", UriKind.Relative)))!["userPrincipalName"]}";
        }).RequireAuthorization().RequireScope("Orders.Read");
        return app;
    }

    private static WebApplicationBuilder Builder(IEnumerable<KeyValuePair<string, string?>> settings, HttpMessageHandler trusting)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRouting().AddAuthorization().AddRequiredScopeAuthorization();
        builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new Kept(trusting)));
        builder.Services.Configure<AadIssuerValidatorOptions>(options => options.HttpClientName = "authority");
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = new Kept(trusting));
        builder.Services.Configure<MicrosoftIdentityOptions>(
            OpenIdConnectDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = new Kept(trusting));
        return builder;
    }

    private static WebApplication Pages(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (HttpContext http) => http.User.GetDisplayName()).RequireAuthorization();
        app.MapGet("/sign-out", () => Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/" },
            [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]));
        return app;
    }

    // The inner handler belongs to the test.
    private sealed class Kept(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }
}
