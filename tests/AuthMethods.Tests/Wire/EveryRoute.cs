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
    /// <summary>The routes for callers with a token.</summary>
    public static IReadOnlyList<DeclaredRoute> Of(IServiceProvider services) => Of(services, isControlPlane: false);

    /// <summary>The routes for the operator.</summary>
    public static IReadOnlyList<DeclaredRoute> OfControlPlane(IServiceProvider services) => Of(services, isControlPlane: true);

    private static DeclaredRoute[] Of(IServiceProvider services, bool isControlPlane) =>
    [
        .. from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
               && endpoint.Metadata.GetMetadata<ControlPlaneAttribute>() is not null == isControlPlane
           from verb in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
           from version in endpoint.RoutePattern.RawText!.Contains(Routes.Root, StringComparison.Ordinal) ? new[] { "v1.0", "beta" } : ["beta"]
           orderby endpoint.RoutePattern.RawText, verb, version
           select new DeclaredRoute(new(verb), version, endpoint.RoutePattern, endpoint.Metadata.GetMetadata<TakesAttribute>(), Operation.Of(endpoint)),
    ];
}

/// <param name="Method">The verb.</param>
/// <param name="Version">The first segment of its addresses.</param>
/// <param name="Pattern">The route.</param>
/// <param name="Takes">The declared body of the action.</param>
/// <param name="Operation">The OData action or function that it calls.</param>
internal sealed record DeclaredRoute(HttpMethod Method, string Version, RoutePattern Pattern, TakesAttribute? Takes, Operation? Operation)
{
    public bool NamesAUser => Pattern.GetParameter("user") is not null;

    /// <summary>The path with its parameters filled in; the version is given, and so are the arguments that a function requires.</summary>
    public string Path(Func<string, string> value) =>
        "/" + string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => Text(part, value)))))
        + (Operation?.Arguments(GraphVersion.Beta).Any(a => a.Declared.IsRequired) == true ? $"({Arguments})" : "");

    /// <summary>The function's arguments with their examples.</summary>
    public string Arguments => string.Join(',', Operation!.Arguments(Version == "beta" ? GraphVersion.Beta : GraphVersion.V1)
        .Select(a => a.Form.Replace($"{{{a.Name}}}", a.Declared.Example, StringComparison.Ordinal)));

    private string Text(RoutePatternPart part, Func<string, string> value) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Name: "version" } => Version,
        RoutePatternParameterPart parameter => Uri.EscapeDataString(value(parameter.Name)),
        var other => throw new NotSupportedException($"{other.PartKind} in {Pattern.RawText}"),
    };

    public override string ToString() => $"{Method} {Version} {Pattern.RawText}";
}
