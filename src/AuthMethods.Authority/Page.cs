using System.Net;
using AuthMethods.Authority.Pages;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>The built-in authority's pages: HTML that needs no script, except where the browser asks an authenticator.</summary>
internal static class Page
{
    // Allows only the page's own style, whose element contains exactly this text.
    private static readonly string Policy =
        $"default-src 'none'; style-src {Html.SourceOf(Html.Style)}; frame-ancestors 'none'; base-uri 'none'; ";

    /// <summary>
    /// Allows the page's forms to be sent to these addresses. Browsers apply it also to the redirect that follows, so it must name where that leads.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="sources">The addresses.</param>
    /// <param name="script">The script of the page; null for none.</param>
    /// <param name="asks">The script asks this server.</param>
    public static void AllowForms(HttpContext http, string sources, string? script = null, bool asks = false) =>
        http.Response.Headers.ContentSecurityPolicy =
            $"{Policy}{(script is null ? "" : $"script-src {Html.SourceOf(script)}; ")}{(asks ? "connect-src 'self'; " : "")}form-action {sources}";

    /// <summary>Allows the page's frames.</summary>
    /// <param name="http">The request.</param>
    /// <param name="sources">Their origins.</param>
    /// <param name="script">The script of the page; null for none.</param>
    public static void AllowFrames(HttpContext http, IEnumerable<string> sources, string? script)
    {
        AllowForms(http, "'none'", script);
        http.Response.Headers.ContentSecurityPolicy += $"; frame-src {string.Join(' ', sources.Distinct())}";
    }

    /// <summary>Writes the page, if there is one; an error becomes a page too.</summary>
    public static async Task WriteAsync(HttpContext http, Func<Task<string?>> make)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XFrameOptions = "DENY";
        // With no-referrer, browsers would send the page's form with the origin "null".
        headers["Referrer-Policy"] = "same-origin";
        AllowForms(http, "'none'");
        string? page;
        try
        {
            await AuthorityRoutes.BeginAsync(http);
            page = await make();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
            return;
        }
#pragma warning disable CA1031 // The last resort, as for the endpoints that answer JSON.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var refusal = AuthorityRoutes.RefusalOf(http, e);
            http.Response.StatusCode = refusal.Status;
            if (refusal.Status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = AuthorityRoutes.RetryAfter;
            page = Document("Sign-in is not possible", $"<p>{Encoded(Text(refusal))}</p>");
        }

        if (page is null) return;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(page, http.RequestAborted);
    }

    /// <summary>Reads the form. Refuses it if the browser's headers show that another site sent it.</summary>
    public static async Task<IFormCollection> FormAsync(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals(http.Origin(), StringComparison.OrdinalIgnoreCase)) throw AuthorityErrors.FromOtherSite();
        if (http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin")) throw AuthorityErrors.FromOtherSite();
        return await TokenEndpoint.ReadAsync(http, "username");
    }

    /// <param name="title">The heading.</param>
    /// <param name="body">The rest of the page, in HTML.</param>
    /// <param name="about">What the heading is about, for the title of the window.</param>
    public static string Document(string title, string body, string about = "") => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encoded(title + about)}</title><style>{Html.Style}</style></head>
        <body><main><h1>{Encoded(title)}</h1>
        {body}
        </main></body>
        </html>
        """;

    public static string Problem(string? problem) => problem is null ? "" : $"<p role=\"alert\">{Encoded(problem)}</p>";

    public static string Encoded(string text) => WebUtility.HtmlEncode(text);

    public static string Text(AuthorityException e) => $"AADSTS{e.Code}: {e.Message}";
}
