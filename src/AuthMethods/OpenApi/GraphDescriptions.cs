using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace AuthMethods.OpenApi;

/// <summary>
/// Tells each route of a controller as what it is to clients: one path on each version it stands on. What the server binds by
/// itself (<c>TargetUser</c>, <c>GraphQuery</c>, <c>GraphBody</c>) is no parameter of theirs; <see cref="OperationDescription"/> adds the real ones.
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
