using System.Linq.Expressions;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>
/// The properties that a list of rows can be filtered, sorted and searched by: a table with one line for each property. Properties
/// that it doesn't contain can only be shown and selected.
/// </summary>
/// <param name="resource">The name of an object in errors: <c>User</c>.</param>
/// <param name="wireType">The type of the items in the response.</param>
/// <param name="key">Unique in the tenant. It orders rows with equal sort values, and lists without an order.</param>
internal class Fields<TRow>(string resource, Type wireType, Expression<Func<TRow, Guid>> key)
{
    private readonly Dictionary<string, Field> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, LambdaExpression>> _objects = new(StringComparer.OrdinalIgnoreCase);

    public string Resource { get; } = resource;

    public Type WireType { get; } = wireType;

    public Field Key { get; } = new("", key, new IdKind());

    public int PageSize { get; init; } = 100;

    public int MaxPageSize { get; init; } = 999;

    /// <summary>Directory objects: an unknown name is refused with the directory's error, and sorting with a filter needs an advanced query.</summary>
    public bool IsDirectory { get; init; } = true;

    /// <summary>Reports and logs, which refuse unsupported options with the gateway's code.</summary>
    public bool IsReport { get; init; }

    /// <summary>The order without <c>$orderby</c>, if it isn't the key's.</summary>
    public (string Name, bool IsDescending)? DefaultOrder { get; init; }

    /// <summary>Finds the condition for containing an object, for a collection added by <see cref="Objects"/>.</summary>
    public Func<IReadOnlyDictionary<string, string>, LambdaExpression>? ObjectsOf(string path) => _objects.GetValueOrDefault(path);

    /// <summary>The path of a property in a parsed filter; null if the node is not a property.</summary>
    public virtual string? PathOf(QueryNode node) => PropertyPath.Of(node);

    public virtual Field? Find(string path) => _byName.GetValueOrDefault(path);

    /// <summary>Finds a collection, for <c>any</c> and <c>all</c>.</summary>
    public virtual Field? FindList(string path) => Find(path) is { IsList: true } list ? list : null;

    /// <summary>The error for an unsupported use of a property in a filter.</summary>
    public virtual GraphException Unsupported(string property) => GraphErrors.UnsupportedFilter(property, Resource);

    /// <summary>A text that is stored with its <see cref="Storage.TextKey"/>, which <paramref name="value"/> returns.</summary>
    public Fields<TRow> Text(
        string name, Expression<Func<TRow, string>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, Searched search = Searched.No, bool isIndexed = false) =>
        Add(new(name, value, TextKind.Keyed) { ByDefault = byDefault, Advanced = advanced, Sort = sort, Search = search, IsIndexed = isIndexed });

    /// <summary>
    /// A text without a key, such as a code or a number. The database converts it to lower case, which is the same on every engine only
    /// for ASCII letters.
    /// </summary>
    public Fields<TRow> Code(
        string name, Expression<Func<TRow, string?>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, Searched search = Searched.No) =>
        Add(new(name, Lowered(value), TextKind.Keyed) { ByDefault = byDefault, Advanced = advanced, Sort = sort, Search = search });

    /// <summary>A case-sensitive text.</summary>
    public Fields<TRow> ExactText(string name, Expression<Func<TRow, string?>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, OrEmpty(value), TextKind.Exact) { ByDefault = byDefault, Advanced = advanced });

    /// <summary>A collection of texts, stored as their <see cref="Storage.TextKey"/>s, for <c>any</c>, <c>all</c> and <c>$count</c>.</summary>
    public Fields<TRow> Texts(
        string name, Expression<Func<TRow, IEnumerable<string>>> value, Operators byDefault, Operators advanced = Operators.None,
        Searched search = Searched.No) =>
        Add(new(name, value, TextKind.Item) { ByDefault = byDefault, Advanced = advanced, Search = search });

    /// <summary>A collection of texts that is not a column, for <c>any</c>. <paramref name="holds"/> gives the condition for a row to contain a text.</summary>
    public Fields<TRow> Members(string name, Func<string, Expression<Func<TRow, bool>>> holds, Operators byDefault) =>
        Add(new(name, (Expression<Func<TRow, IEnumerable<string>>>)(_ => Array.Empty<string>()), TextKind.Item) { ByDefault = byDefault, Holds = holds });

    /// <summary>
    /// A collection of objects, for <c>any</c>, <c>all</c> and <c>$count</c>. A row stores a text for each object, from which
    /// <paramref name="members"/> get the properties that filters may compare.
    /// </summary>
    public Fields<TRow> Items(
        string name, Expression<Func<TRow, IEnumerable<string>>> value, Fields<string> members, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, TextKind.Item) { ByDefault = byDefault, Advanced = advanced, Members = members.Find });

    /// <summary>
    /// Objects of a collection that are not columns, in addition to the one object that columns form. For <c>any</c> that compares
    /// properties with texts, <paramref name="has"/> gives the condition for a row to contain such an object.
    /// </summary>
    public Fields<TRow> Objects(string name, Func<IReadOnlyDictionary<string, string>, Expression<Func<TRow, bool>>> has)
    {
        _objects.Add(name, has);
        return this;
    }

    /// <summary>A collection of texts that always has exactly one item: the name of an enumeration's member.</summary>
    public Fields<TRow> OneItem<T>(string name, Expression<Func<TRow, T>> value, Operators byDefault) where T : struct, Enum =>
        Add(new(name, value, new EnumKind<T>()) { ByDefault = byDefault, IsOneItem = true });

    public Fields<TRow> Number(string name, Expression<Func<TRow, int>> value, Operators byDefault) =>
        Add(new(name, value, new NumberKind()) { ByDefault = byDefault });

    public Fields<TRow> Id(string name, Expression<Func<TRow, Guid>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new IdKind()) { ByDefault = byDefault, Advanced = advanced });

    public Fields<TRow> Id(string name, Expression<Func<TRow, Guid?>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new IdKind()) { ByDefault = byDefault, Advanced = advanced });

    /// <summary>A GUID that the row stores as a text in lower case.</summary>
    public Fields<TRow> IdText(string name, Expression<Func<TRow, string>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new IdTextKind()) { ByDefault = byDefault, Advanced = advanced });

    public Fields<TRow> Boolean(
        string name, Expression<Func<TRow, bool>> value, Operators byDefault, Operators advanced = Operators.None, Allowed sort = Allowed.Never) =>
        Add(new(name, value, new BooleanKind()) { ByDefault = byDefault, Advanced = advanced, Sort = sort });

    public Fields<TRow> Boolean(string name, Expression<Func<TRow, bool?>> value, Operators byDefault, Operators advanced = Operators.None) =>
        Add(new(name, value, new BooleanKind()) { ByDefault = byDefault, Advanced = advanced });

    public Fields<TRow> Enum<T>(
        string name, Expression<Func<TRow, T>> value, Operators byDefault, Operators advanced = Operators.None) where T : struct, Enum =>
        Add(new(name, value, new EnumKind<T>()) { ByDefault = byDefault, Advanced = advanced });

    /// <param name="showsSeconds">Responses show whole seconds, and it compares as it is shown.</param>
    public Fields<TRow> Instant(
        string name, Expression<Func<TRow, DateTimeOffset>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, bool showsSeconds = false, bool isIndexed = false) =>
        Add(new(name, value, new InstantKind(showsSeconds)) { ByDefault = byDefault, Advanced = advanced, Sort = sort, IsIndexed = isIndexed });

    /// <inheritdoc cref="Instant(string, Expression{Func{TRow, DateTimeOffset}}, Operators, Operators, Allowed, bool, bool)"/>
    public Fields<TRow> Instant(
        string name, Expression<Func<TRow, DateTimeOffset?>> value, Operators byDefault, Operators advanced = Operators.None,
        Allowed sort = Allowed.Never, bool showsSeconds = false, bool isAlone = false) =>
        Add(new(name, value, new InstantKind(showsSeconds)) { ByDefault = byDefault, Advanced = advanced, Sort = sort, IsAlone = isAlone });

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
