using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;

namespace AuthMethods.Directory;

internal static class DirectoryExpansions
{
    /// <summary>Parses <c>$expand</c> over navigation properties that lead to directory objects.</summary>
    public static IReadOnlyList<Expansion> ExpandDirectory(this GraphQuery query, WireType type, params IEnumerable<string> navigations)
    {
        if (query.Value("expand") is not { } expand) return [];
        var expansions = Expansion.Parse(expand, type.Name, navigations.ToDictionary(n => n, _ => WireType.Of<DirectoryObject>(query.Version)));
        return query.IsEventual && (query.Flag("count") || query.Has("search")) ? throw GraphErrors.ExpandInAdvancedQuery() : expansions;
    }
}
