using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>Where a browser may be led after a sign-out: the user's machine, or an address of the application that asks.</summary>
internal sealed class LogoutAddress(AuthorityStore store, SigningKeys keys)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The <c>post_logout_redirect_uri</c>; null if it must not be used.</summary>
    public async Task<string?> OfAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var address = query["post_logout_redirect_uri"].ToString();
        if (RedirectAddress.IsLoopback(address)) return address;
        if (!RedirectAddress.IsUsable(address)) return null;
        var hint = await ReadAsync(query["id_token_hint"].ToString());
        var segment = (string)http.GetRouteValue("tenant")!;
        var tenant = TokenEndpoint.IsAlias(segment) ? hint?.Tenant : segment;
        if (tenant is null || await store.FindTenantAsync(tenant) is not { } id) return null;
        store.Enter(id);
        var client = hint is not null && hint.Tenant == id.ToString() ? hint.Client : query["client_id"].ToString();
        return Guid.TryParse(client, out var appId) && await store.FindClientAsync(appId) is { } found && found.HasRedirect(address) ? address : null;
    }

    /// <summary>The tenant and the client of an id token that this server issued, also one that has expired.</summary>
    private async Task<Hint?> ReadAsync(string token)
    {
        if (token.Length == 0 || !Handler.CanReadToken(token)) return null;
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, kid, _) => kid is not null && keys.Find(kid) is { } key ? [key] : [],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid && result.SecurityToken is JsonWebToken jwt && jwt.TryGetPayloadValue<string>("tid", out var tenant)
            ? new(tenant, jwt.Audiences.FirstOrDefault() ?? "")
            : null;
    }

    private sealed record Hint(string Tenant, string Client);
}
