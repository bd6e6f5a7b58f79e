using System.Security.Claims;
using System.Text;
using AuthMethods.Admin.Frame;
using AuthMethods.Seed;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AuthMethods.Admin.SignIn;

/// <summary>Signs in as a sample user with one click, in Development only, where everybody knows their password.</summary>
internal static class Personas
{
    public static async Task SignInAsync(HttpContext http)
    {
        if (!http.IsFromPages()) return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var request = new OpenIdConnectMessage
        {
            ClientId = SampleTenant.AdminTools.ToString(), GrantType = OpenIdConnectGrantTypes.Password, Username = form["user"].ToString(),
            Password = SampleTenant.Password, Scope = "openid profile offline_access https://graph.microsoft.com/.default",
        };
        using var content = new FormUrlEncodedContent(request.Parameters);
        var answer = await http.RequestServices.GetRequiredService<BuiltInAuthority>().SendAsync(
            HttpMethods.Post, $"/{BuiltInAuthority.Tenant}/oauth2/v2.0/token", [new("Content-Type", content.Headers.ContentType!.ToString())],
            await content.ReadAsByteArrayAsync(http.RequestAborted));
        var message = new OpenIdConnectMessage(Encoding.UTF8.GetString(answer.Body));
        if (answer.Status != StatusCodes.Status200OK)
        {
            http.Response.Redirect($"{Addresses.Home}?problem={Problems.SignIn}");
            return;
        }

        var properties = new AuthenticationProperties();
        properties.StoreTokens(Tokens.Of(message, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        var person = new ClaimsIdentity(new JsonWebToken(message.IdToken).Claims, "persona", "preferred_username", "roles");
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new(person), properties);
        http.Response.Redirect(Addresses.Local(form["return"]));
    }
}
