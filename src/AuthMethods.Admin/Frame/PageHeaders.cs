using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Frame;

/// <summary>What browsers must not do with the pages.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        // With no-referrer, browsers would send forms with the origin "null".
        headers["Referrer-Policy"] = "same-origin";
        return next(http);
    }
}
