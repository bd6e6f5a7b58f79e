using System.Globalization;
using AuthMethods.Access.Tokens;
using AuthMethods.Storage;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AuthMethods.Authority;

/// <summary>Reads the access token that an API presents to act on behalf of the user who called it.</summary>
internal sealed class UserAssertions(AuthorityStore store, IssuedTokens tokens)
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>The tenant that an assertion names, before anything of it is checked.</summary>
    public static Guid? TenantOf(string assertion)
    {
        try
        {
            return new JsonWebTokenHandler().CanReadToken(assertion) ? IssuedTokens.Tenant(new(assertion)) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What the assertion stands for: the sign-in of its user, at the API that presents it. Throws unless it was issued for that API.</summary>
    public async Task<Grant> ReadAsync(TokenRequest request, Client client, bool isAuthenticated)
    {
        if (!isAuthenticated) throw AuthorityErrors.SecretMissing();
        if (request.Required("requested_token_use") != "on_behalf_of") throw AuthorityErrors.Malformed();
        var token = await tokens.ReadAsync(request.Required("assertion"))
            ?? throw AuthorityErrors.UserAssertionInvalid("Assertion failed signature validation.");
        if (IssuedTokens.Tenant(token) != store.Tenant) throw AuthorityErrors.UserAssertionInvalid("The assertion was issued in another tenant.");
        if (tokens.HasExpired(token)) throw AuthorityErrors.UserAssertionExpired();
        if (IssuedTokens.Text(token, "scp") is null)
        {
            throw IssuedTokens.Text(token, "idtyp") is null
                ? AuthorityErrors.UserAssertionIsIdToken()
                : AuthorityErrors.UserAssertionInvalid("It is a token of an application.");
        }

        var audience = token.Audiences.FirstOrDefault() ?? "";
        var names = (client.Application?.IdentifierUris ?? []).Append(client.AppId.ToString());
        if (!names.Contains(audience, StringComparer.OrdinalIgnoreCase))
        {
            throw AuthorityErrors.UserAssertionForAnother(audience, client.AppId, client.Principal.DisplayName);
        }

        var user = IssuedTokens.User(token) is { } id ? await store.FindUserAsync(id) : null;
        return new Grant(store.Tenant, client.AppId, request.Scope ?? request.Required("scope"))
        {
            UserId = user?.Id ?? Guid.Empty,
            SessionsEnded = int.TryParse(Claim(token, AccessToken.SessionsEndedClaim), out var ended) ? ended : -1,
            MfaSessionsEnded = user?.MfaSessionsEnded ?? 0,
            Authentication = AuthenticationOf(token, user),
        };
    }

    private static Authentication AuthenticationOf(JsonWebToken token, UserRow? user)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(
            long.TryParse(Claim(token, "auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);
        var methods = token.Claims.Where(c => c.Type == "amr").Select(c => c.Value).ToArray();
        // Multi-factor authentication that was revoked since then does not count.
        var isRemembered = methods.Contains("mfa") && !(user?.MfaSessionsValidFromDateTime > at);
        var method = Claim(token, AccessToken.MethodClaim);
        return new(at, Guid.TryParse(Claim(token, "sid"), out var session) ? session : Guid.Empty)
        {
            Methods = [.. methods.Except(["mfa", "ngcmfa"])],
            // What the token does not say: whether the first proof was one factor, which multi-factor authentication may be missing from.
            Modes = methods.Contains("pwd") || !methods.Contains("mfa") ? ["password"] : [],
            Strengths = [.. token.Claims.Where(c => c.Type == "acrs").Select(c => c.Value)],
            MultiFactorAt = isRemembered ? at : null,
            // No token outlives the pass that it was had with.
            Ends = method is null ? null : new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc)),
            MethodId = method,
        };
    }

    private static string? Claim(JsonWebToken token, string name) => token.Claims.FirstOrDefault(c => c.Type == name)?.Value;
}
