using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AuthMethods.Authority;

/// <summary>Where a browser may be led after a sign-out: the user's machine, or an address of the application that asks.</summary>
internal sealed class LogoutAddress(AuthorityStore store)
{
    /// <summary>The <c>post_logout_redirect_uri</c>; null if it must not be used.</summary>
    /// <param name="http">The request.</param>
    /// <param name="hint">The id token that it names.</param>
    /// <param name="left">The clients that the user signs out of: an address of theirs will do if the request names none.</param>
    public async Task<string?> OfAsync(HttpContext http, JsonWebToken? hint, IReadOnlyCollection<Client> left)
    {
        var query = http.Request.Query;
        var address = query["post_logout_redirect_uri"].ToString();
        if (RedirectAddress.IsLoopback(address)) return address;
        if (!RedirectAddress.IsUsable(address)) return null;
        if (hint is null && query["client_id"].ToString().Length == 0) return left.Any(c => c.HasRedirect(address)) ? address : null;
        var segment = (string)http.GetRouteValue("tenant")!;
        var tenant = TokenEndpoint.IsAlias(segment) ? (hint is null ? null : IssuedTokens.Tenant(hint)?.ToString()) : segment;
        if (tenant is null || await store.FindTenantAsync(tenant) is not { } id) return null;
        store.Enter(id);
        var client = hint is not null && IssuedTokens.Tenant(hint) == id ? hint.Audiences.FirstOrDefault() : query["client_id"].ToString();
        return GuidKey.TryParse(client, out var appId) && await store.FindClientAsync(appId) is { } found && found.HasRedirect(address) ? address : null;
    }

    /// <summary>Whether a client may be told of a sign-out there: in a frame, whose origin a policy can name.</summary>
    public static bool IsFrame(string url) => RedirectAddress.IsUsable(url)
        && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || Loopback.IsAddress(url))
        && RedirectAddress.PolicySourceOf(url).Contains("//", StringComparison.Ordinal);
}
