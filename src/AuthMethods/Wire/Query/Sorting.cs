using System.Linq.Expressions;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>The order of a list: its sort keys, followed by the unique key so that the order is total.</summary>
internal sealed class Sorting<TRow>
{
    private Sorting(Fields<TRow> fields, IEnumerable<SortKey> keys)
    {
        Keys = [.. keys];
        Keys = [.. Keys, new(fields.Key, Keys.Count > 0 && Keys[^1].IsDescending)];
    }

    public IReadOnlyList<SortKey> Keys { get; }

    /// <summary>The order without <c>$orderby</c>: the list's default, or that of the index that the filter uses, or the key's.</summary>
    public static Sorting<TRow> Default(Fields<TRow> fields, Field? index) => new(
        fields,
        fields.DefaultOrder is { } order ? [new(fields.Find(order.Name)!, order.IsDescending)]
            : index is not null ? [new(index, IsDescending: false)]
            : []);

    public static Sorting<TRow> From(Fields<TRow> fields, OrderByClause? clause, bool isAdvanced)
    {
        var keys = new List<SortKey>();
        for (; clause is not null; clause = clause.ThenBy)
        {
            var field = PropertyPath.Of(clause.Expression) is { } name ? fields.Find(name) : null;
            if (field is null || field.Sort == Allowed.Never || (field.Sort == Allowed.Advanced && !isAdvanced)) throw GraphErrors.UnsupportedSort();
            if (keys.All(k => k.Field != field)) keys.Add(new(field, clause.Direction == OrderByDirection.Descending));
        }

        return new(fields, keys);
    }

    public IQueryable<TRow> Sort(IQueryable<TRow> rows)
    {
        foreach (var (i, key) in Keys.Index())
        {
            var method = (i, key.IsDescending) switch
            {
                (0, false) => nameof(Queryable.OrderBy),
                (0, true) => nameof(Queryable.OrderByDescending),
                (_, false) => nameof(Queryable.ThenBy),
                _ => nameof(Queryable.ThenByDescending),
            };
            var value = key.Field.SortValue;
            rows = rows.Provider.CreateQuery<TRow>(
                Expression.Call(typeof(Queryable), method, [typeof(TRow), value.ReturnType], rows.Expression, Expression.Quote(value)));
        }

        return rows;
    }

    /// <summary>The rows after the row with these sort values.</summary>
    public IQueryable<TRow> After(IQueryable<TRow> rows, IReadOnlyList<object> values)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        Expression? after = null;
        for (var i = Keys.Count - 1; i >= 0; i--)
        {
            var afterKey = Keys[i].Compare(row, values[i], orEqual: false);
            after = after is null ? afterKey : Expression.OrElse(afterKey, Expression.AndAlso(Keys[i].IsSame(row, values[i]), after));
        }

        // A redundant condition on the first key alone lets the database seek in an index to the end of the last page.
        if (Keys.Count > 1) after = Expression.AndAlso(Keys[0].Compare(row, values[0], orEqual: true), after!);
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(after!, row));
    }
}
