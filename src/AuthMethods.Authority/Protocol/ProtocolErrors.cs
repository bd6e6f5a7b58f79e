using AuthMethods.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AuthMethods.Authority.Protocol;

/// <summary>Entra's errors for those of OpenIddict, which are known by the number at the end of their <c>error_uri</c>.</summary>
internal static class ProtocolErrors
{
    /// <param name="grantType">The kind of grant that the client asked with.</param>
    /// <param name="uri">OpenIddict's <c>error_uri</c>.</param>
    /// <param name="found">The code or refresh token that was found.</param>
    public static AuthorityException Of(string grantType, string? uri, GrantRow? found)
    {
        var id = uri?[(uri.LastIndexOf('/') + 1)..];
        return (grantType, id) switch
        {
            // Not found, redeemed already, or expired or revoked.
            (GrantTypes.AuthorizationCode, "ID2001" or "ID2010" or "ID2016") => AuthorityErrors.CodeInvalid(),
            (GrantTypes.AuthorizationCode, "ID2069") => AuthorityErrors.CodeForAnother(),
            (GrantTypes.AuthorizationCode, "ID2072") => AuthorityErrors.RedirectDiffers(),
            (GrantTypes.AuthorizationCode, "ID2052") => AuthorityErrors.VerifierDiffers(),
            (GrantTypes.DeviceCode, "ID2002" or "ID2011" or "ID2070") => AuthorityErrors.DeviceCodeUnknown(),
            (GrantTypes.DeviceCode, "ID2014") => AuthorityErrors.AuthorizationPending(),
            (GrantTypes.DeviceCode, "ID2015") => AuthorityErrors.AuthorizationDeclined(),
            (GrantTypes.DeviceCode, "ID2017") => AuthorityErrors.DeviceCodeExpired(),
            (GrantTypes.RefreshToken, "ID2003") => AuthorityErrors.RefreshMalformed(),
            (GrantTypes.RefreshToken, "ID2018") when found?.Status == Statuses.Revoked => AuthorityErrors.RefreshRevoked(),
            (GrantTypes.RefreshToken, "ID2018") => AuthorityErrors.RefreshExpired(),
            (GrantTypes.RefreshToken, "ID2071") => AuthorityErrors.RefreshForOtherClient(),
            _ => AuthorityErrors.Malformed(),
        };
    }
}
