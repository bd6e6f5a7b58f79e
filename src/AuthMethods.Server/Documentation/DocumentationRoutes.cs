using System.Net.Mime;

namespace AuthMethods.Server.Documentation;

/// <summary>Serves the repository's documentation at <c>/docs</c>, in Development only.</summary>
internal static class DocumentationRoutes
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapDocumentation(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
        // Built on the first request, to keep the start fast.
        var pages = new Lazy<DocumentationPages>(() => new());
        app.MapGet($"{DocumentationPages.Root}/{{**path}}", http => WriteAsync(http, pages.Value)).AllowAnonymous().ExcludeFromDescription();
    }

    private static Task WriteAsync(HttpContext http, DocumentationPages pages)
    {
        var (type, text) = pages.Find(http.Request.Path.Value!.TrimEnd('/'));
        http.Response.StatusCode = text is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        http.Response.ContentType = $"{type ?? MediaTypeNames.Text.Plain}; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.WriteAsync(text ?? "There is no such page.", http.RequestAborted);
    }
}
