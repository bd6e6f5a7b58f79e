using AuthMethods.Wire;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>Writes the parts of a document that are not about one operation: title, security scheme and tags.</summary>
internal sealed class DocumentDescription(Documentation documentation) : IOpenApiDocumentTransformer
{
    private const string Bearer = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = $"Authentication methods, {context.DocumentName}",
            Version = context.DocumentName,
            Description = context.DocumentName == DescriptionDocuments.Extensions
                ? "Functions of the admin center that Graph doesn't have. Outside Development, calls that change something also need the operator's key in `x-authmethods-key`."
                : "The Microsoft Graph authentication-methods API, self-hosted. Each operation links its page in the Graph reference and lists the permissions and roles that it needs.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new() { Url = "/" }];
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            BearerFormat = "JWT",
            Description = "An access token for Microsoft Graph.",
        });
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        document.Tags = Tags(context.DescriptionGroups.SelectMany(g => g.Items).Where(d => d.GroupName == context.DocumentName)).ToHashSet();
        return Task.CompletedTask;
    }

    private IEnumerable<OpenApiTag> Tags(IEnumerable<ApiDescription> descriptions) => descriptions
        .Select(d => new DescribedRoute(d))
        .DistinctBy(r => r.Tag).OrderBy(r => r.Tag, StringComparer.Ordinal)
        .Select(r => new OpenApiTag { Name = r.Tag, Description = documentation.Summary(r.Controller) });
}
