using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Wire.Addressing;

/// <summary>Makes a route match both versions: <c>{version:graph}</c>.</summary>
internal sealed class GraphVersionConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string version
        && (version.Equals("v1.0", StringComparison.OrdinalIgnoreCase) || version.Equals("beta", StringComparison.OrdinalIgnoreCase));
}
