using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace AuthMethods.Graph.Query;

/// <summary>
/// <c>$filter</c> (eq, ne, and, or, not) and <c>$orderby</c> over a user's methods: a handful of items that are in memory
/// already. The syntax is parsed by the OData library over a model of the wire type.
/// </summary>
internal sealed class CollectionQuery(WireType type)
{
    private const int LongestClause = 2_000;

    public IEnumerable<object> Apply(IEnumerable<object> items, string? filter, string? orderBy)
    {
        if (filter is null && orderBy is null) return items;
        if (filter?.Length > LongestClause || orderBy?.Length > LongestClause) throw GraphErrors.InvalidFilter("it is too long.");
        var options = new Dictionary<string, string>();
        if (filter is not null) options["$filter"] = filter;
        if (orderBy is not null) options["$orderby"] = orderBy;
        try
        {
            var parser = Parser(options);
            if (filter is not null && parser.ParseFilter() is { } clause) items = items.Where(item => IsTrue(clause.Expression, item));
            if (orderBy is not null) items = Sort(items, parser.ParseOrderBy());
            return items.ToArray();
        }
        catch (ODataException e)
        {
            throw GraphErrors.InvalidFilter(e.Message);
        }
    }

    private ODataQueryOptionParser Parser(Dictionary<string, string> options)
    {
        var model = new EdmModel();
        var entity = new EdmEntityType("microsoft.graph", type.Name);
        foreach (var property in type.Properties)
        {
            entity.AddStructuralProperty(property.Name, property.Type switch
            {
                var t when t == typeof(bool) || t == typeof(bool?) => EdmPrimitiveTypeKind.Boolean,
                var t when t == typeof(DateTimeOffset) || t == typeof(DateTimeOffset?) => EdmPrimitiveTypeKind.DateTimeOffset,
                var t when t == typeof(int) || t == typeof(int?) => EdmPrimitiveTypeKind.Int32,
                _ => EdmPrimitiveTypeKind.String,
            });
        }

        model.AddElement(entity);
        return new(model, entity, null, options)
        {
            Resolver = new ODataUriResolver { EnableCaseInsensitive = true },
        };
    }

    private bool IsTrue(QueryNode node, object item) => Value(node, item) is true;

    private object? Value(QueryNode node, object item) => node switch
    {
        ConstantNode constant => constant.Value,
        ConvertNode convert => Value(convert.Source, item),
        SingleValuePropertyAccessNode access => Comparable(type.Find(access.Property.Name)!.Get(item)),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => !IsTrue(not.Operand, item),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => IsTrue(and.Left, item) && IsTrue(and.Right, item),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => IsTrue(or.Left, item) || IsTrue(or.Right, item),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal => Same(Value(equal.Left, item), Value(equal.Right, item)),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.NotEqual } differ => !Same(Value(differ.Left, item), Value(differ.Right, item)),
        _ => throw GraphErrors.InvalidFilter("only eq, ne, and, or and not are supported on authentication methods."),
    };

    private IEnumerable<object> Sort(IEnumerable<object> items, OrderByClause? clause)
    {
        // The last key first: a stable sort then leaves the first key in charge.
        var keys = new Stack<OrderByClause>();
        for (; clause is not null; clause = clause.ThenBy) keys.Push(clause);
        foreach (var key in keys)
        {
            items = key.Direction == OrderByDirection.Ascending
                ? items.OrderBy(item => Value(key.Expression, item), Comparer<object?>.Default)
                : items.OrderByDescending(item => Value(key.Expression, item), Comparer<object?>.Default);
        }

        return items;
    }

    private static object? Comparable(object? value) => value is Enum member ? GraphEnum.Name(member) : value;

    private static bool Same(object? left, object? right) =>
        left is string a && right is string b ? a.Equals(b, StringComparison.OrdinalIgnoreCase) : Equals(left, right);
}
