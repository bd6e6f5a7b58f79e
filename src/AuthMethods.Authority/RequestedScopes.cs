using AuthMethods.Access.Tokens;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>Parses the <c>scope</c> parameter.</summary>
internal sealed class RequestedScopes(AuthorityStore store, IServerAddresses addresses)
{
    public const string Graph = "https://graph.microsoft.com";
    private const string GraphId = "00000003-0000-0000-c000-000000000000";
    private const string Default = ".default";

    /// <summary>The scopes of OpenID Connect, which are permissions of Microsoft Graph but in no access token.</summary>
    internal static readonly string[] OpenId = ["openid", "profile", "email", "offline_access"];

    /// <summary>The API that the requested scopes are for; Microsoft Graph if none names another.</summary>
    public async Task<Api> ApiOfAsync(HttpContext http, string scope)
    {
        Api? api = null;
        foreach (var name in Permissions(scope).Select(ResourceOf).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var found = await FindApiAsync(http, name) ?? throw AuthorityErrors.BadScope(name);
            if (api is not null && api.AppId != found.AppId) throw AuthorityErrors.ManyResources(scope);
            api ??= found;
        }

        return api ?? Api.Graph;
    }

    /// <summary>The API with a name; null if there is none. Microsoft Graph has several, among them this server's addresses.</summary>
    public async Task<Api?> FindApiAsync(HttpContext http, string resource) => IsGraph(http, resource) ? Api.Graph : await store.FindApiAsync(resource);

    /// <summary>
    /// The requested permissions, without the resource prefix: all consented ones for <c>.default</c>, otherwise those named, each of
    /// which must have consent.
    /// </summary>
    public static string[] Of(string scope, Api api, Consent consent)
    {
        Check(scope, api);
        var granted = new List<string>();
        foreach (var one in scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (OpenId.Contains(one)) granted.Add(one);
            else if (IsDefault(one)) granted.AddRange(consent.Permissions.Except(OpenId));
            else granted.Add(Consented(api.Find(NameOf(one))!.Name));
        }

        return granted.Count > 0 ? [.. granted.Distinct()] : throw AuthorityErrors.ScopeMissing();

        string Consented(string name) =>
            consent.Permissions.Contains(name, StringComparer.OrdinalIgnoreCase) ? name : throw AuthorityErrors.ConsentMissing(consent.AppId);
    }

    /// <summary>Throws if scopes of Microsoft Graph don't exist. Those of other APIs depend on the tenant, which is not known yet.</summary>
    public void RequireKnownOfGraph(HttpContext http, string scope) =>
        Check(string.Join(' ', Permissions(scope).Where(s => IsGraph(http, ResourceOf(s)))), Api.Graph);

    /// <summary>Throws unless all requested scopes exist, whatever a client has consent for.</summary>
    public async Task RequireKnownAsync(HttpContext http, string scope) => Check(scope, await ApiOfAsync(http, scope));

    /// <summary>The requested scopes that mean all consented permissions, as the client wrote them.</summary>
    public static IEnumerable<string> DefaultsIn(string scope) => Permissions(scope).Where(IsDefault);

    /// <summary>The requested scopes as a refresh token keeps them: with the usual name of Graph, because this server's address may differ later.</summary>
    public string[] Renewable(HttpContext http, string scope) =>
        [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => IsDefault(s) && IsGraph(http, ResourceOf(s)) ? $"{Graph}/{Default}" : s).Distinct()];

    /// <summary>Whether a scope means all consented permissions.</summary>
    public static bool IsDefault(string scope) => scope == Default || scope.EndsWith($"/{Default}", StringComparison.Ordinal);

    /// <summary>The requested scopes that are permissions of an API.</summary>
    public static IEnumerable<string> Permissions(string scope) =>
        scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(s => !OpenId.Contains(s));

    /// <summary>The name of the permission that a scope asks for.</summary>
    public static string NameOf(string scope) => scope[(scope.LastIndexOf('/') + 1)..];

    /// <summary>The API that a scope is for, as it names it.</summary>
    public static string ResourceOf(string scope) => scope.LastIndexOf('/') is var slash and >= 0 ? scope[..slash] : Graph;

    private static void Check(string scope, Api api)
    {
        var permissions = Permissions(scope).ToArray();
        if (permissions.FirstOrDefault(s => !IsDefault(s) && api.Find(NameOf(s)) is null) is { } unknown) throw AuthorityErrors.BadScope(NameOf(unknown));
        if (permissions.Any(IsDefault) && !permissions.All(IsDefault)) throw AuthorityErrors.MixedScopes(scope);
    }

    // Kiota clients without a scope request this server's address.
    private bool IsGraph(HttpContext http, string resource)
    {
        var name = resource.TrimEnd('/');
        return name is Graph or GraphId || name.Equals(http.Origin(), StringComparison.OrdinalIgnoreCase) || addresses.Contains(name);
    }
}
