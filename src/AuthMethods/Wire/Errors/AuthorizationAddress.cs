using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Errors;

/// <summary>The address where a client gets a token.</summary>
/// <param name="Issuer">The other server that issues tokens; null if this server does.</param>
internal sealed record AuthorizationAddress(string? Issuer)
{
    public string For(HttpContext context) =>
        Issuer is null ? $"{context.Origin()}/common/oauth2/v2.0/authorize" : $"{Issuer}/common/oauth2/authorize";
}
