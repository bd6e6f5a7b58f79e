using System.Linq.Expressions;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore.Query;

namespace AuthMethods.Wire.Query;

/// <summary>A queryable property of a wire type: its value in a row, and the operations it supports.</summary>
/// <param name="Name">As in the metadata; a path if it is part of a complex property: <c>initiatedBy/user/id</c>.</param>
/// <param name="Value">The value in a row, as an expression that the database can evaluate.</param>
/// <param name="Kind">How its values are compared.</param>
internal sealed record Field(string Name, LambdaExpression Value, FieldKind Kind)
{
    public Operators ByDefault { get; init; }

    public Operators Advanced { get; init; }

    public Allowed Sort { get; init; }

    public Searched Search { get; init; }

    /// <summary>Whether an index on tenant, this field and key exists, in whose order pages can be read.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>A filter with this field may contain no other field, except those with the same restriction.</summary>
    public bool IsAlone { get; init; }

    /// <summary>For a list of objects, each stored as a text: finds a property of the objects.</summary>
    public Func<string, Field?>? Members { get; init; }

    /// <summary>The property is a collection whose only item is the value.</summary>
    public bool IsOneItem { get; init; }

    /// <summary>Whether the property is a collection of texts.</summary>
    public bool IsList => IsOneItem || IsListOfTexts;

    private bool IsListOfTexts => Value.ReturnType != typeof(string) && Value.ReturnType.IsAssignableTo(typeof(IEnumerable<string>));

    /// <summary>For a list that is not a column: the condition for a row's list to contain a text.</summary>
    public Func<string, LambdaExpression>? Holds { get; init; }

    /// <summary>The field's value in a row that is given as an expression.</summary>
    public Expression Of(Expression row) => Replaced(Value, row);

    /// <summary>The value to sort by, in which nulls come before all other values on every engine.</summary>
    public LambdaExpression SortValue { get; } = SortExpression(Value);

    /// <summary>The value to sort by, of a row in memory.</summary>
    public object SortValueOf(object row) => _read.Value(row);

    private readonly Lazy<Func<object, object>> _read = new(() =>
    {
        var row = Expression.Parameter(typeof(object));
        var typed = Expression.Convert(row, Value.Parameters[0].Type);
        return Expression.Lambda<Func<object, object>>(Expression.Convert(Replaced(SortExpression(Value), typed), typeof(object)), row).Compile();
    });

    private static LambdaExpression SortExpression(LambdaExpression value) => Nullable.GetUnderlyingType(value.ReturnType) is { } type
        ? Expression.Lambda(Expression.Coalesce(value.Body, Expression.Default(type)), value.Parameters)
        : value.ReturnType == typeof(bool)
        ? Expression.Lambda(Expression.Condition(value.Body, Expression.Constant(1), Expression.Constant(0)), value.Parameters)
        : value;

    /// <summary>The body of a lambda, with its parameter replaced by a row expression.</summary>
    public static Expression Replaced(LambdaExpression lambda, Expression row) => ReplacingExpressionVisitor.Replace(lambda.Parameters[0], row, lambda.Body);
}
