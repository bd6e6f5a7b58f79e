using System.Linq.Expressions;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>Turns a parsed <c>$search</c>, such as <c>"displayName:kim" AND "mail:kim@"</c>, into a condition on rows.</summary>
internal sealed class SearchTranslator<TRow>(Fields<TRow> fields)
{
    private const int MaxTerms = 50;

    // A word also begins after one of these.
    private static readonly string[] Separators = [" ", "-", ".", "_", "'", "(", "@", "/"];

    private readonly ParameterExpression _row = Expression.Parameter(typeof(TRow), "row");
    private int _terms;

    public Expression<Func<TRow, bool>> Translate(QueryNode search) => Expression.Lambda<Func<TRow, bool>>(Condition(search), _row);

    private Expression Condition(QueryNode node) => node switch
    {
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => Expression.AndAlso(Condition(and.Left), Condition(and.Right)),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Expression.OrElse(Condition(or.Left), Condition(or.Right)),
        SearchTermNode term => Term(term.Text),
        _ => throw GraphErrors.InvalidSearch("terms can only be combined with AND, OR and parentheses."),
    };

    private Expression Term(string term)
    {
        if (++_terms > MaxTerms) throw GraphErrors.InvalidSearch($"it has more than {MaxTerms} terms.");
        if (term.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
        {
            throw GraphErrors.InvalidSearch("a term is written \"property:text\", in double quotes.");
        }

        var (name, sought) = (term[..colon].Trim(), term[(colon + 1)..].Trim());
        if (fields.Find(name) is not { Search: not Searched.No } field) throw GraphErrors.UnsupportedSearch(name, fields.Resource);
        var value = field.Of(_row);
        if (field.IsList)
        {
            var item = Expression.Parameter(typeof(string), "item");
            return Expression.Call(
                typeof(Enumerable), nameof(Enumerable.Any), [typeof(string)], value,
                Expression.Lambda<Func<string, bool>>(field.Kind.StartsWith(item, sought), item));
        }

        return field.Search == Searched.ByPrefix ? field.Kind.StartsWith(value, sought) : Words(field.Kind, value, sought);
    }

    private Expression Words(FieldKind kind, Expression value, string sought)
    {
        var words = sought.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if ((_terms += words.Length) > MaxTerms) throw GraphErrors.InvalidSearch($"it has more than {MaxTerms} terms.");
        return words
            .Select(word => Separators.Select(s => kind.Contains(value, s + word)).Prepend(kind.StartsWith(value, word)).Aggregate(Expression.OrElse))
            .DefaultIfEmpty(kind.StartsWith(value, ""))
            .Aggregate(Expression.AndAlso);
    }
}
