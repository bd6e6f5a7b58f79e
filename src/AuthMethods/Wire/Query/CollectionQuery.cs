using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>
/// <c>$filter</c> and <c>$orderby</c> over a handful of items that are in memory already: <c>eq</c>, <c>ne</c>, <c>in</c>,
/// <c>has</c>, <c>and</c>, <c>or</c>, <c>not</c>, <c>startsWith</c>, <c>endsWith</c> and <c>contains</c>, also within <c>any</c>
/// and <c>all</c> of a collection.
/// </summary>
internal sealed class CollectionQuery(WireType type, GraphVersion version)
{
    private static readonly ConcurrentDictionary<(Type, GraphVersion), Dictionary<string, WireProperty>> Known = new();

    private readonly ClauseParser _parser = new(type.ClrType, version);

    public IReadOnlyList<object> Apply(IReadOnlyList<object> items, string? filter, string? orderBy)
    {
        if (filter is not null) items = Keep(items, filter);
        return orderBy is null ? items : Sort(items, _parser.OrderBy(orderBy));
    }

    private object[] Keep(IReadOnlyList<object> items, string filter)
    {
        var (condition, text) = _parser.Filter(filter);
        var evaluation = new Evaluation(version, text);
        // Without any item, a filter that is not supported is refused all the same.
        Evaluation.Check(condition);
        return [.. items.Where(item => evaluation.IsTrue(condition, item))];
    }

    private IReadOnlyList<object> Sort(IReadOnlyList<object> items, OrderByClause? clause)
    {
        var evaluation = new Evaluation(version, null);
        // The last key first: a stable sort then leaves the first key in charge.
        var keys = new Stack<OrderByClause>();
        for (; clause is not null; clause = clause.ThenBy) keys.Push(clause);
        IEnumerable<object> sorted = items;
        foreach (var key in keys)
        {
            if (!CanSort(key.Expression)) throw GraphErrors.InvalidOrderBy($"'{PropertyPath.FirstIn(key.Expression)}' is nothing to sort by.");
            sorted = key.Direction == OrderByDirection.Ascending
                ? sorted.OrderBy(item => evaluation.Value(key.Expression, item), Order.Instance)
                : sorted.OrderByDescending(item => evaluation.Value(key.Expression, item), Order.Instance);
        }

        return [.. sorted];
    }

    private static bool CanSort(SingleValueNode node) =>
        PropertyPath.Bare(node) is SingleValuePropertyAccessNode { TypeReference: { } property } && PropertyPath.Of(node) is not null
        && (property.IsEnum() || property.PrimitiveKind() is not (EdmPrimitiveTypeKind.None or EdmPrimitiveTypeKind.Binary or EdmPrimitiveTypeKind.Stream));

    private static WireProperty? Find(Type type, string name, GraphVersion version) =>
        Known.GetOrAdd((type, version), static key => PropertiesOf(key.Item1, key.Item2).ToDictionary(p => p.Name)).GetValueOrDefault(name);

    private static IEnumerable<WireProperty> PropertiesOf(Type type, GraphVersion version) =>
        type.IsDefined(typeof(GraphTypeAttribute), inherit: false)
            ? [.. WireType.Of(type, version).Properties, .. WireType.Of(type, version).Navigations]
            : WireProperty.AllOf(type);

    /// <summary>What a parsed clause says of an item.</summary>
    /// <param name="version">Whose names the properties have.</param>
    /// <param name="text">Where the literals come from; null where there are none.</param>
    private sealed class Evaluation(GraphVersion version, FilterText? text)
    {
        private readonly Dictionary<string, object?> _variables = [];

        public bool IsTrue(QueryNode node, object item) => Value(node, item) is true;

        public object? Value(QueryNode node, object item) => node switch
        {
            ConvertNode convert => Value(convert.Source, item),
            ConstantNode constant => Plain(Literal(constant.Value)),
            ResourceRangeVariableReferenceNode variable => _variables.TryGetValue(variable.Name, out var value) ? value : item,
            NonResourceRangeVariableReferenceNode variable => _variables.TryGetValue(variable.Name, out var value) ? Plain(value) : Plain(item),
            SingleValuePropertyAccessNode property => Plain(Member(property.Source, property.Property, item)),
            SingleComplexNode property => Member(property.Source, property.Property, item),
            SingleNavigationNode property => Member(property.Source, property.NavigationProperty, item),
            CollectionPropertyAccessNode list => Member(list.Source, list.Property, item),
            CollectionComplexNode list => Member(list.Source, list.Property, item),
            CollectionNavigationNode list => Member(list.Source, list.NavigationProperty, item),
            UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => !IsTrue(not.Operand, item),
            BinaryOperatorNode binary => IsTrue(binary, item),
            InNode isIn => ((CollectionConstantNode)isIn.Right).Collection.Any(one => Same(Value(isIn.Left, item), Value(one, item))),
            SingleValueFunctionCallNode call => Function(call, item),
            LambdaNode lambda => IsTrue(lambda, item),
            _ => throw Unsupported(),
        };

        /// <summary>Refuses what <see cref="Value"/> has no answer to.</summary>
        public static void Check(QueryNode node)
        {
            switch (PropertyPath.Bare(node))
            {
                case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not: Check(not.Operand); break;
                case BinaryOperatorNode
                {
                    OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or
                        or BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual or BinaryOperatorKind.Has
                } binary:
                    Check(binary.Left);
                    Check(binary.Right);
                    break;
                case InNode { Right: CollectionConstantNode } isIn: Check(isIn.Left); break;
                case SingleValueFunctionCallNode { Name: "startswith" or "endswith" or "contains" } call:
                    foreach (var parameter in call.Parameters) Check(parameter);
                    break;
                case LambdaNode lambda:
                    Check(lambda.Source);
                    Check(lambda.Body);
                    break;
                case SingleResourceCastNode: throw Unsupported();
                case ConstantNode or ResourceRangeVariableReferenceNode or NonResourceRangeVariableReferenceNode: break;
                case SingleValuePropertyAccessNode property: Check(property.Source); break;
                case SingleComplexNode property: Check(property.Source); break;
                case SingleNavigationNode property: Check(property.Source); break;
                case CollectionPropertyAccessNode list: Check(list.Source); break;
                case CollectionComplexNode list: Check(list.Source); break;
                case CollectionNavigationNode list: Check(list.Source); break;
                default: throw Unsupported();
            }
        }

        private bool IsTrue(BinaryOperatorNode binary, object item) => binary.OperatorKind switch
        {
            BinaryOperatorKind.And => IsTrue(binary.Left, item) && IsTrue(binary.Right, item),
            BinaryOperatorKind.Or => IsTrue(binary.Left, item) || IsTrue(binary.Right, item),
            BinaryOperatorKind.Equal => Same(Value(binary.Left, item), Value(binary.Right, item)),
            BinaryOperatorKind.NotEqual => !Same(Value(binary.Left, item), Value(binary.Right, item)),
            BinaryOperatorKind.Has => Value(binary.Left, item) is Enum set
                && MemberOf(set.GetType(), Value(binary.Right, item)) is { } flags
                && set.HasFlag(flags),
            _ => throw Unsupported(),
        };

        private bool IsTrue(LambdaNode lambda, object item)
        {
            var name = lambda.CurrentRangeVariable?.Name ?? "";
            bool Holds(object? element)
            {
                _variables[name] = element;
                return IsTrue(lambda.Body, item);
            }

            var elements = (Value(lambda.Source, item) as IEnumerable ?? Array.Empty<object>()).Cast<object?>();
            var holds = lambda is AllNode ? elements.All(Holds) : elements.Any(Holds);
            _variables.Remove(name);
            return holds;
        }

        private bool Function(SingleValueFunctionCallNode call, object item)
        {
            if (call.Parameters.Select(p => Value(p, item)).ToArray() is not [string value, string sought]) return false;
            return call.Name switch
            {
                "startswith" => value.StartsWith(sought, StringComparison.OrdinalIgnoreCase),
                "endswith" => value.EndsWith(sought, StringComparison.OrdinalIgnoreCase),
                _ => value.Contains(sought, StringComparison.OrdinalIgnoreCase),
            };
        }

        /// <summary>A property of what a node leads to; what answers never show is null here too.</summary>
        private object? Member(QueryNode source, IEdmProperty property, object item) =>
            Value(source, item) is { } owner && Find(owner.GetType(), property.Name, version) is { IsWriteOnly: false } member ? member.Get(owner) : null;

        private object? Literal(object? parsed) => text is null ? parsed : text.Literal(parsed);

        private static GraphException Unsupported() =>
            GraphErrors.InvalidFilter("only eq, ne, in, has, and, or, not, startsWith, endsWith, contains, any and all are supported on this collection.");
    }

    /// <summary>A value in a form in which it compares with others of its kind: numbers as one type, days as the instant they begin.</summary>
    private static object? Plain(object? value) => value switch
    {
        ODataEnumValue member => member.Value,
        Date day => new DateTimeOffset(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero),
        DateOnly day => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero),
        byte or short or int or long or float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase),
        (Enum member, string name) => member.Equals(MemberOf(member.GetType(), name)),
        (string name, Enum member) => member.Equals(MemberOf(member.GetType(), name)),
        // In a list the parser is given instants as texts.
        (DateTimeOffset at, string written) =>
            DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var asked) && at == asked,
        (Guid id, string written) => Guid.TryParse(written, out var asked) && id == asked,
        _ => Equals(left, right),
    };

    /// <summary>By its names or, as the parser writes a literal with its type, by its number.</summary>
    private static Enum? MemberOf(Type type, object? name) =>
        name is not string text ? null
        : GraphEnum.TryParse(type, text, out var member) ? member
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (Enum)Enum.ToObject(type, number)
        : null;

    private sealed class Order : IComparer<object?>
    {
        public static readonly Order Instance = new();

        // A value that is not set comes before all others.
        public int Compare(object? x, object? y) => (x, y) switch
        {
            (string a, string b) => StringComparer.OrdinalIgnoreCase.Compare(a, b),
            (Enum a, Enum b) => StringComparer.OrdinalIgnoreCase.Compare(GraphEnum.Name(a), GraphEnum.Name(b)),
            _ => Comparer<object?>.Default.Compare(x, y),
        };
    }
}
