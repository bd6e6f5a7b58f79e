using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Throttling;

/// <summary>The budgets that a request uses.</summary>
internal enum Workload
{
    /// <summary>None: a batch costs only what its requests cost.</summary>
    Free,
    Directory,
    Reports,
}

/// <summary>The cost of a request, from Graph's published table.</summary>
internal readonly record struct RequestCost(Workload Workload, int Units, bool IsWrite, bool IsShown)
{
    private const int SmallPage = 20;

    /// <summary>Reads that cost more than one unit, by last segment.</summary>
    private static readonly Dictionary<string, int> Reads = new(StringComparer.OrdinalIgnoreCase)
    {
        ["users"] = 2, ["memberOf"] = 2, ["transitiveMemberOf"] = 2, ["members"] = 3, ["transitiveMembers"] = 5,
    };

    /// <summary>Actions that change nothing.</summary>
    private static readonly Dictionary<string, int> ReadOnlyActions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["getMemberGroups"] = 2, ["getMemberObjects"] = 2, ["getByIds"] = 3, ["checkMemberGroups"] = 4, ["checkMemberObjects"] = 4, ["validatePassword"] = 1,
    };

    /// <summary>The paths of directory objects, whose responses show their cost; others don't.</summary>
    private static readonly HashSet<string> DirectoryObjects = new(StringComparer.OrdinalIgnoreCase)
    {
        "users", "me", "groups", "directory", "directoryObjects", "directoryRoles", "directoryRoleTemplates",
        "roleManagement", "organization", "domains", "subscribedSkus",
    };

    public static RequestCost Of(HttpRequest request)
    {
        var segments = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var first = segments.ElementAtOrDefault(1) ?? "";
        if (Is(first, "$batch")) return new(Workload.Free, 0, IsWrite: false, IsShown: false);
        if (Is(first, "reports") || Is(first, "auditLogs")) return new(Workload.Reports, 1, IsWrite: false, IsShown: false);

        var isShown = DirectoryObjects.Contains(first) && !request.HttpContext.Graph().IsAuthentication;
        if (HttpMethods.IsGet(request.Method))
        {
            return new(Workload.Directory, ReadCost(Reads.GetValueOrDefault(segments[^1], 1), request), IsWrite: false, isShown);
        }

        return ReadOnlyActions.TryGetValue(segments[^1], out var units)
            ? new(Workload.Directory, units, IsWrite: false, isShown)
            : new(Workload.Directory, 1, IsWrite: true, isShown);
    }

    /// <summary><c>$select</c> and a small page cost one unit less, <c>$expand</c> one more; the minimum is one.</summary>
    private static int ReadCost(int units, HttpRequest request)
    {
        if (!request.QueryString.HasValue) return units;
        var query = request.Query;
        if (Has("select")) units--;
        if (Has("expand")) units++;
        if (int.TryParse(query["$top"].ToString() is { Length: > 0 } top ? top : query["top"], out var size) && size < SmallPage) units--;
        return Math.Max(units, 1);

        bool Has(string option) => query.ContainsKey($"${option}") || query.ContainsKey(option);
    }

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}
