using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Authority.Flow;

/// <summary>The cookies of the sign-in pages. Over https no other host of the domain can set them.</summary>
internal static class BrowserCookies
{
    private const string Browser = "AuthMethods.Browser";
    private const string Sessions = "AuthMethods.Sessions";
    private const string KeptSessions = "AuthMethods.KeptSessions";
    private const string Clients = "AuthMethods.Clients";
    private const string Factors = "AuthMethods.RememberedFactors";
    private const int IdLength = 32;

    /// <summary>The browser's random id; null if it has none.</summary>
    public static string? FindBrowser(HttpContext http) => Read(http, Browser);

    /// <summary>The browser's random id, given to it by this answer if it has none.</summary>
    public static string BrowserOf(HttpContext http)
    {
        if (http.Items[typeof(BrowserCookies)] is string made) return made;
        if (FindBrowser(http) is { } known) return known;
        var id = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdLength));
        http.Items[typeof(BrowserCookies)] = id;
        Write(http, Browser, id, expires: null);
        return id;
    }

    /// <param name="http">The request.</param>
    /// <param name="areKept">Those that stay when the browser is closed, or the others.</param>
    public static string? ReadSessions(HttpContext http, bool areKept) => Read(http, areKept ? KeptSessions : Sessions);

    /// <param name="http">The request.</param>
    /// <param name="value">Null to remove the cookie.</param>
    /// <param name="expires">When, for sessions that are kept; null for the others, which end with the browser's session.</param>
    /// <param name="areKept">Those that stay when the browser is closed, or the others.</param>
    public static void WriteSessions(HttpContext http, bool areKept, string? value, DateTimeOffset? expires) =>
        WriteOrRemove(http, areKept ? KeptSessions : Sessions, value, expires);

    public static string? ReadClients(HttpContext http) => Read(http, Clients);

    public static void WriteClients(HttpContext http, string? value, DateTimeOffset? expires) => WriteOrRemove(http, Clients, value, expires);

    public static string? ReadFactors(HttpContext http) => Read(http, Factors);

    public static void WriteFactors(HttpContext http, string value, DateTimeOffset expires) => Write(http, Factors, value, expires);

    private static void WriteOrRemove(HttpContext http, string name, string? value, DateTimeOffset? expires)
    {
        if (value is not null) Write(http, name, value, expires);
        else if (Read(http, name) is not null) http.Response.Cookies.Delete(NameOf(http, name), Options(http, expires: null));
    }

    private static string? Read(HttpContext http, string name) => http.Request.Cookies[NameOf(http, name)] is { Length: > 0 } value ? value : null;

    private static void Write(HttpContext http, string name, string value, DateTimeOffset? expires) =>
        http.Response.Cookies.Append(NameOf(http, name), value, Options(http, expires));

    // Browsers refuse the prefix without https, which Development may be without.
    private static string NameOf(HttpContext http, string name) => http.Request.IsHttps ? $"__Host-{name}" : name;

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
