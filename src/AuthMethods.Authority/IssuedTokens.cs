using AuthMethods.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>Reads tokens that this server issued and that clients send back: hints, which may have expired, and assertions, which may not.</summary>
internal sealed class IssuedTokens(SigningKeys keys, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The token; null if it is not one of this server's, or its key is no longer valid.</summary>
    public async Task<JsonWebToken?> ReadAsync(string token)
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
        return result.IsValid && result.SecurityToken is JsonWebToken jwt && Tenant(jwt) is not null ? jwt : null;
    }

    /// <summary>Whether a token has expired.</summary>
    public bool HasExpired(JsonWebToken token) => token.ValidTo <= time.NowOf(Tenant(token) ?? Guid.Empty).UtcDateTime;

    public static Guid? Tenant(JsonWebToken token) => Id(token, "tid");

    public static Guid? User(JsonWebToken token) => Id(token, "oid");

    /// <summary>The principal name of the user, in a token of either version.</summary>
    public static string? Name(JsonWebToken token) => Text(token, "preferred_username") ?? Text(token, "unique_name");

    public static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static Guid? Id(JsonWebToken token, string claim) => GuidKey.TryParse(Text(token, claim), out var id) ? id : null;
}
