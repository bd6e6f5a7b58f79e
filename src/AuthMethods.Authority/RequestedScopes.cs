using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>Parses the <c>scope</c> parameter.</summary>
internal sealed class RequestedScopes(IServerAddresses addresses)
{
    public const string Graph = "https://graph.microsoft.com";
    private const string GraphId = "00000003-0000-0000-c000-000000000000";

    /// <summary>The scopes of OpenID Connect, which are not permissions.</summary>
    internal static readonly string[] OpenId = ["openid", "profile", "email", "offline_access"];

    /// <summary>
    /// The requested permissions, without the resource prefix: all consented ones for <c>.default</c>, otherwise those named, each of
    /// which must have consent.
    /// </summary>
    public string[] Of(HttpContext http, string scope, Consent consent)
    {
        var requested = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var granted = new List<string>();
        foreach (var one in requested)
        {
            if (OpenId.Contains(one)) granted.Add(one);
            else if (IsDefault(http, one)) granted.AddRange(consent.Permissions);
            else granted.Add(Consented(Name(http, one)));
        }

        if (granted.Count == 0) throw AuthorityErrors.ScopeMissing();
        if (requested.Any(s => IsDefault(http, s)) && requested.Any(s => !OpenId.Contains(s) && !IsDefault(http, s))) throw AuthorityErrors.MixedScopes(scope);
        return [.. granted.Distinct()];

        string Consented(string name)
        {
            var known = PublishedPermissions.Find(name) is { IsDelegated: true } published ? published.Name : throw AuthorityErrors.BadScope(name);
            return consent.Permissions.Contains(known, StringComparer.OrdinalIgnoreCase) ? known : throw AuthorityErrors.ConsentMissing(consent.AppId);
        }
    }

    /// <summary>Throws unless all requested scopes exist, whatever a client has consent for.</summary>
    public void RequireKnown(HttpContext http, string scope)
    {
        var named = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => !OpenId.Contains(s) && !IsDefault(http, s)).Select(s => Name(http, s));
        Of(http, scope, new(Guid.Empty, [.. named]));
    }

    /// <summary>The requested scopes that mean all consented permissions, as the client wrote them.</summary>
    public IEnumerable<string> DefaultsIn(HttpContext http, string scope) =>
        scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => IsDefault(http, s));

    /// <summary>The requested scopes as a refresh token keeps them: with the usual name of Graph, because this server's address may differ later.</summary>
    public string[] Renewable(HttpContext http, string scope) =>
        [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => IsDefault(http, s) ? $"{Graph}/.default" : s).Distinct()];

    /// <summary>Whether a scope means all consented permissions.</summary>
    public bool IsDefault(HttpContext http, string scope) =>
        scope == ".default" || (scope.EndsWith("/.default", StringComparison.Ordinal) && IsResource(http, scope[..^9]));

    private string Name(HttpContext http, string scope)
    {
        var slash = scope.LastIndexOf('/');
        if (slash < 0) return scope;
        return IsResource(http, scope[..slash]) ? scope[(slash + 1)..] : throw AuthorityErrors.BadScope(scope);
    }

    // Kiota clients without a scope request this server's address.
    internal bool IsResource(HttpContext http, string resource)
    {
        var name = resource.TrimEnd('/');
        return name is Graph or GraphId || name.Equals(http.Origin(), StringComparison.OrdinalIgnoreCase) || addresses.Contains(name);
    }
}
