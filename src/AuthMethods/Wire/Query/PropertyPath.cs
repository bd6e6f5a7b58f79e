using AuthMethods.Wire.Json;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>The path of a property in a parsed clause, relative to the listed object, such as <c>initiatedBy/user/id</c>.</summary>
internal static class PropertyPath
{
    /// <summary>The path of a node; null if it is not a property.</summary>
    public static string? Of(QueryNode node) => Unwrap(node) switch
    {
        SingleValuePropertyAccessNode property => Under(property.Source, property.Property.Name),
        SingleComplexNode complex => Under(complex.Source, complex.Property.Name),
        CollectionPropertyAccessNode list => Under(list.Source, list.Property.Name),
        CollectionComplexNode list => Under(list.Source, list.Property.Name),
        CollectionNavigationNode list => Under(list.Source, list.NavigationProperty.Name),
        SingleResourceCastNode cast => Of(cast.Source),
        ResourceRangeVariableReferenceNode { RangeVariable: ResourceRangeVariable { CollectionResourceNode: CollectionComplexNode list } } => Of(list),
        ResourceRangeVariableReferenceNode => "",
        _ => null,
    };

    /// <summary>The variable that a value is read from, and the path from it, which may include other entities.</summary>
    public static (string Variable, string Path)? Within(QueryNode node) => Unwrap(node) switch
    {
        SingleValuePropertyAccessNode property => Under(Within(property.Source), property.Property.Name),
        SingleComplexNode complex => Under(Within(complex.Source), complex.Property.Name),
        SingleNavigationNode entity => Under(Within(entity.Source), entity.NavigationProperty.Name),
        CollectionPropertyAccessNode list => Under(Within(list.Source), list.Property.Name),
        CollectionComplexNode list => Under(Within(list.Source), list.Property.Name),
        CollectionNavigationNode list => Under(Within(list.Source), list.NavigationProperty.Name),
        ResourceRangeVariableReferenceNode variable => (variable.Name, ""),
        NonResourceRangeVariableReferenceNode variable => (variable.Name, ""),
        _ => null,
    };

    /// <summary>The first property in a node, for errors.</summary>
    public static string FirstIn(QueryNode node) => Unwrap(node) switch
    {
        SingleValueFunctionCallNode call => call.Parameters.Select(FirstIn).FirstOrDefault(s => s.Length > 0) ?? call.Name,
        BinaryOperatorNode binary => FirstIn(binary.Left) is { Length: > 0 } left ? left : FirstIn(binary.Right),
        UnaryOperatorNode unary => FirstIn(unary.Operand),
        CountNode count => Of(count.Source) ?? "$count",
        var other => Of(other) ?? "",
    };

    /// <summary>Removes the conversions that the parser adds around a node.</summary>
    public static QueryNode Unwrap(QueryNode node)
    {
        while (node is ConvertNode convert) node = convert.Source;
        return node;
    }

    private static (string, string)? Under((string Variable, string Path)? source, string name) =>
        source is var (variable, path) ? (variable, path.Length == 0 ? name : $"{path}/{name}") : null;

    private static string? Under(QueryNode source, string name) => Of(source) is { } path ? path.Length == 0 ? name : $"{path}/{name}" : null;
}
