using System.Linq.Expressions;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.UriParser;

namespace AuthMethods.Wire.Query;

/// <summary>One page of a list: its rows, the total count if requested, and the token of the next page, if there is one.</summary>
internal sealed record Page<TRow>(IReadOnlyList<TRow> Rows, int? Count, string? NextToken);

/// <summary>
/// Filters, searches, sorts and pages a list in the database, by the options of a request. A feature passes its rows and the
/// <see cref="Fields{TRow}"/> that may be queried.
/// </summary>
internal static class ListQuery
{
    /// <summary>Reads the page that the query requests; for <c>/$count</c>, only its count.</summary>
    /// <param name="db">The database context with the tenant of the rows.</param>
    /// <param name="rows">The rows that the caller may see.</param>
    /// <param name="fields">The fields that may be queried.</param>
    /// <param name="query">The options of the request.</param>
    /// <param name="all">Returns the number of all rows, if it is known without counting them.</param>
    public static async Task<Page<TRow>> PageAsync<TRow>(
        this AuthDb db, IQueryable<TRow> rows, Fields<TRow> fields, GraphQuery query, Func<Task<int>>? all = null) where TRow : class
    {
        try
        {
            return await ReadAsync(db, rows, fields, query, all);
        }
        catch (GraphException e) when (fields.IsReport)
        {
            throw GraphErrors.BadRequest(e.Message);
        }
    }

    /// <summary>Counts the rows that match the filter and the search, for <c>/$count</c>.</summary>
    private static Task<int> CountAsync<TRow>(IQueryable<TRow> rows, Fields<TRow> fields, GraphQuery query, Func<Task<int>>? all) where TRow : class
    {
        if (fields.IsDirectory && !query.IsEventual) throw GraphErrors.CountNotSupported();
        var requested = new RequestedList<TRow>(fields, query, isAdvanced: true);
        return requested.IsNarrowed || all is null ? requested.Keep(rows).NumberAsync() : all();
    }

    private static async Task<Page<TRow>> ReadAsync<TRow>(
        AuthDb db, IQueryable<TRow> rows, Fields<TRow> fields, GraphQuery query, Func<Task<int>>? all) where TRow : class
    {
        if (query.IsCount) return new([], await CountAsync(rows, fields, query, all), NextToken: null);
        var requested = new RequestedList<TRow>(fields, query, isAdvanced: query.IsEventual && query.Flag("count"));
        var size = query.PageSize(fields.PageSize, fields.MaxPageSize);
        var sorting = requested.Sorting();
        var kept = requested.Keep(rows);
        var list = $"{db.TenantId} {fields.Resource} {string.Join(',', sorting.Keys.Select(k => k.Name))} {query.Value("filter")} {query.Value("search")}";
        var page = query.Value("skiptoken") is { } token ? sorting.After(kept, Values(sorting, query.SkipTokens.Read(list, token))) : kept;
        var found = await sorting.Sort(page).Take(size + 1).ListAsync();
        // Directory objects are only counted with ConsistencyLevel: eventual.
        var isCounted = query.Flag("count") && (query.IsEventual || !fields.IsDirectory) && !query.Has("skiptoken");
        int? count = !isCounted ? null : requested.IsNarrowed || all is null ? await kept.NumberAsync() : await all();
        if (found.Count <= size) return new(found, count, null);
        found.RemoveAt(size);
        return new(found, count, query.SkipTokens.Write(list, [.. sorting.Keys.Select(k => k.Write(found[^1]))]));
    }

    private static object[] Values<TRow>(Sorting<TRow> sorting, string[] values)
    {
        if (values.Length != sorting.Keys.Count) throw GraphErrors.InvalidSkipToken();
        try
        {
            return [.. sorting.Keys.Zip(values, (key, value) => key.Read(value))];
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw GraphErrors.InvalidSkipToken();
        }
    }

    // The rows may also be a list in memory instead of a table.
    private static Task<List<T>> ListAsync<T>(this IQueryable<T> rows) =>
        rows is IAsyncEnumerable<T> ? EntityFrameworkQueryableExtensions.ToListAsync(rows) : Task.FromResult(rows.ToList());

    private static Task<int> NumberAsync<T>(this IQueryable<T> rows) =>
        rows is IAsyncEnumerable<T> ? EntityFrameworkQueryableExtensions.CountAsync(rows) : Task.FromResult(rows.Count());

    /// <summary>The options of a request, parsed and validated against the fields.</summary>
    private sealed class RequestedList<TRow>
    {
        private readonly Fields<TRow> _fields;
        private readonly bool _isAdvanced;
        private readonly ClauseParser _parser;
        private readonly string? _orderBy;
        private readonly Expression<Func<TRow, bool>>? _filter;
        private readonly Expression<Func<TRow, bool>>? _search;
        private readonly Field? _index;

        public RequestedList(Fields<TRow> fields, GraphQuery query, bool isAdvanced)
        {
            (_fields, _isAdvanced, _orderBy) = (fields, isAdvanced, query.Value("orderby"));
            _parser = new(fields.WireType, query.Version, fields.IsDirectory ? GraphErrors.NotDeclared : null);
            if (query.Has("skip")) throw GraphErrors.SkipNotSupported();
            if (query.Has("search") && fields.IsDirectory && !query.IsEventual) throw GraphErrors.SearchNeedsHeader();
            if (query.Value("filter") is { } filter)
            {
                var (parsed, text) = _parser.ParseFilter(filter);
                var translator = new FilterTranslator<TRow>(fields, text, isAdvanced);
                _filter = translator.Translate(parsed);
                _index = translator.Index;
            }

            if (query.Value("search") is { } search) _search = new SearchTranslator<TRow>(fields).Translate(_parser.ParseSearch(search));
        }

        /// <summary>Whether there is a filter or a search.</summary>
        public bool IsNarrowed => _filter is not null || _search is not null;

        public IQueryable<TRow> Keep(IQueryable<TRow> rows)
        {
            foreach (var condition in new[] { _filter, _search }.OfType<Expression<Func<TRow, bool>>>())
            {
                rows = rows is IAsyncEnumerable<TRow> ? rows.Where(condition) : rows.AsEnumerable().Where(InMemory.Condition(condition)).AsQueryable();
            }

            return rows;
        }

        public Sorting<TRow> Sorting()
        {
            if (_orderBy is null) return Sorting<TRow>.Default(_fields, _index);
            if (_filter is not null && _fields.IsDirectory && !_isAdvanced) throw GraphErrors.UnsupportedSort();
            return Sorting<TRow>.From(_fields, _parser.ParseOrderBy(_orderBy), _isAdvanced);
        }
    }
}
