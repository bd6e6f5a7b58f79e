using System.Reflection;
using System.Text.Json.Nodes;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>The errors of an operation, with the codes that its part of Graph uses.</summary>
internal static class ErrorDescriptions
{
    private const string Name = "microsoft.graph.ODataErrors.ODataError";

    public static IEnumerable<(int Status, OpenApiResponse Response)> Of(DescribedRoute route, OpenApiDocument document)
    {
        yield return (StatusCodes.Status400BadRequest, Error("The request is not valid", BadRequest(route)));
        if (!route.IsControlPlane) yield return (StatusCodes.Status401Unauthorized, Error("No valid token, or its session was revoked", GraphErrors.TokenExpired()));
        if (!route.IsBatch && !route.IsControlPlane)
        {
            yield return (StatusCodes.Status403Forbidden, Error(
                "The permissions or the role are not sufficient",
                route.IsReport ? GraphErrors.ReportPermissionMissing()
                : route.IsAuthentication ? GraphErrors.AccessDenied()
                : GraphErrors.RequestDenied()));
        }

        if (route.Segments.Any(s => s.Contains('{', StringComparison.Ordinal)))
        {
            yield return (StatusCodes.Status404NotFound, Error(
                route.IsControlPlane ? "The tenant or the item does not exist" : "The user or the item does not exist",
                route.Segments[0] == "reports" ? GraphErrors.RecordNotFound(SampleUser.IdOf(22).ToString())
                    : route.IsAuthentication || route.IsReport ? GraphErrors.MethodNotFound()
                    : GraphErrors.ResourceNotFound($"kim@{SampleUser.Domain}")));
        }

        foreach (var declared in route.Answers.Where(a => a.Error is not null))
        {
            var factory = declared.Errors.GetMethod(declared.Error!)!;
            var error = (GraphException)factory.Invoke(null, [.. factory.GetParameters().Select(object (_) => SampleKey)])!;
            yield return (declared.Status, Error(declared.When!, error));
        }

        OpenApiResponse Error(string description, GraphException error) =>
            new() { Description = description, Content = AnswerDescriptions.Json(Schema(document), Example(error)) };
    }

    // What an error that names an object shows.
    private const string SampleKey = "00001111-aaaa-2222-bbbb-3333cccc4444";

    private static GraphException BadRequest(DescribedRoute route) =>
        route.IsBatch ? GraphErrors.BatchEmpty()
        : route.Method.IsDefined(typeof(TakesAttribute)) ? GraphErrors.EmptyPayload()
        : route.IsCount && route.Options.Contains("ConsistencyLevel") ? GraphErrors.CountNotSupported()
        : route.Options.Count > 0 ? GraphErrors.RepeatedOption(route.Options[0])
        : route.Segments[0] == "me" ? GraphErrors.MeIsDelegatedOnly()
        : GraphErrors.KeyNeedsBrackets();

    private static JsonObject Example(GraphException error)
    {
        const string id = "a4b1c2d3-0000-4000-8000-000000000000";
        var inner = new JsonObject { ["date"] = "2026-01-15T09:30:00", ["request-id"] = id, ["client-request-id"] = id };
        if (GraphErrors.RepeatsMessage(error.Code)) inner.Insert(0, "message", error.Message);
        return new() { ["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message, ["innerError"] = inner } };
    }

    private static OpenApiSchemaReference Schema(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.ContainsKey(Name) != true)
        {
            document.AddComponent<IOpenApiSchema>(Name, Object(new()
            {
                ["error"] = Object(new()
                {
                    ["code"] = Text(),
                    ["message"] = Text(),
                    ["details"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = Object(new() { ["code"] = Text(), ["message"] = Text(), ["target"] = Text() }, "code", "message")
                    },
                    ["innerError"] = Object(new() { ["message"] = Text(), ["date"] = Text(), ["request-id"] = Text(), ["client-request-id"] = Text() }),
                }, "code", "message"),
            }, "error"));
        }

        return new(Name, document);
    }

    private static OpenApiSchema Object(Dictionary<string, IOpenApiSchema> properties, params string[] required) =>
        new() { Type = JsonSchemaType.Object, Properties = properties, Required = required.ToHashSet() };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
