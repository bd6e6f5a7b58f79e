using AuthMethods.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace AuthMethods.OpenApi;

/// <summary>The API description: <c>/openapi/{version}.json</c> and Swagger UI over it. Both are built on the first request.</summary>
internal static class DescriptionExtensions
{
    public static void AddDescription(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<DescriptionOptions>(configuration.GetSection("Description"));
        services.Configure<SwaggerUIOptions>(SwaggerPage.Configure);
        services.AddSingleton<Documentation>();
        services.AddSingleton<DescriptionDocuments>();
        services.AddSingleton<IApiDescriptionProvider, GraphDescriptions>();
        foreach (var name in DescriptionDocuments.Names) services.AddOpenApi(name, Describe);
    }

    public static void MapDescription(this WebApplication app)
    {
        var isDevelopment = app.Environment.IsDevelopment();
        if (!isDevelopment && !app.Services.GetRequiredService<IOptions<DescriptionOptions>>().Value.Enabled) return;
        var routes = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        var documents = app.Services.GetRequiredService<DescriptionDocuments>();
        foreach (var name in DescriptionDocuments.Names) routes.MapGet($"/openapi/{name}.json", http => documents.WriteAsync(http, name));
        routes.MapSwaggerPage();
        if (isDevelopment) routes.MapGet("/", RedirectAsync);
    }

    private static Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect("/swagger");
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.GroupName == options.DocumentName;
        options.AddOperationTransformer<OperationDescription>();
        options.AddDocumentTransformer<DocumentDescription>();
    }
}
