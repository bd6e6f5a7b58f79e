using System.Net;
using System.Security.Cryptography;
using System.Text;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>The built-in authority's pages: HTML without scripts.</summary>
internal static class Page
{
    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #1f2937; margin: 0; }
        main { max-width: 24rem; margin: 10vh auto; padding: 1.5rem 2rem; background: #fff; border: 1px solid #d1d5db; border-radius: .5rem; }
        h1 { font-size: 1.4rem; margin: 0 0 1rem; }
        input { display: block; box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #9ca3af; border-radius: .25rem; }
        button { padding: .5rem 1rem; font: inherit; border: 1px solid #9ca3af; border-radius: .25rem; background: #fff; }
        button:first-of-type { background: #1d4ed8; border-color: #1d4ed8; color: #fff; }
        [role=alert] { padding: .5rem .75rem; background: #fef2f2; color: #991b1b; border-radius: .25rem; }
        """;

    // Allows only the page's own style, whose element contains exactly this text.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'; form-action ";

    /// <summary>
    /// Allows the page's forms to be sent to these addresses. Browsers apply it also to the redirect that follows, so it must name where that leads.
    /// </summary>
    public static void AllowForms(HttpContext http, string sources) => http.Response.Headers.ContentSecurityPolicy = Policy + sources;

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

    public static string Document(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encoded(title)}</title><style>{Style}</style></head>
        <body><main><h1>{Encoded(title)}</h1>
        {body}
        </main></body>
        </html>
        """;

    public static string Problem(string? problem) => problem is null ? "" : $"<p role=\"alert\">{Encoded(problem)}</p>";

    public static string Encoded(string text) => WebUtility.HtmlEncode(text);

    public static string Text(AuthorityException e) => $"AADSTS{e.Code}: {e.Message}";
}
