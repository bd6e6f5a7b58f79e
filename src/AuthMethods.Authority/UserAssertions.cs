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

    /// <summary>What the assertion represents: the sign-in of its user, at the API that presents it. Throws unless it was issued for that API.</summary>
    public async Task<Grant> ReadAsync(TokenRequest request, Client client, bool isAuthenticated)
    {
        if (!isAuthenticated) throw AuthorityErrors.SecretMissing();
        if (request.Required("requested_token_use") != "on_behalf_of") throw AuthorityErrors.Malformed();
        var token = await tokens.ReadAsync(request.Required("assertion"))
            ?? throw AuthorityErrors.UserAssertionInvalid("Assertion failed signature validation.");
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
        var hasMultiFactor = methods.Contains("mfa");
        // The methods are in the order in which they were proved. Only one factor as the first can lose multi-factor authentication by revocation.
        var beganWithOneFactor = !hasMultiFactor || methods is ["pwd" or "otp" or "pin", ..];
        var method = Claim(token, AccessToken.MethodClaim);
        return new(at, GuidKey.TryParse(Claim(token, "sid"), out var session) ? session : Guid.Empty)
        {
            Methods = [.. methods.Except(["mfa", "ngcmfa"])],
            Modes = beganWithOneFactor ? ["password"] : [],
            Strengths = [.. token.Claims.Where(c => c.Type == "acrs").Select(c => c.Value)],
            MultiFactorAt = hasMultiFactor && !(beganWithOneFactor && user?.MfaSessionsValidFromDateTime > at) ? at : null,
            // No token outlives the access pass that it was issued for.
            Ends = method is null ? null : new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc)),
            MethodId = method,
        };
    }

    private static string? Claim(JsonWebToken token, string name) => token.Claims.FirstOrDefault(c => c.Type == name)?.Value;
}
