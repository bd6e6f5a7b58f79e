using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace AuthMethods.OpenApi;

/// <summary>
/// Describes each route of a controller once for each version that it exists in, without the parameters that the server binds itself
/// (<c>TargetUser</c>, <c>GraphQuery</c>, <c>GraphBody</c>). <see cref="OperationDescription"/> adds those that clients send.
/// </summary>
internal sealed class GraphDescriptions : IApiDescriptionProvider
{
    private const string AnyVersion = "{version}/";

    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        var routes = context.Results.Where(r => r.ActionDescriptor is ControllerActionDescriptor).ToArray();
        foreach (var route in routes)
        {
            context.Results.Remove(route);
            foreach (var version in Versions(route.RelativePath!)) context.Results.Add(On(version, route));
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }

    private static IEnumerable<string> Versions(string path) =>
        path.StartsWith(AnyVersion, StringComparison.Ordinal)
            ? [DescriptionDocuments.V1, DescriptionDocuments.Beta]
            : [path[..path.IndexOf('/', StringComparison.Ordinal)]];

    private static ApiDescription On(string version, ApiDescription route) => new()
    {
        ActionDescriptor = route.ActionDescriptor,
        GroupName = version,
        HttpMethod = route.HttpMethod,
        RelativePath = route.RelativePath!.StartsWith(AnyVersion, StringComparison.Ordinal)
            ? $"{version}/{route.RelativePath[AnyVersion.Length..]}"
            : route.RelativePath,
    };
}
