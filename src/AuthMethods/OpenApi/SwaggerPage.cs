using AuthMethods.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace AuthMethods.OpenApi;

/// <summary>Swagger UI over both documents, with all its parts served from here.</summary>
internal static class SwaggerPage
{
    public static void MapSwaggerPage(this IEndpointRouteBuilder routes)
    {
        // Built with the first request, so that a server that nobody looks at starts as fast as it can.
        var page = new Lazy<RequestDelegate>(() => routes.CreateApplicationBuilder().UseSwaggerUI().Build());
        routes.MapGet("/swagger/style.css", StyleAsync);
        routes.Map("/swagger/{**path}", context =>
        {
            // Swagger UI serves files only where no endpoint was chosen.
            context.SetEndpoint(null);
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
        // Swagger UI does not get to the end of a list of more than a hundred operations.
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
