using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AuthMethods.OpenApi;

/// <summary>
/// Describes each route of a controller once for each version that it exists in, and each overload of a function, without the
/// parameters that the server binds itself (<c>TargetUser</c>, <c>GraphQuery</c>, <c>GraphBody</c>).
/// <see cref="OperationDescription"/> adds those that clients send.
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
            foreach (var version in Versions(route.RelativePath!))
            {
                foreach (var path in Paths(version, route)) context.Results.Add(On(version, path, route));
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }

    private static IEnumerable<string> Versions(string path) =>
        path.StartsWith(AnyVersion, StringComparison.Ordinal)
            ? [DescriptionDocuments.V1, DescriptionDocuments.Beta]
            : [path[..path.IndexOf('/', StringComparison.Ordinal)]];

    private static IEnumerable<string> Paths(string version, ApiDescription route)
    {
        var path = route.RelativePath!;
        if (path.StartsWith(AnyVersion, StringComparison.Ordinal)) path = $"{version}/{path[AnyVersion.Length..]}";
        var method = ((ControllerActionDescriptor)route.ActionDescriptor).MethodInfo;
        return Operation.Of(RoutePatternFactory.Parse(path), [route.HttpMethod!], method) is { } operation
            ? operation.Forms(DescriptionDocuments.VersionOf(version)).Select(form => path[..^operation.Name.Length] + form)
            : [path];
    }

    private static ApiDescription On(string version, string path, ApiDescription route) => new()
    {
        ActionDescriptor = route.ActionDescriptor,
        GroupName = version,
        HttpMethod = route.HttpMethod,
        RelativePath = path,
    };
}
