using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Wire;

/// <summary>The responses that the controllers share.</summary>
// Without this, the API description leaves out controllers without [ApiController].
[ApiExplorerSettings(IgnoreApi = false)]
internal abstract class GraphController : ControllerBase
{
    /// <summary>For responses that Graph does not have, which have no context.</summary>
    protected const string? NoContext = null;

    /// <summary>For created objects without an address of their own.</summary>
    protected const string? NoLocation = null;

    protected GraphVersion Version => HttpContext.Graph().Version;

    /// <summary>200 with one entity.</summary>
    protected GraphResult Entity<T>(string? context, T item, GraphQuery query, IReadOnlyList<Expanded>? expanded = null) where T : class =>
        Entity(context, item, query.Select(WireType.Of<T>(Version)), expanded ?? query.Expand(WireType.Of<T>(Version)), typeof(T).IsAbstract);

    /// <summary>200 with one entity, for an action that has parsed the query options itself.</summary>
    protected static GraphResult Entity(
        string? context, object item, Selection? selection, IReadOnlyList<Expanded>? expanded = null, bool isPolymorphic = false) => new()
    {
        ODataContext = context,
        IsEntity = true,
        Items = [item],
        IsPolymorphic = isPolymorphic,
        Selection = selection,
        Expanded = expanded ?? [],
    };

    /// <summary>200 with an object that is not part of an entity set.</summary>
    protected GraphResult Single<T>(string context, T value, GraphQuery query) where T : class =>
        new() { ODataContext = context, Items = [value], Selection = query.Select(WireType.Of<T>(Version)), Expanded = query.Expand(WireType.Of<T>(Version)) };

    /// <summary>200 with a collection that is read completely and filtered and sorted in memory, because it never has many items.</summary>
    protected GraphResult Collection<T>(string? context, IReadOnlyList<T> items, GraphQuery query, IReadOnlyList<Expanded>? expanded = null) where T : class
    {
        var type = WireType.Of<T>(Version);
        var (kept, count) = query.Apply(items, type);
        return new()
        {
            ODataContext = context,
            Items = kept,
            IsCollection = true,
            IsPolymorphic = typeof(T).IsAbstract,
            Selection = query.Select(type),
            Expanded = expanded ?? query.Expand(type),
            Count = count,
        };
    }

    /// <summary>200 with one page of a list, and the link to the next.</summary>
    protected GraphResult Page<TRow>(
        string? context, Page<TRow> page, Func<TRow, object> item, Selection? selection,
        bool isPolymorphic = false, IReadOnlyList<Expanded>? expanded = null) => new()
    {
        ODataContext = context,
        IsCollection = true,
        IsPolymorphic = isPolymorphic,
        Items = [.. page.Rows.Select(item)],
        Selection = selection,
        Expanded = expanded ?? [],
        Count = page.Count,
        NextLink = page.NextToken is { } token ? SkipTokens.NextLink(HttpContext, token) : null,
    };

    /// <summary>200 with the computed result of an action, which is not part of an entity set.</summary>
    protected GraphResult Computed<T>(T value) where T : class => new() { ODataContext = $"microsoft.graph.{WireType.Of<T>(Version).Name}", Items = [value] };

    /// <summary>201 with the entity and its location.</summary>
    /// <param name="context">The entity's context.</param>
    /// <param name="item">The entity.</param>
    /// <param name="location">Relative to the version, such as <c>groups/7</c>; without a context, relative to <see cref="Routes.Own"/>.</param>
    protected GraphResult Created<T>(string? context, T item, string? location) where T : class => new()
    {
        ODataContext = context,
        IsEntity = true,
        Items = [item],
        IsPolymorphic = typeof(T).IsAbstract,
        Status = StatusCodes.Status201Created,
        Location = location is null ? null : $"{(context is null ? $"{HttpContext.Origin()}/{Routes.Own}" : HttpContext.GraphRoot())}/{location}",
    };

    /// <summary>204, or the error of a refusal.</summary>
    protected NoContentResult Done(Outcome outcome)
    {
        outcome.OrThrow();
        return NoContent();
    }

    /// <summary>204 after a change whose result is not returned, or the error of a refusal.</summary>
    protected NoContentResult Done<T>(Outcome<T> outcome)
    {
        outcome.OrThrow();
        return NoContent();
    }
}
