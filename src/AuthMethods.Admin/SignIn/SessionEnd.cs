using AuthMethods.Admin.Calls;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Admin.SignIn;

/// <summary>The API no longer accepts the person's token: their session was revoked, or their account disabled or deleted.</summary>
internal sealed class SessionEndedException : Exception;

/// <summary>Signs out whose session ended, and says so. They decide whether to sign in again, so that no loop arises.</summary>
internal sealed class SessionEnd(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (SessionEndedException) when (!http.Response.HasStarted)
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            var here = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : Addresses.Home;
            // What was done, such as a change of the password, is said on the next page.
            var flash = http.RequestServices.GetRequiredService<Flash>();
            if (flash.Done is { } done) flash.Set(done);
            http.Response.Redirect($"{Addresses.SessionEnded}?return={Uri.EscapeDataString(here)}");
        }
    }
}
