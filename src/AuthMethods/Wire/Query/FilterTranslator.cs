using System.Linq.Expressions;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>Turns a parsed filter into a condition on rows, and refuses what the fields do not support.</summary>
/// <param name="fields">The properties that may be used.</param>
/// <param name="text">The text with the original literals.</param>
/// <param name="isAdvanced">The request is an advanced query.</param>
internal sealed class FilterTranslator<TRow>(Fields<TRow> fields, FilterText text, bool isAdvanced)
{
    private readonly ParameterExpression _row = Expression.Parameter(typeof(TRow), "row");
    private readonly Dictionary<string, Operand> _items = [];
    private readonly HashSet<Field> _used = [];
    private bool _isNegated;

    /// <summary>The field whose index is best for reading a page: one that the filter restricts to a range. Null for the key.</summary>
    public Field? Index { get; private set; }

    public Expression<Func<TRow, bool>> Translate(QueryNode filter)
    {
        var condition = Expression.Lambda<Func<TRow, bool>>(Condition(filter), _row);
        if (_used.FirstOrDefault(f => f.IsAlone) is { } alone && !_used.All(f => f.IsAlone)) throw fields.Unsupported(alone.Name);
        Index = RangeIn(filter);
        return condition;
    }

    private Field? RangeIn(QueryNode node) => PropertyPath.Unwrap(node) switch
    {
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => RangeIn(and.Left) ?? RangeIn(and.Right),
        BinaryOperatorNode
        {
            OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
        } range => Indexed(range.Left),
        SingleValueFunctionCallNode { Name: "startswith" } call => Indexed(call.Parameters.First()),
        _ => null,
    };

    private Field? Indexed(QueryNode node) => PropertyPath.Of(node) is { } path && fields.Find(path) is { IsIndexed: true } field ? field : null;

    private Expression Condition(QueryNode node) => node switch
    {
        ConvertNode convert => Condition(convert.Source),
        ConstantNode { Value: bool truth } => Expression.Constant(truth),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => Expression.AndAlso(Condition(and.Left), Condition(and.Right)),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Expression.OrElse(Condition(or.Left), Condition(or.Right)),
        BinaryOperatorNode binary => Comparison(binary),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Not(not.Operand),
        InNode { Right: CollectionConstantNode list } isIn => In(isIn.Left, list),
        SingleValueFunctionCallNode call => Function(call),
        AnyNode any => Quantified(any, nameof(Enumerable.Any)),
        AllNode all => Quantified(all, nameof(Enumerable.All)),
        SingleValueNode flag when Find(flag) is { } operand => Compare(operand, BinaryOperatorKind.Equal, true),
        _ => throw fields.Unsupported(PropertyPath.FirstIn(node)),
    };

    private Expression Not(QueryNode operand)
    {
        var outer = _isNegated;
        _isNegated = true;
        var condition = Condition(operand);
        _isNegated = outer;
        return Expression.Not(condition);
    }

    private Expression Comparison(BinaryOperatorNode binary)
    {
        var (left, op, right) = (binary.Left, binary.OperatorKind, binary.Right);
        if (IsLiteral(left)) (left, op, right) = (right, Mirrored(op), left);
        if (!IsLiteral(right)) return CompareFields(left, op, right);
        var literal = LiteralOf(right);
        if (PropertyPath.Unwrap(left) is CountNode count) return CompareCount(count, op, literal);
        return Compare(Find(left) ?? throw fields.Unsupported(PropertyPath.FirstIn(left)), op, literal);
    }

    private Expression CompareFields(SingleValueNode left, BinaryOperatorKind op, SingleValueNode right) =>
        Find(left) is { Field.Kind: ItemKind } one && Find(right) is { } other
            ? OrUnsupported(one, () => one.Field.Kind.Compare(one.Value, op, other.Value))
            : throw fields.Unsupported(PropertyPath.FirstIn(left));

    private Expression Compare(Operand operand, BinaryOperatorKind op, object? literal)
    {
        if (op == BinaryOperatorKind.Has && operand.Field.Kind is ItemKind) return operand.Field.Kind.Compare(operand.Value, op, literal);
        Require(operand.Field, Needed(op), Name(op));
        if (literal is null) Require(operand.Field, Operators.Null, Name(op));
        return OrUnsupported(operand, () => operand.Field.Kind.Compare(operand.Value, op, literal));
    }

    private Expression In(SingleValueNode left, CollectionConstantNode list)
    {
        var operand = Find(left) ?? throw fields.Unsupported(PropertyPath.FirstIn(left));
        Require(operand.Field, Operators.In, "in");
        return list.Collection
            .Select(item => OrUnsupported(operand, () => operand.Field.Kind.Compare(
                operand.Value, BinaryOperatorKind.Equal, InstantOf(text.Literal(item.Value), operand))))
            .DefaultIfEmpty(Expression.Constant(false))
            .Aggregate(Expression.OrElse);
    }

    private Expression Function(SingleValueFunctionCallNode call)
    {
        var parameters = call.Parameters.ToArray();
        if (parameters.Length != 2 || Find(parameters[0]) is not { } operand || !IsLiteral(parameters[1]) || LiteralOf(parameters[1]) is not string sought)
        {
            throw fields.Unsupported(PropertyPath.FirstIn(call));
        }

        switch (call.Name)
        {
            case "startswith":
                Require(operand.Field, Operators.StartsWith, "startsWith");
                return OrUnsupported(operand, () => operand.Field.Kind.StartsWith(operand.Value, sought));
            case "endswith":
                Require(operand.Field, Operators.EndsWith, "endsWith");
                return OrUnsupported(operand, () => operand.Field.Kind.EndsWith(operand.Value, sought));
            case "contains":
                Require(operand.Field, Operators.Contains, "contains");
                return OrUnsupported(operand, () => operand.Field.Kind.Contains(operand.Value, sought));
            default: throw fields.Unsupported(operand.Field.Name);
        }
    }

    /// <summary><c>any</c> and <c>all</c> over a list of texts, or <c>any</c> over the one object that a row's columns form.</summary>
    private Expression Quantified(LambdaNode lambda, string method)
    {
        var path = fields.PathOf(lambda.Source) ?? throw GraphErrors.InvalidFilter("the collection cannot be read.");
        var variable = lambda.CurrentRangeVariable?.Name ?? "";
        if (fields.FindList(path) is not { } field)
        {
            if (method != nameof(Enumerable.Any) || lambda.Source is not CollectionComplexNode) throw fields.Unsupported(path);
            var ofColumns = Condition(lambda.Body);
            return fields.ObjectsOf(path) is { } has && Equalities(lambda.Body) is { } values
                ? Expression.OrElse(ofColumns, Field.Replaced(has(values), _row))
                : ofColumns;
        }

        if (field.IsOneItem)
        {
            Require(field, Operators.Eq, "any");
            _items[variable] = new(field, field.Of(_row));
            var ofItem = Condition(lambda.Body);
            _items.Remove(variable);
            return ofItem;
        }

        if (field.Holds is { } holds)
        {
            Require(field, Operators.Eq, "any");
            return method == nameof(Enumerable.Any) ? HoldsAny(lambda.Body, field, holds) : throw fields.Unsupported(path);
        }

        var list = field.Of(PropertyPath.Within(lambda.Source) is var (source, _) && _items.TryGetValue(source, out var outer) ? outer.Value : _row);
        var item = Expression.Parameter(field.IsList ? typeof(string) : typeof(object), "item");
        _items[variable] = new(field, item);
        Require(field, Operators.Eq, "any");
        var body = Condition(lambda.Body);
        _items.Remove(variable);
        return Expression.Call(typeof(Enumerable), method, [item.Type], list, Expression.Lambda(body, item));
    }

    /// <summary>The texts that properties of an object must equal; null if the condition contains anything else.</summary>
    private static Dictionary<string, string>? Equalities(QueryNode node)
    {
        switch (PropertyPath.Unwrap(node))
        {
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } both
                when Equalities(both.Left) is { } values && Equalities(both.Right) is { } more:
                return more.All(m => values.TryAdd(m.Key, m.Value)) ? values : null;
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal
                when PropertyPath.Unwrap(equal.Left) is SingleValuePropertyAccessNode property
                    && IsLiteral(equal.Right) && LiteralOf(equal.Right) is string text:
                return new(StringComparer.OrdinalIgnoreCase) { [property.Property.Name] = text };
            default:
                return null;
        }
    }

    /// <summary>The condition for a list to contain one of the texts in a node.</summary>
    private Expression HoldsAny(QueryNode node, Field field, Func<string, LambdaExpression> holds) => PropertyPath.Unwrap(node) switch
    {
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Expression.OrElse(HoldsAny(or.Left, field, holds), HoldsAny(or.Right, field, holds)),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal
            when IsLiteral(equal.Right) && LiteralOf(equal.Right) is string text => Field.Replaced(holds(text), _row),
        _ => throw fields.Unsupported(field.Name),
    };

    private Expression CompareCount(CountNode count, BinaryOperatorKind op, object? literal)
    {
        var path = PropertyPath.Of(count.Source) ?? "$count";
        if (fields.Find(path) is not { IsList: true } field || literal is not (long or int)) throw fields.Unsupported(path);
        Require(field, Operators.Count, "$count");
        if (Name(op) == "ne") Require(field, Operators.Ne, "ne");
        var length = Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [typeof(string)], field.Of(_row));
        var number = (int)Math.Clamp(Convert.ToInt64(literal, System.Globalization.CultureInfo.InvariantCulture), -1, int.MaxValue);
        return Expression.MakeBinary(ExpressionOf(op), length, Expression.Constant(number));
    }

    /// <summary>The field or list item that a node refers to.</summary>
    private Operand? Find(QueryNode node)
    {
        node = PropertyPath.Unwrap(node);
        if (PropertyPath.Within(node) is var (variable, within) && _items.TryGetValue(variable, out var item))
        {
            if (within.Length == 0) return item.Field.Members is null ? item : throw fields.Unsupported(item.Field.Name);
            var member = item.Field.Members is { } members ? members(within) ?? throw fields.Unsupported($"{item.Field.Name}/{within}") : fields.Find(within);
            return member is null ? null : new(member, member.Of(item.Value));
        }

        if (node is NonResourceRangeVariableReferenceNode || fields.PathOf(node) is not { } path) return null;
        var field = fields.Find(path) ?? throw fields.Unsupported(path);
        return field.IsList ? throw fields.Unsupported(path) : new(field, field.Of(_row));
    }

    private void Require(Field field, Operators op, string name)
    {
        _used.Add(field);
        if (!field.ByDefault.HasFlag(op))
        {
            if (!field.Advanced.HasFlag(op)) throw fields.Unsupported(field.Name);
            if (!isAdvanced) throw GraphErrors.NeedsAdvancedQuery(name);
        }

        if (_isNegated && op != Operators.Ne) Require(field, Operators.Ne, "not");
    }

    private Expression OrUnsupported(Operand operand, Func<Expression> build)
    {
        try
        {
            return build();
        }
        catch (FormatException)
        {
            throw fields.Unsupported(operand.Field.Name);
        }
    }

    private static object? LiteralOf(QueryNode node) => ((ConstantNode)PropertyPath.Unwrap(node)).Value;

    /// <summary>In a list, the parser receives dates as texts.</summary>
    private static object? InstantOf(object? literal, Operand operand) =>
        operand.Field.Kind is InstantKind && literal is string text
        && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : literal;

    private static bool IsLiteral(QueryNode node) => PropertyPath.Unwrap(node) is ConstantNode;

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind op) => op switch
    {
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        _ => op,
    };

    private static (Operators Needed, string Name, ExpressionType Expression) Describe(BinaryOperatorKind op) => op switch
    {
        BinaryOperatorKind.Equal => (Operators.Eq, "eq", ExpressionType.Equal),
        BinaryOperatorKind.NotEqual => (Operators.Ne, "ne", ExpressionType.NotEqual),
        BinaryOperatorKind.GreaterThan => (Operators.Ge, "gt", ExpressionType.GreaterThan),
        BinaryOperatorKind.GreaterThanOrEqual => (Operators.Ge, "ge", ExpressionType.GreaterThanOrEqual),
        BinaryOperatorKind.LessThan => (Operators.Le, "lt", ExpressionType.LessThan),
        BinaryOperatorKind.LessThanOrEqual => (Operators.Le, "le", ExpressionType.LessThanOrEqual),
        _ => throw GraphErrors.InvalidFilter($"the operator '{op}' is not supported."),
    };

    private static Operators Needed(BinaryOperatorKind op) => Describe(op).Needed;

    private static string Name(BinaryOperatorKind op) => Describe(op).Name;

    private static ExpressionType ExpressionOf(BinaryOperatorKind op) => Describe(op).Expression;

    private sealed record Operand(Field Field, Expression Value);
}
