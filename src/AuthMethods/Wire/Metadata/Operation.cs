using System.Reflection;
using System.Text.RegularExpressions;
using AuthMethods.Wire.Addressing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AuthMethods.Wire.Metadata;

/// <summary>An OData action or function that a route calls.</summary>
internal sealed partial class Operation
{
    private readonly RoutePattern _route;
    private readonly Argument[] _arguments;

    private Operation(RoutePattern route, string name, MethodInfo method, bool isFunction)
    {
        (_route, Name, Method, IsFunction) = (route, name, method, isFunction);
        _arguments = [.. ArgumentsOf(method)];
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    /// <summary>A function, which is called with GET; otherwise an action.</summary>
    public bool IsFunction { get; }

    public static Operation? Of(RouteEndpoint route) =>
        route.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action
            ? Of(route.RoutePattern, route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], action.MethodInfo)
            : null;

    /// <summary>Returns null if a route does not end in an operation of Graph. An action is a segment that is posted to and creates nothing.</summary>
    public static Operation? Of(RoutePattern route, IReadOnlyList<string> verbs, MethodInfo method)
    {
        if (route.PathSegments is not [var first, .., var last] || first.Parts[0] is RoutePatternLiteralPart { Content: Routes.Own }) return null;
        if (last.Parts is not [RoutePatternLiteralPart { Content: var name }] || !IsName(name)) return null;
        var isFunction = method.IsDefined(typeof(FunctionAttribute));
        var isAction = verbs.Contains(HttpMethods.Post) && method.GetCustomAttributes<AnswersAttribute>().All(a => a.Status != StatusCodes.Status201Created);
        return isFunction || isAction ? new(route, name, method, isFunction) : null;
    }

    public static IEnumerable<Argument> ArgumentsOf(MethodInfo method) =>
        from parameter in method.GetParameters()
        let declared = parameter.GetCustomAttribute<ArgumentAttribute>()
        where declared is not null
        select new Argument(parameter.Name!, declared);

    /// <summary>A function's parameters in a version.</summary>
    public IReadOnlyList<Argument> Arguments(GraphVersion version) =>
        version == GraphVersion.Beta ? _arguments : [.. _arguments.Where(a => !a.Declared.IsBetaOnly)];

    /// <summary>The parameters of each of the function's overloads in a version: none unless one is required, and all.</summary>
    public IEnumerable<IReadOnlyList<Argument>> Overloads(GraphVersion version)
    {
        var all = Arguments(version);
        if (all.All(a => !a.Declared.IsRequired)) yield return [];
        if (all.Count > 0) yield return all;
    }

    /// <summary>Its last segment in the API description of a version, for each overload: <c>creationOptions(challengeTimeoutInMinutes={…})</c>.</summary>
    public IEnumerable<string> Forms(GraphVersion version) =>
        IsFunction ? Overloads(version).Select(arguments => $"{Name}({string.Join(',', arguments.Select(a => a.Form))})") : [Name];

    /// <summary>Whether it can be called after these segments of an address.</summary>
    public bool Follows(IReadOnlyList<string> segments)
    {
        if (_route.PathSegments.Count != segments.Count + 1) return false;
        for (var i = 0; i < segments.Count; i++)
        {
            if (_route.PathSegments[i].Parts[0] is RoutePatternLiteralPart literal
                && !literal.Content.Equals(segments[i], StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    public static bool IsName(string text) => Identifier().IsMatch(text);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}

/// <summary>A parameter of a function.</summary>
internal sealed record Argument(string Name, ArgumentAttribute Declared)
{
    public string Form => Declared.Type.IsEnum || Declared.Type == typeof(string) ? $"{Name}='{{{Name}}}'" : $"{Name}={{{Name}}}";
}
