using System.Globalization;
using System.Linq.Expressions;

namespace AuthMethods.Wire.Query;

/// <summary>One of the fields that a list is sorted by.</summary>
internal sealed record SortKey(Field Field, bool IsDescending)
{
    public string Name => IsDescending ? $"{Field.Name} desc" : Field.Name;

    /// <summary>The condition for a row to come after a value in this order, or to be equal to it.</summary>
    public Expression Compare(Expression row, object value, bool orEqual)
    {
        var (mine, other) = (Mine(row), FieldKind.Parameter(value));
        if (value is string or Guid)
        {
            var order = value is string
                ? (Expression)Expression.Call(typeof(string), nameof(string.Compare), null, mine, other)
                : Expression.Call(mine, nameof(Guid.CompareTo), null, other);
            (mine, other) = (order, Expression.Constant(0));
        }

        return (IsDescending, orEqual) switch
        {
            (false, false) => Expression.GreaterThan(mine, other),
            (false, true) => Expression.GreaterThanOrEqual(mine, other),
            (true, false) => Expression.LessThan(mine, other),
            (true, true) => Expression.LessThanOrEqual(mine, other),
        };
    }

    public Expression IsSame(Expression row, object value) => Expression.Equal(Mine(row), FieldKind.Parameter(value));

    /// <summary>A row's value as a skip token holds it.</summary>
    public string Write(object row) => Field.SortValueOf(row) switch
    {
        string text => text,
        Guid id => id.ToString("N"),
        int number => number.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
        var other => throw new NotSupportedException($"A list cannot be sorted by a {other.GetType()}."),
    };

    /// <exception cref="FormatException">The text is not a value of this key.</exception>
    public object Read(string text)
    {
        var type = Field.SortValue.ReturnType;
        if (type == typeof(string)) return text;
        if (type == typeof(Guid)) return Guid.ParseExact(text, "N");
        if (type == typeof(int)) return int.Parse(text, CultureInfo.InvariantCulture);
        var ticks = long.Parse(text, CultureInfo.InvariantCulture);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw new FormatException();
    }

    private Expression Mine(Expression row) => Field.Replaced(Field.SortValue, row);
}
