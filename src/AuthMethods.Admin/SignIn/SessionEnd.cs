using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

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
            http.Response.Redirect($"{Addresses.SessionEnded}?return={Uri.EscapeDataString(here)}");
        }
    }
}
