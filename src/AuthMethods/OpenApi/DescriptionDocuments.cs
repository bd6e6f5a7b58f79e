using System.Collections.Concurrent;
using System.Text;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace AuthMethods.OpenApi;

/// <summary>The OpenAPI documents, one for each version of Graph and one for the extensions. Each is built on the first request and cached.</summary>
internal sealed class DescriptionDocuments(IServiceProvider services)
{
    public const string V1 = "v1.0";
    public const string Beta = "beta";

    public const string Extensions = Routes.Own;

    public static readonly string[] Names = [V1, Beta, Extensions];

    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _built = new();

    public static GraphVersion VersionOf(string name) => name == V1 ? GraphVersion.V1 : GraphVersion.Beta;

    public async Task WriteAsync(HttpContext context, string name)
    {
        var json = await ReadAsync(name);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>A document as JSON.</summary>
    public Task<byte[]> ReadAsync(string name) => _built.GetOrAdd(name, n => new(() => BuildAsync(n))).Value;

    private async Task<byte[]> BuildAsync(string name)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(name).GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }
}
