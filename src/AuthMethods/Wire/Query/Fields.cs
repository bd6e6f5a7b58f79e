using System.Linq.Expressions;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>
/// What a list over rows can be filtered, sorted and searched by: a table beside the row, one line for each property. What it does
/// not name is shown and selected, and nothing else.
/// </summary>
/// <param name="resource">What errors call an object of the list: <c>User</c>.</param>
/// <param name="wireType">The type the answers are of.</param>
/// <param name="key">Unique in the tenant: what decides between rows that sort alike, and the order of a list that asks for none.</param>
internal class Fields<TRow>(string resource, Type wireType, Expression<Func<TRow, Guid>> key)
{
    private readonly Dictionary<string, Field> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, LambdaExpression>> _objects = new(StringComparer.OrdinalIgnoreCase);

    public string Resource { get; } = resource;

    public Type WireType { get; } = wireType;

    public Field Key { get; } = new("", key, new IdKind());

    public int PageSize { get; init; } = 100;

    public int LargestPage { get; init; } = 999;

    /// <summary>Objects of the directory: a name that isn't known is refused in its way, and sorting what was filtered takes an advanced query.</summary>
    public bool IsDirectory { get; init; } = true;

    /// <summary>Reports and logs refuse whatever they don't support with the gateway's code.</summary>
    public bool IsReport { get; init; }

    /// <summary>The order of a list that asks for none, if it isn't the key's.</summary>
    public (string Name, bool IsDescending)? DefaultOrder { get; init; }

    /// <summary>What it is to have an object, of a collection that has some beside the one that columns make.</summary>
    public Func<IReadOnlyDictionary<string, string>, LambdaExpression>? ObjectsOf(string path) => _objects.GetValueOrDefault(path);

    /// <summary>What a parsed filter calls a property; null for what is no property.</summary>
    public virtual string? PathOf(QueryNode node) => PropertyPath.Of(node);

    public virtual Field? Find(string path) => _byName.GetValueOrDefault(path);

    /// <summary>A collection, for <c>any</c> and <c>all</c>.</summary>
    public virtual Field? FindList(string path) => Find(path) is { IsList: true } list ? list : null;

    /// <summary>The refusal of what a filter may not do with a property.</summary>
    public virtual GraphException Unsupported(string property) => GraphErrors.UnsupportedFilter(property, Resource);

    /// <summary>A text that is kept with its <see cref="Storage.TextKey"/>, which is what <paramref name="value"/> leads to.</summary>
    public Fields<TRow> Text(
        string name, Expression<Func<TRow, string>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, Searched search = Searched.No, bool isIndexed = false) =>
        Add(new(name, value, TextKind.Keyed) { ByDefault = byDefault, Advanced = advanced, Sort = sort, Search = search, IsIndexed = isIndexed });

    /// <summary>
    /// A text without a key of its own, such as a code or a number: the database lowers it, of which only ASCII letters are the same on
    /// every engine.
    /// </summary>
    public Fields<TRow> Code(
        string name, Expression<Func<TRow, string?>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, Searched search = Searched.No) =>
        Add(new(name, Lowered(value), TextKind.Keyed) { ByDefault = byDefault, Advanced = advanced, Sort = sort, Search = search });

    /// <summary>A text that is only found as it was written.</summary>
    public Fields<TRow> ExactText(string name, Expression<Func<TRow, string?>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, OrEmpty(value), TextKind.Exact) { ByDefault = byDefault, Advanced = advanced });

    /// <summary>A collection of texts, kept as their <see cref="Storage.TextKey"/>s: for <c>any</c>, <c>all</c> and <c>$count</c>.</summary>
    public Fields<TRow> Texts(
        string name, Expression<Func<TRow, IEnumerable<string>>> value, Operators byDefault, Operators advanced = Operators.None,
        Searched search = Searched.No) =>
        Add(new(name, value, TextKind.Item) { ByDefault = byDefault, Advanced = advanced, Search = search });

    /// <summary>A collection of texts that is no column, for <c>any</c> of some texts: what it is to hold one is asked of the row.</summary>
    public Fields<TRow> Members(string name, Func<string, Expression<Func<TRow, bool>>> holds, Operators byDefault) =>
        Add(new(name, (Expression<Func<TRow, IEnumerable<string>>>)(_ => Array.Empty<string>()), TextKind.Item) { ByDefault = byDefault, Holds = holds });

    /// <summary>
    /// Objects of a collection that are no columns, beside the one that columns make: for <c>any</c> of texts that properties of an
    /// object equal, what it is to have such an object is asked of the row.
    /// </summary>
    public Fields<TRow> Objects(string name, Func<IReadOnlyDictionary<string, string>, Expression<Func<TRow, bool>>> has)
    {
        _objects.Add(name, has);
        return this;
    }

    public Fields<TRow> Id(string name, Expression<Func<TRow, Guid>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new IdKind()) { ByDefault = byDefault, Advanced = advanced });

    public Fields<TRow> Id(string name, Expression<Func<TRow, Guid?>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new IdKind()) { ByDefault = byDefault, Advanced = advanced });

    public Fields<TRow> Boolean(string name, Expression<Func<TRow, bool>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new BooleanKind()) { ByDefault = byDefault, Advanced = advanced });

    public Fields<TRow> Boolean(string name, Expression<Func<TRow, bool?>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new BooleanKind()) { ByDefault = byDefault, Advanced = advanced });

    public Fields<TRow> Enum<T>(
        string name, Expression<Func<TRow, T>> value, Operators byDefault, Operators advanced = Operators.None) where T : struct, Enum =>
        Add(new(name, value, new EnumKind<T>()) { ByDefault = byDefault, Advanced = advanced });

    /// <param name="showsSeconds">Answers show it without its fraction, and it compares as it is shown.</param>
    public Fields<TRow> Instant(
        string name, Expression<Func<TRow, DateTimeOffset>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, bool showsSeconds = false, bool isIndexed = false) =>
        Add(new(name, value, new InstantKind(showsSeconds)) { ByDefault = byDefault, Advanced = advanced, Sort = sort, IsIndexed = isIndexed });

    /// <inheritdoc cref="Instant(string, Expression{Func{TRow, DateTimeOffset}}, Operators, Operators, Allowed, bool, bool)"/>
    public Fields<TRow> Instant(
        string name, Expression<Func<TRow, DateTimeOffset?>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, bool showsSeconds = false) =>
        Add(new(name, value, new InstantKind(showsSeconds)) { ByDefault = byDefault, Advanced = advanced, Sort = sort });

    private static LambdaExpression OrEmpty(Expression<Func<TRow, string?>> value) =>
        Expression.Lambda(Expression.Coalesce(value.Body, Expression.Constant("")), value.Parameters);

    private static LambdaExpression Lowered(Expression<Func<TRow, string?>> value) =>
        Expression.Lambda(Expression.Call(OrEmpty(value).Body, nameof(string.ToLower), null), value.Parameters);

    private Fields<TRow> Add(Field field)
    {
        _byName.Add(field.Name, field);
        return this;
    }
}
