using System.Globalization;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Wire.Query;

/// <summary>The system query options of a request, with or without <c>$</c> and in any case. Other parameters are ignored.</summary>
[ModelBinder(typeof(Binder))]
internal sealed class GraphQuery
{
    private static readonly string[] Options = ["select", "filter", "orderby", "top", "skip", "skiptoken", "count", "search", "expand", "format"];
    private readonly Dictionary<string, string> _values;
    private readonly IServiceProvider _services;

    private GraphQuery(Dictionary<string, string> values, GraphVersion version, bool isEventual, IServiceProvider services) =>
        (_values, Version, IsEventual, _services) = (values, version, isEventual, services);

    /// <summary>The version whose model defines the names.</summary>
    public GraphVersion Version { get; }

    /// <summary>The client sent <c>ConsistencyLevel: eventual</c>.</summary>
    public bool IsEventual { get; }

    internal SkipTokens SkipTokens => _services.GetRequiredService<SkipTokens>();

    public bool Has(string option) => _values.ContainsKey(option);

    public string? Value(string option) => _values.GetValueOrDefault(option);

    /// <summary>The properties of a type that <c>$select</c> names.</summary>
    public Selection? Select(WireType type) => Select(type, name => type.IsOpen ? GraphErrors.NotDeclared(name) : GraphErrors.UnknownProperty(name, type.Name));

    internal Selection? Select(WireType type, Func<string, GraphException> unknown) => Selection.Parse(Value("select"), type, unknown);

    /// <summary>Whether <c>$select</c> names a property, which <c>*</c> doesn't.</summary>
    internal bool Selects(string name) =>
        Value("select")?.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>The properties that <c>$select</c> names in a directory list. Some properties can only be selected for a single object.</summary>
    internal Selection? SelectOfList(WireType type, IReadOnlySet<string> notOnCollections)
    {
        foreach (var name in Value("select")?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (notOnCollections.Contains(name)) throw GraphErrors.NotOnCollections(name);
        }

        return Select(type, GraphErrors.NotDeclared);
    }

    /// <summary>Refuses <c>$expand</c> on a resource whose navigation properties are not supported.</summary>
    internal void RefuseExpand(WireType type)
    {
        if (Value("expand") is { } expand) throw GraphErrors.UnknownProperty(expand.Split('(', ',')[0].Trim(), type.Name);
    }

    /// <summary>
    /// What <c>$expand</c> adds to items that already contain the values of their navigation properties. A property that the response
    /// has inline anyway is only added if some of its own properties are selected.
    /// </summary>
    internal IReadOnlyList<Expanded> Expand(WireType type)
    {
        if (Value("expand") is not { } expand) return [];
        var navigations = type.Navigations.Concat(type.Properties.Where(p => p.IsRelated || p.IsContained)).ToDictionary(n => n.Name);
        return [.. Expansion.Parse(expand, type.Name, navigations.ToDictionary(n => n.Key, n => WireType.Of(n.Value.ItemType, Version)))
            .Select(e => (Expansion: e, Property: navigations[e.Name]))
            .Where(e => e.Expansion.Selection is not null || type.Navigations.Contains(e.Property))
            .Select(e => new Expanded(e.Expansion, e.Property.Get, e.Property.ItemType.IsAbstract))];
    }

    /// <summary>Applies <c>$filter</c>, <c>$orderby</c> and <c>$top</c> to a collection in memory, and counts it if requested.</summary>
    internal (IReadOnlyList<object> Items, int? Count) Apply(IReadOnlyList<object> items, WireType type)
    {
        if (_values.Count == 0) return (items, null);
        var kept = new CollectionQuery(type, Version).Apply(items, Value("filter"), Value("orderby"));
        var top = Number("top") ?? kept.Count;
        return (top < kept.Count ? [.. kept.Take(top)] : kept, Flag("count") ? kept.Count : null);
    }

    /// <summary>Refuses <c>$top</c>, for a collection that Graph always returns completely.</summary>
    internal GraphQuery WithoutTop() => Has("top") ? throw GraphErrors.TopNotSupported() : this;

    /// <summary>The page size from <c>$top</c>, or <paramref name="defaultSize"/>.</summary>
    internal int PageSize(int defaultSize, int maxSize)
    {
        if (Value("top") is not { } text) return defaultSize;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 1 && size <= maxSize
            ? size
            : throw GraphErrors.InvalidPageSize(text);
    }

    private int? Number(string option)
    {
        if (Value(option) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw GraphErrors.InvalidOption(option, text, "a non-negative integer value");
    }

    internal bool Flag(string option) => Value(option) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw GraphErrors.InvalidOption(option, text, "true or false"),
    };

    internal static GraphQuery Parse(HttpRequest request)
    {
        var isEventual = string.Equals(request.Headers["ConsistencyLevel"], "eventual", StringComparison.OrdinalIgnoreCase);
        var values = new Dictionary<string, string>();
        foreach (var (key, value) in request.Query)
        {
            var name = key.AsSpan().TrimStart('$');
            foreach (var option in Options)
            {
                if (!name.Equals(option, StringComparison.OrdinalIgnoreCase)) continue;
                if (value.Count != 1 || !values.TryAdd(option, value.ToString())) throw GraphErrors.RepeatedOption($"${option}");
            }
        }

        return new(values, request.HttpContext.Graph().Version, isEventual, request.HttpContext.RequestServices);
    }

    private sealed class Binder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            bindingContext.Result = ModelBindingResult.Success(Parse(bindingContext.HttpContext.Request));
            return Task.CompletedTask;
        }
    }
}
