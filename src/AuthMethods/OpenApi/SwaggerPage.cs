using AuthMethods.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace AuthMethods.OpenApi;

/// <summary>Swagger UI for all documents, with all its files served by this server.</summary>
internal static class SwaggerPage
{
    // Swagger UI sets styles from scripts, and has its icons in data: addresses.
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void MapSwaggerPage(this IEndpointRouteBuilder routes)
    {
        // Built on the first request, to keep the start fast.
        var page = new Lazy<RequestDelegate>(() => routes.CreateApplicationBuilder().UseSwaggerUI().Build());
        routes.MapGet("/swagger/style.css", StyleAsync);
        routes.Map("/swagger/{**path}", context =>
        {
            // Swagger UI serves files only if no endpoint was matched.
            context.SetEndpoint(null);
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XFrameOptions = "DENY";
            return page.Value(context);
        });
    }

    private static async Task StyleAsync(HttpContext http)
    {
        http.Response.ContentType = "text/css; charset=utf-8";
        await using var content = typeof(SwaggerPage).Assembly.GetManifestResourceStream(typeof(SwaggerPage), "swagger.css")!;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    public static void Configure(SwaggerUIOptions ui)
    {
        ui.DocumentTitle = "AuthMethods";
        foreach (var name in DescriptionDocuments.Names) ui.SwaggerEndpoint($"/openapi/{name}.json", name);
        // Swagger UI doesn't finish rendering more than a hundred operations at once.
        ui.DocExpansion(DocExpansion.None);
        ui.DefaultModelsExpandDepth(-1);
        ui.DefaultModelRendering(ModelRendering.Example);
        ui.EnableTryItOutByDefault();
        ui.EnableDeepLinking();
        ui.EnableFilter();
        ui.EnablePersistAuthorization();
        ui.DisplayRequestDuration();
        ui.InjectStylesheet("./style.css");
    }
}
