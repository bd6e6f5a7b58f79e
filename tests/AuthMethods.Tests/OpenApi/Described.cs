using AuthMethods.Tests.Server;
using Microsoft.OpenApi;

namespace AuthMethods.Tests.OpenApi;

/// <summary>The OpenAPI documents, read over HTTP.</summary>
internal static class Described
{
    public static async Task<string> JsonAsync(string version)
    {
        var tenant = await SharedServer.TenantAsync();
        return (await tenant.Server.Client().GetAnswerAsync($"/openapi/{version}.json")).Is(System.Net.HttpStatusCode.OK).Text;
    }

    public static async Task<OpenApiDocument> DocumentAsync(string version) => OpenApiDocument.Parse(await JsonAsync(version), "json").Document!;

    public static async Task<IReadOnlyList<DescribedOperation>> OperationsAsync(string version) =>
    [
        .. (await DocumentAsync(version)).Paths.SelectMany(
            path => path.Value.Operations!, (path, operation) => new DescribedOperation(operation.Key.Method, path.Key, operation.Value)),
    ];
}

internal sealed record DescribedOperation(string Verb, string Path, OpenApiOperation Operation)
{
    public string Route => $"{Verb} {Path}";
}
