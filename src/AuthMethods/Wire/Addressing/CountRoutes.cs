using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace AuthMethods.Wire.Addressing;

/// <summary>
/// Adds <c>/$count</c> to the routes of every action that lists a collection of Graph. The action runs as for the list, without the
/// options that don't change the number, and the response is the number alone.
/// </summary>
internal sealed class CountRoutes : IActionModelConvention
{
    private const string Segment = "$count";

    /// <summary>Whether a path asks for the number of items.</summary>
    public static bool Match(string path) => path.AsSpan().TrimEnd('/').EndsWith($"/{Segment}", StringComparison.OrdinalIgnoreCase);

    public void Apply(ActionModel action)
    {
        if (!action.Attributes.OfType<AnswersAttribute>().Any(a => a.IsCollection) || action.Attributes.OfType<FunctionAttribute>().Any()) return;
        foreach (var list in action.Selectors.Where(s => s.ActionConstraints.OfType<HttpMethodActionConstraint>().Any(IsGet) && !IsOwn(action, s)).ToArray())
        {
            var template = list.AttributeRouteModel?.Template;
            action.Selectors.Add(new(list)
            {
                AttributeRouteModel = new() { Template = string.IsNullOrEmpty(template) ? Segment : $"{template}/{Segment}" },
            });
        }
    }

    private static bool IsGet(HttpMethodActionConstraint constraint) => constraint.HttpMethods.Contains(HttpMethods.Get);

    private static bool IsOwn(ActionModel action, SelectorModel selector) =>
        selector.AttributeRouteModel?.Template?.TrimStart('/').StartsWith(Routes.Own, StringComparison.Ordinal) == true
        || action.Controller.Selectors.Any(s => s.AttributeRouteModel?.Template?.StartsWith(Routes.Own, StringComparison.Ordinal) == true);
}
