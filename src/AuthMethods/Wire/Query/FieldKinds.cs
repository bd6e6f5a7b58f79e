using System.Linq.Expressions;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>A text that is compared by the key that <paramref name="normalize"/> returns. The empty key means null.</summary>
/// <param name="isOrdered">The database compares the keys character by character, so that a prefix search is a range of keys.</param>
internal sealed class TextKind(Func<string, string> normalize, bool isOrdered) : FieldKind
{
    private static readonly System.Reflection.MethodInfo Order = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>Compared by its <see cref="TextKey"/>.</summary>
    public static readonly TextKind Keyed = new(TextKey.Of, isOrdered: true);

    /// <summary>An item in a list of <see cref="TextKey"/>s.</summary>
    public static readonly TextKind Item = new(TextKey.Of, isOrdered: false);

    /// <summary>Compared case-sensitively.</summary>
    public static readonly TextKind Exact = new(text => text, isOrdered: true);

    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal)
    {
        if (literal is null) return IsUnset(value, op);
        var key = normalize(literal as string ?? throw new FormatException());
        return op switch
        {
            BinaryOperatorKind.Equal => key.Length == 0 ? Never : Is(value, op, Key(key)),
            BinaryOperatorKind.NotEqual when key.Length == 0 => Always,
            BinaryOperatorKind.NotEqual => Differs(value, Key(key)),
            _ => Expression.AndAlso(IsSet(value), Is(Expression.Call(Order, value, Key(key)), op, Expression.Constant(0))),
        };
    }

    public override Expression StartsWith(Expression value, string text)
    {
        var key = normalize(text);
        if (key.Length == 0) return IsSet(value);
        return isOrdered && TextKey.FirstAfter(key) is { } end
            ? Expression.AndAlso(
                Expression.GreaterThanOrEqual(Expression.Call(Order, value, Key(key)), Expression.Constant(0)),
                Expression.LessThan(Expression.Call(Order, value, Key(end)), Expression.Constant(0)))
            : Has(nameof(string.StartsWith), value, key);
    }

    public override Expression EndsWith(Expression value, string text) => Has(nameof(string.EndsWith), value, normalize(text));

    public override Expression Contains(Expression value, string text) => Has(nameof(string.Contains), value, normalize(text));

    private Expression Has(string method, Expression value, string key) =>
        key.Length == 0 ? IsSet(value) : Expression.Call(value, typeof(string).GetMethod(method, [typeof(string)])!, Key(key));

    private Expression IsSet(Expression value) => Differs(value, Expression.Constant(""));

    private Expression IsUnset(Expression value, BinaryOperatorKind op) => op switch
    {
        BinaryOperatorKind.Equal => Is(value, op, Expression.Constant("")),
        BinaryOperatorKind.NotEqual => IsSet(value),
        _ => Never,
    };

    // For list items PostgreSQL's provider translates !(a == b), but not a != b.
    private Expression Differs(Expression value, Expression key) =>
        isOrdered ? Is(value, BinaryOperatorKind.NotEqual, key) : Expression.Not(Is(value, BinaryOperatorKind.Equal, key));

    private static Expression Key(string key) => Parameter(key, typeof(string));
}

internal sealed class BooleanKind : FieldKind
{
    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal) => literal switch
    {
        null => IsNull(value, op),
        bool truth when op is BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual => Is(value, op, Expression.Constant(truth, value.Type)),
        _ => throw new FormatException(),
    };
}

internal sealed class NumberKind : FieldKind
{
    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal) => literal switch
    {
        null => IsNull(value, op),
        int number => Is(value, op, Parameter(number, value.Type)),
        // No row has a number that doesn't fit, and all differ from it.
        long when op is BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual => op == BinaryOperatorKind.Equal ? Never : Always,
        _ => throw new FormatException(),
    };
}

/// <summary>An object's id: a GUID in the row and a text on the wire. A value that isn't a GUID matches no row.</summary>
internal sealed class IdKind : FieldKind
{
    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal)
    {
        if (literal is null) return IsNull(value, op);
        if (op is not (BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual)) throw new FormatException();
        // A quoted text, or a literal of a property that is declared as a GUID.
        var text = literal as string ?? (literal as Guid?)?.ToString() ?? throw new FormatException();
        if (GuidKey.TryParse(text, out var id)) return Is(value, op, Parameter(id, value.Type));
        return op == BinaryOperatorKind.Equal ? Never : Always;
    }
}

/// <summary>A GUID that is stored as a text.</summary>
internal sealed class IdTextKind : FieldKind
{
    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal)
    {
        if (op is not (BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual)) throw new FormatException();
        var id = literal switch
        {
            null => (Guid?)null,
            Guid parsed => parsed,
            string text => GuidKey.TryParse(text, out var parsed) ? parsed : null,
            _ => throw new FormatException(),
        };
        if (id is null) return op == BinaryOperatorKind.Equal ? Never : Always;
        var isEqual = Is(value, BinaryOperatorKind.Equal, Parameter($"{id}", typeof(string)));
        return op == BinaryOperatorKind.Equal ? isEqual : Expression.Not(isEqual);
    }
}

/// <summary>An enumeration with the member names of the wire.</summary>
internal sealed class EnumKind<T> : FieldKind where T : struct, Enum
{
    private static readonly Dictionary<string, T> Members = Enum.GetValues<T>().ToDictionary(m => GraphEnum.Name(m), StringComparer.OrdinalIgnoreCase);

    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal)
    {
        if (literal is null) return IsNull(value, op);
        if (op is not (BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual)) throw new FormatException();
        var name = (literal as ODataEnumValue)?.Value ?? literal as string ?? throw new FormatException();
        if (Members.TryGetValue(name, out var member) || Enum.TryParse(name, out member)) return Is(value, op, Parameter(member, value.Type));
        return op == BinaryOperatorKind.Equal ? Never : Always;
    }
}

/// <summary>An instant. If responses show whole seconds, it compares as it is shown.</summary>
internal sealed class InstantKind(bool showsSeconds) : FieldKind
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public override Expression Compare(Expression value, BinaryOperatorKind op, object? literal)
    {
        var at = literal switch
        {
            null => (DateTimeOffset?)null,
            DateTimeOffset sent => sent,
            Date day => new DateTimeOffset(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero),
            _ => throw new FormatException(),
        };
        if (at is not { } instant) return IsNull(value, op);
        var comparison = showsSeconds ? InSeconds(value, op, instant) : Is(value, op, Parameter(instant, value.Type));
        // Null only satisfies "not equal".
        return Nullable.GetUnderlyingType(value.Type) is null ? comparison
            : op == BinaryOperatorKind.NotEqual ? Expression.OrElse(IsNull(value, BinaryOperatorKind.Equal), comparison)
            : Expression.AndAlso(IsNull(value, BinaryOperatorKind.NotEqual), comparison);
    }

    private static Expression InSeconds(Expression value, BinaryOperatorKind op, DateTimeOffset instant)
    {
        var second = instant.TruncateToSecond();
        var next = second < DateTimeOffset.MaxValue - Second ? second + Second : DateTimeOffset.MaxValue;
        var from = instant == second ? second : next;
        Expression AtLeast(DateTimeOffset bound) => Expression.GreaterThanOrEqual(value, Parameter(bound, value.Type));
        Expression Before(DateTimeOffset bound) => Expression.LessThan(value, Parameter(bound, value.Type));
        return op switch
        {
            BinaryOperatorKind.Equal => instant == second ? Expression.AndAlso(AtLeast(second), Before(next)) : Never,
            BinaryOperatorKind.NotEqual => instant == second ? Expression.OrElse(Before(second), AtLeast(next)) : Always,
            BinaryOperatorKind.GreaterThanOrEqual => AtLeast(from),
            BinaryOperatorKind.GreaterThan => AtLeast(next),
            BinaryOperatorKind.LessThanOrEqual => Before(next),
            BinaryOperatorKind.LessThan => Before(from),
            _ => throw new FormatException(),
        };
    }
}
