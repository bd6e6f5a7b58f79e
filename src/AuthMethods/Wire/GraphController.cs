using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Wire;

/// <summary>Answers that the controllers share.</summary>
// Without this the API description leaves out controllers that are no [ApiController].
[ApiExplorerSettings(IgnoreApi = false)]
internal abstract class GraphController : ControllerBase
{
    /// <summary>The context of what Graph does not have: none.</summary>
    protected const string? NoContext = null;

    /// <summary>For what was made and has no address of its own to show.</summary>
    protected const string? NoLocation = null;

    protected GraphVersion Version => HttpContext.Graph().Version;

    /// <summary>200 with one entity.</summary>
    protected GraphResult Entity<T>(string? context, T item, GraphQuery query, IReadOnlyList<Expanded>? expanded = null) where T : class =>
        Entity(context, item, query.Select(WireType.Of<T>(Version)), expanded ?? query.Expand(WireType.Of<T>(Version)), typeof(T).IsAbstract);

    /// <summary>200 with one entity, whose options the action has read itself.</summary>
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

    /// <summary>200 with an object that is in no entity set.</summary>
    protected GraphResult Single<T>(string context, T value, GraphQuery query) where T : class =>
        new() { ODataContext = context, Items = [value], Selection = query.Select(WireType.Of<T>(Version)), Expanded = query.Expand(WireType.Of<T>(Version)) };

    /// <summary>200 with a collection that is read whole; filtered, sorted and cut here, for it never has more than a few items.</summary>
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
            // What only a single item shows is known on the list, and left out.
            Expanded = expanded ?? [.. query.Expand(type).Where(e => type.Navigations.All(n => n.Name != e.Expansion.Name))],
            Count = count,
        };
    }

    /// <summary>200 with one page of a list, and the link to the next.</summary>
    protected GraphResult Page<TRow>(
        string context, Page<TRow> page, Func<TRow, object> item, Selection? selection,
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

    /// <summary>200 with what an action works out, which is part of no entity set.</summary>
    protected GraphResult Computed<T>(T value) where T : class => new() { ODataContext = $"microsoft.graph.{WireType.Of<T>(Version).Name}", Items = [value] };

    /// <summary>201 with the entity and where it is.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="item">The entity.</param>
    /// <param name="location">Below the version, <c>groups/7</c>; what has no context is below <see cref="Routes.Own"/>.</param>
    protected GraphResult Created<T>(string? context, T item, string? location) where T : class => new()
    {
        ODataContext = context,
        IsEntity = true,
        Items = [item],
        IsPolymorphic = typeof(T).IsAbstract,
        Status = StatusCodes.Status201Created,
        Location = location is null ? null : $"{(context is null ? $"{HttpContext.Origin()}/{Routes.Own}" : HttpContext.GraphRoot())}/{location}",
    };

    /// <summary>204, or the answer that a refusal asks for.</summary>
    protected NoContentResult Done(Outcome outcome)
    {
        outcome.OrThrow();
        return NoContent();
    }

    /// <summary>The same after a change whose result this answer does not show.</summary>
    protected NoContentResult Done<T>(Outcome<T> outcome)
    {
        outcome.OrThrow();
        return NoContent();
    }

    /// <summary><c>/$count</c>: the bare number.</summary>
    protected ContentResult CountOf(int count) => Content(count.ToString(System.Globalization.CultureInfo.InvariantCulture), "text/plain");
}
