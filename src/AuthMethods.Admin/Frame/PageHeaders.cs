using AuthMethods.Access.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AuthMethods.Admin.Frame;

/// <summary>What browsers must not do with the pages.</summary>
internal sealed class PageHeaders(RequestDelegate next, IOptions<AzureAdOptions> entra, IOptions<ConsoleOptions> console)
{
    // Browsers apply form-action also to the redirect that follows a form, such as that of a sign-out.
    private readonly string _policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + $"form-action 'self'{(console.Value.UsesEntra(entra.Value) ? $" {new Uri(entra.Value.Instance).GetLeftPart(UriPartial.Authority)}" : "")}";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        // With no-referrer, browsers would send forms with the origin "null".
        headers["Referrer-Policy"] = "same-origin";
        return next(http);
    }
}
