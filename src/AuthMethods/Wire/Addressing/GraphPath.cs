using System.Text;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Addressing;

/// <summary>Graph's path syntax: versions, and keys in parentheses.</summary>
internal static class GraphPath
{
    private static readonly string[] Functions = ["creationOptions", "usersRegisteredByFeature", "usersRegisteredByMethod"];
    private static readonly string[] Keys = ["id=", "userPrincipalName=", RoleTemplateId, AppId];

    private static readonly int LongestName = Keys.Max(k => k.Length);

    // The policies that belong to the authentication methods, which have their own error codes.
    private static readonly string[] Policies =
    [
        "/policies/authenticationMethodsPolicy", "/policies/authenticationStrengthPolicies", "/identity/conditionalAccess/authenticationStrength",
        "/authenticationMethodsPolicy", "/authenticationMethodConfigurations",
    ];

    // The namespace alias that the SDKs use: deletedItems/graph.user.
    private const string ShortCast = "/graph.";

    /// <summary>An alternate key of directory roles. Routes contain it before the value: <c>directoryRoles/roleTemplateId={id}</c>.</summary>
    public const string RoleTemplateId = "roleTemplateId=";

    /// <summary>An alternate key of applications and service principals: <c>applications/appId={id}</c>.</summary>
    public const string AppId = "appId=";

    /// <summary>The value of <see cref="AppId"/>; null for another key. The empty id, which no application has, stands for a malformed one.</summary>
    public static Guid? AppIdOf(string key) =>
        !key.StartsWith(AppId, StringComparison.OrdinalIgnoreCase) ? null : Guid.TryParse(key.AsSpan(AppId.Length), out var id) ? id : Guid.Empty;

    /// <summary>Reads the version of a path. Paths that Graph does not have count as beta.</summary>
    public static bool TryReadVersion(PathString path, out GraphVersion version)
    {
        version = GraphVersion.V1;
        if (path.StartsWithSegments("/v1.0", StringComparison.OrdinalIgnoreCase)) return true;
        version = GraphVersion.Beta;
        return path.StartsWithSegments("/beta", StringComparison.OrdinalIgnoreCase) || IsOwn(path);
    }

    /// <summary>Whether a path is one of this server's own, which Graph does not have; errors and types there are those of beta.</summary>
    public static bool IsOwn(PathString path) => path.StartsWithSegments($"/{Routes.Own}", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Rewrites <c>users('a')/x</c> and <c>users(userPrincipalName='a')/x</c> to <c>users/a/x</c>, the form that routes use, and notes
    /// which part of Graph is addressed.
    /// </summary>
    public static void Normalize(HttpRequest request, GraphRequest graph)
    {
        var path = request.Path.Value!;
        if (path.Contains(ShortCast, StringComparison.OrdinalIgnoreCase))
        {
            path = path.Replace(ShortCast, "/microsoft.graph.", StringComparison.OrdinalIgnoreCase);
            request.Path = new PathString(path);
        }

        if (path.Contains('(', StringComparison.Ordinal))
        {
            path = WithoutBrackets(path, graph);
            // Assigning a string would decode it a second time.
            request.Path = new PathString(path);
        }

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

    private static string WithoutBrackets(string path, GraphRequest graph)
    {
        // A function may be called with or without empty parentheses.
        if (Functions.Any(f => path.EndsWith($"{f}()", StringComparison.OrdinalIgnoreCase))) path = path[..^2];
        var plain = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            var opens = path[i] == '(' && plain.Length > 0 && plain[^1] != '/';
            if (!opens || !TryReadKey(path, i, out var key, out var end))
            {
                plain.Append(path[i]);
                continue;
            }

            graph.IsBracketed |= path.AsSpan(0, i).EndsWith("/users", StringComparison.OrdinalIgnoreCase);
            // A slash inside the quotes is part of the key; the router would treat it as a separator.
            plain.Append('/').Append(key.Replace("/", "%2F", StringComparison.Ordinal));
            i = end;
        }

        return plain.ToString();
    }

    /// <summary>Reads <c>('key')</c> or <c>(name='key')</c> from an opening parenthesis on; quotes in the key are doubled.</summary>
    private static bool TryReadKey(string path, int open, out string key, out int end)
    {
        key = "";
        end = open;
        // Searches no further than the longest name; otherwise a path with many parentheses would take quadratic time.
        var length = path.AsSpan(open + 1, Math.Min(LongestName + 1, path.Length - open - 1)).IndexOf('\'');
        if (length < 0) return false;
        var (name, quote) = (path.Substring(open + 1, length), open + 1 + length);
        if (name.Length > 0 && !Keys.Contains(name, StringComparer.OrdinalIgnoreCase)) return false;
        var text = new StringBuilder();
        for (var i = quote + 1; i < path.Length; i++)
        {
            if (path[i] != '\'')
            {
                text.Append(path[i]);
            }
            else if (i + 1 < path.Length && path[i + 1] == '\'')
            {
                text.Append('\'');
                i++;
            }
            else
            {
                end = i + 1;
                key = name.Equals(RoleTemplateId, StringComparison.OrdinalIgnoreCase) ? RoleTemplateId + text
                    : name.Equals(AppId, StringComparison.OrdinalIgnoreCase) ? AppId + text
                    : text.ToString();
                return text.Length > 0 && end < path.Length && path[end] == ')' && (end + 1 == path.Length || path[end + 1] == '/');
            }
        }

        return false;
    }
}
