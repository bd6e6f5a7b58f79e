using System.Linq.Expressions;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>Compares the values of a field with the literals of a filter, as an expression that the database evaluates.</summary>
internal abstract class FieldKind
{
    protected static readonly Expression Always = Expression.Constant(true);
    protected static readonly Expression Never = Expression.Constant(false);

    /// <summary>
    /// Compares <paramref name="value"/> with a literal, which may be null. As OData defines it, nothing is less or greater than null.
    /// The result itself is never null, so that it can be negated.
    /// </summary>
    /// <exception cref="FormatException">The literal has the wrong type.</exception>
    public abstract Expression Compare(Expression value, BinaryOperatorKind op, object? literal);

    /// <summary>Compares <paramref name="value"/> with the value of another field.</summary>
    public virtual Expression Compare(Expression value, BinaryOperatorKind op, Expression other) => throw new FormatException();

    public virtual Expression StartsWith(Expression value, string text) => throw new FormatException();

    public virtual Expression EndsWith(Expression value, string text) => throw new FormatException();

    public virtual Expression Contains(Expression value, string text) => throw new FormatException();

    /// <summary>A value that becomes a parameter of the SQL statement.</summary>
    protected static Expression Parameter<T>(T value, Type type)
    {
        Expression parameter = Expression.Property(Expression.Constant(new Box<T>(value)), nameof(Box<T>.Value));
        return type == typeof(T) ? parameter : Expression.Convert(parameter, type);
    }

    /// <summary>As <see cref="Parameter{T}"/>, with the value's own type.</summary>
    internal static Expression Parameter(object value) => value switch
    {
        string text => Parameter(text, typeof(string)),
        Guid id => Parameter(id, typeof(Guid)),
        int number => Parameter(number, typeof(int)),
        DateTimeOffset at => Parameter(at, typeof(DateTimeOffset)),
        _ => throw new NotSupportedException($"{value.GetType()} is not supported as a sort key."),
    };

    protected static Expression Is(Expression value, BinaryOperatorKind op, Expression other) => op switch
    {
        BinaryOperatorKind.Equal => Expression.Equal(value, other),
        BinaryOperatorKind.NotEqual => Expression.NotEqual(value, other),
        BinaryOperatorKind.GreaterThan => Expression.GreaterThan(value, other),
        BinaryOperatorKind.GreaterThanOrEqual => Expression.GreaterThanOrEqual(value, other),
        BinaryOperatorKind.LessThan => Expression.LessThan(value, other),
        BinaryOperatorKind.LessThanOrEqual => Expression.LessThanOrEqual(value, other),
        _ => throw new FormatException(),
    };

    /// <summary>Compares a value with null, which a non-nullable value never equals.</summary>
    protected static Expression IsNull(Expression value, BinaryOperatorKind op)
    {
        if (op is not (BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual)) return Never;
        if (value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null) return op == BinaryOperatorKind.Equal ? Never : Always;
        return Is(value, op, Expression.Constant(null, value.Type));
    }

    private sealed record Box<T>(T Value);
}
