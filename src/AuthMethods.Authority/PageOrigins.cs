using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>Lets the pages of single-page applications ask for tokens, wherever they are from: their registrations name the addresses.</summary>
internal static class PageOrigins
{
    /// <summary>Lets a page read the answer if it is one of the application that asked.</summary>
    public static void Allow(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && http.RequestServices.GetRequiredService<AuthorityStore>().Client?.IsPage(origin) == true) Write(http, origin);
    }

    /// <summary>
    /// Answers what a browser asks before it sends a page's request. It doesn't say of which application the page is, so any of the tenant will do.
    /// </summary>
    public static async Task PreflightAsync(HttpContext http)
    {
        var (origin, headers) = (http.Request.Headers.Origin.ToString(), http.Response.Headers);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        try
        {
            await AuthorityRoutes.BeginAsync(http);
            if (!IsOrigin(origin) || !await IsKnownAsync(http, origin)) return;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            http.Response.StatusCode = AuthorityRoutes.RefusalOf(http, e).Status;
            return;
        }

        Write(http, origin);
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "3600";
    }

    private static async Task<bool> IsKnownAsync(HttpContext http, string origin)
    {
        var (store, segment) = (http.RequestServices.GetRequiredService<AuthorityStore>(), (string)http.GetRouteValue("tenant")!);
        var tenant = TokenEndpoint.IsAlias(segment) ? Guid.Empty : await store.FindTenantAsync(segment);
        if (tenant is not { } id) return false;
        store.Enter(id);
        return await store.HasPageAsync(origin);
    }

    private static bool IsOrigin(string text) =>
        RedirectAddress.IsUsable(text) && new Uri(text) is { Scheme: "http" or "https" } uri && uri.GetLeftPart(UriPartial.Authority) == text;

    private static void Write(HttpContext http, string origin)
    {
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.Append("Vary", "Origin");
    }
}
