using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Addressing;

/// <summary>
/// Returns the error for addresses whose first segment is not a version and that no other endpoint of this server handles; people in a browser
/// get a page.
/// </summary>
internal sealed class UnknownVersionMiddleware(RequestDelegate next, GraphErrorWriter errors)
{
    private const string NotFoundPage = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page not found – AuthMethods</title></head>
        <body><main><h1>There is no such page</h1><p>The API is below <code>/v1.0</code> and <code>/beta</code>.</p></main></body>
        </html>

        """;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not null || context.Features.Get<GraphRequest>() is not null) return next(context);
        if (IsBrowser(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(NotFoundPage, context.RequestAborted);
        }

        context.Features.Set(GraphRequest.Begin(context.Request, GraphVersion.V1));
        return errors.WriteAsync(context, GraphErrors.BadVersion(context.Request.Path.Value!.TrimStart('/').Split('/')[0]));
    }

    // Browsers ask for pages first and for anything else last.
    private static bool IsBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().StartsWith("text/html", StringComparison.OrdinalIgnoreCase);
}
