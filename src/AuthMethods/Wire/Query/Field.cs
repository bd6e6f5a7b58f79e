using System.Linq.Expressions;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore.Query;

namespace AuthMethods.Wire.Query;

/// <summary>Where a property of a wire type is found in a row, and what may be asked of it.</summary>
/// <param name="Name">As the metadata spells it; a path, where it stands in a complex property: <c>initiatedBy/user/id</c>.</param>
/// <param name="Value">From the row, in terms the database knows.</param>
/// <param name="Kind">How its values compare.</param>
internal sealed record Field(string Name, LambdaExpression Value, FieldKind Kind)
{
    public Operators ByDefault { get; init; }

    public Operators Advanced { get; init; }

    public Allowed Sort { get; init; }

    public Searched Search { get; init; }

    /// <summary>There is an index on the tenant, this and the key, which a page can be read along.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>The value is a collection of texts.</summary>
    public bool IsList => Value.ReturnType != typeof(string) && Value.ReturnType.IsAssignableTo(typeof(IEnumerable<string>));

    /// <summary>For a list that is no column: whether a row's holds a text.</summary>
    public Func<string, LambdaExpression>? Holds { get; init; }

    /// <summary>The value of a row that an expression stands for.</summary>
    public Expression Of(Expression row) => Replaced(Value, row);

    /// <summary>What is sorted by: a value that is not set comes before all others, on every engine.</summary>
    public LambdaExpression SortValue { get; } = SortExpression(Value);

    /// <summary>The same of a row that was read.</summary>
    public object SortValueOf(object row) => _read.Value(row);

    private readonly Lazy<Func<object, object>> _read = new(() =>
    {
        var row = Expression.Parameter(typeof(object));
        var typed = Expression.Convert(row, Value.Parameters[0].Type);
        return Expression.Lambda<Func<object, object>>(Expression.Convert(Replaced(SortExpression(Value), typed), typeof(object)), row).Compile();
    });

    private static LambdaExpression SortExpression(LambdaExpression value) => Nullable.GetUnderlyingType(value.ReturnType) is { } type
        ? Expression.Lambda(Expression.Coalesce(value.Body, Expression.Default(type)), value.Parameters)
        : value;

    /// <summary>What a lambda says of a row, of the row that an expression stands for.</summary>
    public static Expression Replaced(LambdaExpression lambda, Expression row) => ReplacingExpressionVisitor.Replace(lambda.Parameters[0], row, lambda.Body);
}
