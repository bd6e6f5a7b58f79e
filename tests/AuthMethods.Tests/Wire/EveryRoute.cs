using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Wire;

/// <summary>The declared routes of a running server, so new ones are tested without being listed.</summary>
internal static class EveryRoute
{
    public static IReadOnlyList<DeclaredRoute> Of(IServiceProvider services) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
           from verb in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
           from version in endpoint.RoutePattern.RawText!.Contains(Routes.Root, StringComparison.Ordinal) ? new[] { "v1.0", "beta" } : ["beta"]
           orderby endpoint.RoutePattern.RawText, verb, version
           select new DeclaredRoute(new(verb), version, endpoint.RoutePattern, endpoint.Metadata.GetMetadata<TakesAttribute>()),
    ];
}

/// <param name="Takes">The declared body of the action.</param>
internal sealed record DeclaredRoute(HttpMethod Method, string Version, RoutePattern Pattern, TakesAttribute? Takes)
{
    public bool NamesAUser => Pattern.GetParameter("user") is not null;

    /// <summary>The path with its parameters filled in; the version is given.</summary>
    public string Path(Func<string, string> value) =>
        "/" + string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => Text(part, value)))));

    private string Text(RoutePatternPart part, Func<string, string> value) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Name: "version" } => Version,
        RoutePatternParameterPart parameter => Uri.EscapeDataString(value(parameter.Name)),
        var other => throw new NotSupportedException($"{other.PartKind} in {Pattern.RawText}"),
    };

    public override string ToString() => $"{Method} {Version} {Pattern.RawText}";
}
