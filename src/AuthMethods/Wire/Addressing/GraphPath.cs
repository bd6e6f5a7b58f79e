using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Addressing;

/// <summary>What a path says about a request: its version, and the part of Graph that it addresses.</summary>
internal static class GraphPath
{
    // The policies that belong to the authentication methods, which have their own error codes.
    private static readonly string[] Policies =
    [
        "/policies/authenticationMethodsPolicy", "/policies/authenticationStrengthPolicies", "/identity/conditionalAccess/authenticationStrength",
        "/identity/conditionalAccess/authenticationStrengths", "/authenticationMethodsPolicy", "/authenticationMethodConfigurations",
    ];

    /// <summary>An alternate key of directory roles. Routes contain it before the value: <c>directoryRoles/roleTemplateId={id}</c>.</summary>
    public const string RoleTemplateId = "roleTemplateId=";

    /// <summary>An alternate key of applications and service principals: <c>applications/appId={id}</c>.</summary>
    public const string AppId = "appId=";

    /// <summary>The value of <see cref="AppId"/>; null for another key. The empty id, which no application has, stands for a malformed one.</summary>
    public static Guid? AppIdOf(string key) =>
        !key.StartsWith(AppId, StringComparison.OrdinalIgnoreCase) ? null : GuidKey.TryParse(key.AsSpan(AppId.Length), out var id) ? id : Guid.Empty;

    /// <summary>Reads the version of a path. Paths that Graph does not have count as beta.</summary>
    public static bool TryReadVersion(PathString path, out GraphVersion version)
    {
        if (path.Value is ['/', '/', ..]) path = new($"/{path.Value.TrimStart('/')}");
        version = GraphVersion.V1;
        if (path.StartsWithSegments("/v1.0", StringComparison.OrdinalIgnoreCase)) return true;
        version = GraphVersion.Beta;
        return path.StartsWithSegments("/beta", StringComparison.OrdinalIgnoreCase) || IsOwn(path);
    }

    /// <summary>Whether a path is one of this server's own, which Graph does not have; errors and types there are those of beta.</summary>
    public static bool IsOwn(PathString path) => path.StartsWithSegments($"/{Routes.Own}", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Rewrites a path to the form that routes use, such as <c>users('a')/microsoft.graph.revokeSignInSessions</c> to
    /// <c>users/a/revokeSignInSessions</c>, and notes which part of Graph is addressed.
    /// </summary>
    public static void Normalize(HttpRequest request, GraphRequest graph, Operations operations)
    {
        var path = request.Path.Value!;
        if (WrittenPath.NeedsReading(path))
        {
            path = new WrittenPath(path, request.Query, graph, operations).ToPlain();
            // Assigning a string would decode it a second time.
            request.Path = new PathString(path);
        }

        graph.IsCount = CountRoutes.Match(path);
        var me = path.IndexOf('/', 1);
        if (me < 0) return;
        var rest = path.AsSpan(me);
        graph.IsReport = rest.StartsWith("/reports/", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("/auditLogs/", StringComparison.OrdinalIgnoreCase);
        var afterKey = rest.StartsWith("/me/", StringComparison.OrdinalIgnoreCase) ? 3
            : rest.StartsWith("/users/", StringComparison.OrdinalIgnoreCase) && rest[7..].IndexOf('/') is >= 0 and var end ? 7 + end
            : -1;
        graph.IsAuthentication = IsOwn(request.Path)
            || rest.StartsWith("/directory/authenticationMethodDevices/", StringComparison.OrdinalIgnoreCase)
            || afterKey >= 0
                && (rest[afterKey..].Equals("/authentication", StringComparison.OrdinalIgnoreCase)
                    || rest[afterKey..].StartsWith("/authentication/", StringComparison.OrdinalIgnoreCase))
            || IsBelowPolicies(rest);
    }

    private static bool IsBelowPolicies(ReadOnlySpan<char> path)
    {
        foreach (var policy in Policies)
        {
            if (path.StartsWith(policy, StringComparison.OrdinalIgnoreCase) && (path.Length == policy.Length || path[policy.Length] == '/')) return true;
        }

        return false;
    }
}
