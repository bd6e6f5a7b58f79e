using System.Globalization;
using System.Linq.Expressions;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>A value of any type in memory. Texts compare case-insensitively, numbers as one type, and dates as midnight UTC.</summary>
internal sealed class ItemKind : FieldKind
{
    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal) => Compare(value, op, Constant(literal));

    public override Expression Compare(Expression value, BinaryOperatorKind op, Expression other) => op switch
    {
        BinaryOperatorKind.Equal => Call(nameof(IsSame), value, other),
        BinaryOperatorKind.NotEqual => Expression.Not(Call(nameof(IsSame), value, other)),
        BinaryOperatorKind.Has => Call(nameof(HasMember), value, other),
        BinaryOperatorKind.GreaterThan => Call(nameof(IsGreater), value, other),
        BinaryOperatorKind.LessThan => Call(nameof(IsGreater), other, value),
        BinaryOperatorKind.GreaterThanOrEqual => Expression.OrElse(Call(nameof(IsGreater), value, other), Call(nameof(IsSame), value, other)),
        BinaryOperatorKind.LessThanOrEqual => Expression.OrElse(Call(nameof(IsGreater), other, value), Call(nameof(IsSame), value, other)),
        _ => throw new FormatException(),
    };

    public override Expression StartsWith(Expression value, string text) => Call(nameof(Begins), value, Constant(text));

    public override Expression EndsWith(Expression value, string text) => Call(nameof(Ends), value, Constant(text));

    public override Expression Contains(Expression value, string text) => Call(nameof(Holds), value, Constant(text));

    /// <summary>Converts a value to a form in which it can be compared with others.</summary>
    public static object? Normalize(object? value) => value switch
    {
        ODataEnumValue member => member.Value,
        Date day => new DateTimeOffset(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero),
        DateOnly day => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero),
        byte or short or int or long or float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static bool IsSame(object? left, object? right) => (Normalize(left), Normalize(right)) switch
    {
        (string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase),
        (Enum member, string name) => member.Equals(MemberOf(member.GetType(), name)),
        (string name, Enum member) => member.Equals(MemberOf(member.GetType(), name)),
        // In a list, the parser receives instants as texts.
        (DateTimeOffset at, string written) =>
            DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) && at == parsed,
        (Guid id, string written) => GuidKey.TryParse(written, out var parsed) && id == parsed,
        var (a, b) => Equals(a, b),
    };

    private static bool IsGreater(object? left, object? right) => (Normalize(left), Normalize(right)) is (double a, double b) && a > b;

    private static bool HasMember(object? value, object? member) =>
        value is Enum set && MemberOf(set.GetType(), Normalize(member)) is { } flags && set.HasFlag(flags);

    private static bool Begins(object? value, object? text) =>
        value is string all && text is string part && all.StartsWith(part, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(object? value, object? text) =>
        value is string all && text is string part && all.EndsWith(part, StringComparison.OrdinalIgnoreCase);

    private static bool Holds(object? value, object? text) =>
        value is string all && text is string part && all.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds a member by name or, since the parser converts typed literals, by number.</summary>
    private static Enum? MemberOf(Type type, object? name) =>
        name is not string text ? null
        : GraphEnum.TryParse(type, text, out var member) ? member
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (Enum)Enum.ToObject(type, number)
        : null;

    private static MethodCallExpression Call(string method, Expression value, Expression other) =>
        Expression.Call(typeof(ItemKind), method, null, value, other);

    private static ConstantExpression Constant(object? literal) => Expression.Constant(literal, typeof(object));
}
