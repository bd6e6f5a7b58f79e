using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;

namespace AuthMethods.Directory;

internal static class DirectoryExpansions
{
    /// <summary>The only navigation property that advanced queries expand too, and through several levels.</summary>
    public const string Manager = "manager";

    /// <summary>Parses <c>$expand</c> over navigation properties that lead to directory objects.</summary>
    public static IReadOnlyList<Expansion> ExpandDirectory(this GraphQuery query, WireType type, params IEnumerable<string> navigations)
    {
        if (query.Value("expand") is not { } expand) return [];
        var expansions = Expansion.Parse(expand, type.Name, navigations.ToDictionary(n => n, _ => WireType.Of<DirectoryObject>(query.Version)));
        if (expansions.Any(e => e.Levels > 1 && e.Name != Manager)) throw GraphErrors.InvalidExpand();
        var isAdvanced = query.IsEventual && (query.Flag("count") || query.Has("search"));
        return isAdvanced && expansions.Any(e => e.Name != Manager) ? throw GraphErrors.ExpandInAdvancedQuery() : expansions;
    }
}
