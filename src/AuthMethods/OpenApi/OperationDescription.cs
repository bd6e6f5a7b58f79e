using System.Reflection;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>Describes an operation from its action's doc comment, <c>[Requires]</c>, parameters and metadata attributes.</summary>
internal sealed class OperationDescription(Documentation documentation, RoleMatrix matrix) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        var version = context.DocumentName;
        var route = new DescribedRoute(context.Description);
        var schemas = new WireSchemas(document, DescriptionDocuments.VersionOf(version), documentation);
        // "https://reference.page What the page does not say."
        var remarks = documentation.Remarks(route.Method)?.Split(' ', 2) ?? [];
        string?[] paragraphs =
        [
            remarks.ElementAtOrDefault(1),
            route.IsControlPlane ? "No token is needed. Outside Development this address exists only with the operator's key in `x-authmethods-key`."
                : route.Method.GetCustomAttribute<RequiresAttribute>() is { } requires ? new PermissionText(matrix).Of(requires.Permission) : null
        ];

        operation.OperationId = route.OperationId;
        var summary = documentation.Summary(route.Method);
        operation.Summary = route.IsCount ? summary?.Replace("List ", "Count ", StringComparison.Ordinal) : summary;
        operation.Description = string.Join("\n\n", paragraphs.OfType<string>());
        operation.ExternalDocs = remarks.Length == 0 ? null : new() { Description = "Reference", Url = new(remarks[0]) };
        operation.Tags = new HashSet<OpenApiTagReference> { new(route.Tag, document) };
        operation.Parameters = [.. Keys(route, schemas), .. route.Options.Select(DescribedParameters.Option)];
        operation.RequestBody = Body(route, schemas);
        if (route.IsControlPlane) operation.Security = [];
        operation.Responses = Responses(route, version, schemas, document);
        return Task.CompletedTask;
    }

    private static IEnumerable<IOpenApiParameter> Keys(DescribedRoute route, WireSchemas schemas)
    {
        if (route.Segments.Contains("{user}")) yield return DescribedParameters.User(route.SampleUser);
        if (route.Segments.Contains("{tenant}")) yield return DescribedParameters.Tenant();
        if (route.Segments.Contains("{organization}")) yield return DescribedParameters.Organization();
        if (route.Segments.Contains("{strength}")) yield return DescribedParameters.Strength();
        if (route.Segments.Contains("{id}")) yield return DescribedParameters.Id((string)schemas.ExamplesOf(route.ItemType!).First()["id"]!);
        if (route.Segments.Contains("{member}")) yield return DescribedParameters.Member();
        if (route.Segments.Contains("{assignment}")) yield return DescribedParameters.Assignment();
        foreach (var argument in route.Arguments) yield return DescribedParameters.Of(argument);
    }

    private static OpenApiRequestBody? Body(DescribedRoute route, WireSchemas schemas)
    {
        if (route.Method.GetCustomAttribute<TakesAttribute>() is not { } takes) return null;
        var schema = schemas.Sent(takes);
        return new() { Required = route.Verb != HttpMethods.Post || schema.Required!.Count > 0, Content = AnswerDescriptions.Json(schema, takes.Example) };
    }

    private static OpenApiResponses Responses(DescribedRoute route, string version, WireSchemas schemas, OpenApiDocument document)
    {
        var responses = new OpenApiResponses();
        var answers = new AnswerDescriptions(route, version, schemas);
        if (route.IsCount) responses["200"] = AnswerDescriptions.Count();
        if (route.IsBatch) responses["200"] = AnswerDescriptions.Batch();
        foreach (var answer in route.Answers.Where(a => a.Status < StatusCodes.Status400BadRequest)) responses[$"{answer.Status}"] = answers.Of(answer);
        foreach (var (status, response) in ErrorDescriptions.Of(route, document)) responses[$"{status}"] = response;
        return responses;
    }
}
