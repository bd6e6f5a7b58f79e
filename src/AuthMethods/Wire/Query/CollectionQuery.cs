using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>Applies <c>$filter</c> and <c>$orderby</c> to a few items in memory, with the same filter translator as for a database.</summary>
internal sealed class CollectionQuery(WireType type, GraphVersion version)
{
    private readonly ClauseParser _parser = new(type.ClrType, version);
    private readonly ItemFields _fields = new(type.ClrType, version);

    public IReadOnlyList<object> Apply(IReadOnlyList<object> items, string? filter, string? orderBy)
    {
        if (filter is not null) items = Keep(items, filter);
        return orderBy is null ? items : Sort(items, _parser.ParseOrderBy(orderBy));
    }

    private object[] Keep(IReadOnlyList<object> items, string filter)
    {
        var (parsed, text) = _parser.ParseFilter(filter);
        var condition = new FilterTranslator<object>(_fields, text, isAdvanced: false).Translate(parsed);
        return [.. items.Where(InMemory.Condition(condition))];
    }

    private object[] Sort(IReadOnlyList<object> items, OrderByClause? clause)
    {
        // Stable sorts by the last key first, so that the first key decides.
        var keys = new Stack<OrderByClause>();
        for (; clause is not null; clause = clause.ThenBy) keys.Push(clause);
        IEnumerable<object> sorted = items;
        foreach (var key in keys)
        {
            if (PathToSortBy(key.Expression) is not { } path)
            {
                throw GraphErrors.InvalidOrderBy($"'{PropertyPath.FirstIn(key.Expression)}' cannot be used for sorting.");
            }

            sorted = key.Direction == OrderByDirection.Ascending ? sorted.OrderBy(Value, Order.Instance) : sorted.OrderByDescending(Value, Order.Instance);

            object? Value(object item) => ItemKind.Normalize(_fields.Read(item, path));
        }

        return [.. sorted];
    }

    private static string? PathToSortBy(SingleValueNode node) =>
        PropertyPath.Unwrap(node) is SingleValuePropertyAccessNode { TypeReference: { } property }
        && (property.IsEnum() || property.PrimitiveKind() is not (EdmPrimitiveTypeKind.None or EdmPrimitiveTypeKind.Binary or EdmPrimitiveTypeKind.Stream))
            ? PropertyPath.Of(node)
            : null;

    private sealed class Order : IComparer<object?>
    {
        public static readonly Order Instance = new();

        // Null comes before all other values.
        public int Compare(object? x, object? y) => (x, y) switch
        {
            (string a, string b) => StringComparer.OrdinalIgnoreCase.Compare(a, b),
            (Enum a, Enum b) => StringComparer.OrdinalIgnoreCase.Compare(GraphEnum.Name(a), GraphEnum.Name(b)),
            _ => Comparer<object?>.Default.Compare(x, y),
        };
    }
}
