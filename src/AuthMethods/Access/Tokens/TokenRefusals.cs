using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>The 401 for each way in which a token can be wrong, with the reason that only the operator sees.</summary>
internal static class TokenRefusals
{
    /// <param name="failure">Why validation failed; null if the request has no token.</param>
    /// <param name="now">The current time.</param>
    public static GraphException Of(Exception? failure, DateTimeOffset now) => failure switch
    {
        null => GraphErrors.TokenMissing().Because(
            RefusalKind.TokenMissing,
            "the request has no bearer token; the Graph SDK for JavaScript sends tokens only over https and only to hosts in its customHosts"),
        SecurityTokenMalformedException => GraphErrors.TokenMalformed().Because(
            RefusalKind.TokenMalformed, "what was sent is not a JSON Web Token; a shell variable may be empty or wrongly quoted"),
        SecurityTokenInvalidLifetimeException { Expires: { } until } when until <= now.UtcDateTime => GraphErrors.TokenExpired().Because(
            RefusalKind.TokenLifetime, $"the token expired {Ago(now.UtcDateTime - until)} ago, at {until:O}; this server's time is {now.UtcDateTime:O}"),
        SecurityTokenInvalidLifetimeException { NotBefore: { } from } => GraphErrors.TokenExpired().Because(
            RefusalKind.TokenLifetime, $"the token is valid in {Ago(from - now.UtcDateTime)}, from {from:O}; this server's time is {now.UtcDateTime:O}"),
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => GraphErrors.TokenExpired().Because(
            RefusalKind.TokenLifetime, "the token does not say until when it is valid (exp)"),
        SecurityTokenInvalidAudienceException e => GraphErrors.TokenForOtherAudience().Because(
            RefusalKind.TokenAudience,
            $"the token is for '{Quoted(e.InvalidAudience)}'; accepted are https://graph.microsoft.com, {GraphTokenHandler.GraphAppId}, this server's address, "
            + "AzureAd:ClientId and AzureAd:Audience"),
        SecurityTokenInvalidIssuerException e => GraphErrors.TokenInvalid().Because(
            RefusalKind.TokenIssuer,
            $"the issuer '{Quoted(e.InvalidIssuer)}' is not that of the tenant in the token's tid; accepted are the tenant in AzureAd:TenantId and, where it is on, the built-in authority"),
        KeysUnavailableException e => GraphErrors.TokenInvalid().Because(
            RefusalKind.TokenKey, $"the keys of {e.Address} could not be downloaded: {Quoted(e.InnerException!.Message)}"),
        SecurityTokenSignatureKeyNotFoundException => GraphErrors.TokenInvalid().Because(
            RefusalKind.TokenKey, "no known key signed the token; was the data directory deleted, or does another authority issue it?"),
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => GraphErrors.TokenInvalid().Because(
            RefusalKind.TokenSignature, "the token's signature is missing or wrong"),
        _ => GraphErrors.TokenInvalid().Because(
            RefusalKind.TokenMalformed, "the token is not an access token for Microsoft Graph: type, tid, oid or scp is missing or wrong, or it is longer than 16 KB"),
    };

    public static GraphException TenantUnknown(AccessToken token) => GraphErrors.TokenInvalid().Because(
        RefusalKind.TenantUnknown, $"the database has no tenant {token.TenantId}; the command 'tenant' creates one");

    public static GraphException UserUnknown(AccessToken token) => GraphErrors.TokenInvalid().Because(
        RefusalKind.UserUnknown, $"the tenant {token.TenantId} has no user {token.ObjectId}, or the user is deleted");

    public static GraphException AccountDisabled(UserAccount account) =>
        GraphErrors.AccountDisabled().Because(RefusalKind.AccountDisabled, $"the account {account.Id} is disabled");

    public static GraphException SessionEnded(AccessToken token, UserAccount account)
    {
        var since = account.SignInSessionsValidFromDateTime;
        return GraphErrors.SessionRevoked(since).Because(
            RefusalKind.SessionEnded, $"the user's sessions were revoked at {since:O}, and the token was issued at {token.IssuedAt:O}");
    }

    public static GraphException MethodDeleted(UserAccount account) => GraphErrors.SessionRevoked(account.SignInSessionsValidFromDateTime).Because(
        RefusalKind.SessionEnded, "the method that the user signed in with was deleted");

    private static string Quoted(string? sent) => ReasonHeader.Printable(sent ?? "", 200);

    private static string Ago(TimeSpan time) => time.TotalSeconds < 120 ? $"{Math.Ceiling(time.TotalSeconds):0} s" : $"{time.TotalMinutes:0} min";
}

/// <summary>The authority's keys have never been downloaded, so no token can be checked.</summary>
internal sealed class KeysUnavailableException(string address, Exception inner) : SecurityTokenException("The keys are unavailable.", inner)
{
    public string Address { get; } = address;
}
