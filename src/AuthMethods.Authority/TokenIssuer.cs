using System.Globalization;
using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>Issues tokens with the same claims as Entra's.</summary>
internal sealed class TokenIssuer(SigningKey key, IOptions<AuthorityOptions> options, TimeProvider time)
{
    private const string Graph = "https://graph.microsoft.com";
    private const string MfaTime = "mfa_time";
    private const string MfaSessionsEnded = "mfa_sessions_ended";
    private const string RefreshAudience = "urn:authmethods:refresh";

    private static readonly string[] PasswordOnly = ["pwd"];
    private static readonly string[] WithMfa = ["pwd", "mfa"];
    private static readonly string[] WithRecentMfa = ["pwd", "mfa", "ngcmfa"];
    private static readonly string[] MultiFactor = ["mfa", "ngcmfa"];

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>Seconds until an access token issued now expires.</summary>
    public int ExpiresIn => (int)options.Value.AccessTokenLifetime.TotalSeconds;

    /// <summary>The same for a token that expires with the user's sign-in.</summary>
    internal int ExpiresInOf(MultiFactorSignIn? multiFactor) =>
        multiFactor is null ? ExpiresIn : (int)Lifetime(options.Value.AccessTokenLifetime, time.NowInSeconds(), multiFactor).TotalSeconds;

    /// <summary>An access token for an application itself.</summary>
    public string ForApplication(
        string origin, ServicePrincipalRow application, IReadOnlyCollection<string> permissions, string? audience = null, bool isCaeCapable = false,
        TokenVersion version = TokenVersion.V2) =>
        Access(origin, application.TenantId, application, application.Id, time.NowInSeconds(), audience, isCaeCapable, version, claims =>
        {
            claims["idtyp"] = "app";
            claims["roles"] = permissions;
        });

    /// <summary>An access token for an application on behalf of a user. Its issue time is never before the start of valid sessions.</summary>
    public string ForUser(
        string origin, ServicePrincipalRow application, UserRow user, IReadOnlyCollection<string> scopes, bool hasMfa = false,
        string? audience = null, bool isCaeCapable = false, DateTimeOffset? authenticatedAt = null, MultiFactorSignIn? multiFactor = null,
        TokenVersion version = TokenVersion.V2) =>
        Access(origin, user.TenantId, application, user.Id, IssuedAt(user), audience, isCaeCapable, version, claims =>
        {
            claims["idtyp"] = "user";
            claims["scp"] = string.Join(' ', scopes);
            claims["upn"] = user.UserPrincipalName;
            claims[NameClaim(version)] = user.UserPrincipalName;
            claims["name"] = user.DisplayName ?? user.UserPrincipalName;
            claims["amr"] = multiFactor is not null ? MultiFactor
                : !hasMfa ? PasswordOnly
                : IsRecent(authenticatedAt ?? IssuedAt(user)) ? WithRecentMfa
                : WithMfa;
            claims["acr"] = "1";
            claims[AccessToken.SessionsEndedClaim] = user.SessionsEnded;
            if (multiFactor is not null) claims[AccessToken.MethodClaim] = multiFactor.MethodId;
            claims["auth_time"] = (multiFactor?.At ?? authenticatedAt ?? IssuedAt(user)).ToUnixTimeSeconds();
            claims["wids"] = DirectoryRole.All.Where(r => r.Flag != DirectoryRoles.Other && user.Roles.HasFlag(r.Flag))
                .Select(r => r.TemplateId.ToString()).ToArray();
        }, multiFactor);

    public string IdToken(string origin, ServicePrincipalRow application, UserRow user, string? nonce = null, TokenVersion version = TokenVersion.V2)
    {
        var claims = new Dictionary<string, object>
        {
            ["oid"] = user.Id.ToString(),
            ["sub"] = user.Id.ToString(),
            ["tid"] = user.TenantId.ToString(),
            ["ver"] = Text(version),
            [NameClaim(version)] = user.UserPrincipalName,
            ["name"] = user.DisplayName ?? user.UserPrincipalName,
        };
        if (nonce is not null) claims["nonce"] = nonce;
        return Sign(origin, user.TenantId, application.AppId.ToString(), IssuedAt(user), options.Value.AccessTokenLifetime, claims, version);
    }

    /// <param name="origin">The address of this server.</param>
    /// <param name="application">The client.</param>
    /// <param name="user">The user.</param>
    /// <param name="scopes">The scopes that are requested again if the client names none.</param>
    /// <param name="mfaAt">When the user did the multi-factor authentication that the client remembers.</param>
    /// <param name="multiFactor">The sign-in it comes from; it expires no later.</param>
    public string RefreshToken(
        string origin, ServicePrincipalRow application, UserRow user, IReadOnlyCollection<string> scopes,
        DateTimeOffset? mfaAt = null, MultiFactorSignIn? multiFactor = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["oid"] = user.Id.ToString(),
            ["tid"] = user.TenantId.ToString(),
            ["azp"] = application.AppId.ToString(),
            ["scp"] = string.Join(' ', scopes),
            [AccessToken.SessionsEndedClaim] = user.SessionsEnded,
        };
        if (mfaAt is { } at) (claims[MfaTime], claims[MfaSessionsEnded]) = (at.ToUnixTimeSeconds(), user.MfaSessionsEnded);
        if (multiFactor is not null) claims["pass"] = $"{multiFactor.At.ToUnixTimeSeconds()} {multiFactor.Ends.ToUnixTimeSeconds()} {multiFactor.MethodId}";
        return Sign(origin, user.TenantId, RefreshAudience, IssuedAt(user), Lifetime(options.Value.RefreshTokenLifetime, IssuedAt(user), multiFactor), claims);
    }

    /// <summary>The time to record for multi-factor authentication done now, at the earliest when remembered MFA is valid again.</summary>
    public DateTimeOffset MfaNow(UserRow user) => user.MfaSessionsValidFromDateTime is { } from && from > time.NowInSeconds() ? from : time.NowInSeconds();

    /// <summary>Whether multi-factor authentication at this time is recent enough to change one's own methods.</summary>
    public bool IsRecent(DateTimeOffset mfaAt) => time.GetUtcNow() - mfaAt <= AccessToken.RecentMfa;

    /// <summary>Parses a refresh token; null if this server didn't issue it.</summary>
    internal async Task<RefreshGrant?> ReadRefreshTokenAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAudience = RefreshAudience,
            ValidateIssuer = false,
            IssuerSigningKey = key.Security,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            LifetimeValidator = (_, _, _, _) => true,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt) return null;
        return new(
            Guid.Parse(jwt.GetPayloadValue<string>("tid")), Guid.Parse(jwt.GetPayloadValue<string>("oid")), Guid.Parse(jwt.GetPayloadValue<string>("azp")),
            jwt.GetPayloadValue<string>("scp").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new DateTimeOffset(DateTime.SpecifyKind(jwt.IssuedAt, DateTimeKind.Utc)), jwt.ValidTo <= time.GetUtcNow().UtcDateTime,
            jwt.TryGetPayloadValue<long>(MfaTime, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null, MultiFactorOf(jwt))
        {
            SessionsEnded = jwt.TryGetPayloadValue<int>(AccessToken.SessionsEndedClaim, out var ended) ? ended : null,
            MfaSessionsEnded = jwt.TryGetPayloadValue<int>(MfaSessionsEnded, out var mfaEnded) ? mfaEnded : null,
        };
    }

    private static MultiFactorSignIn? MultiFactorOf(JsonWebToken jwt)
    {
        if (!jwt.TryGetPayloadValue<string>("pass", out var text)) return null;
        // A token of an earlier version names no method, so its session has ended.
        var parts = text.Split(' ');
        return new(At(parts[0]), At(parts[1]), parts.Length > 2 ? parts[2] : "");

        static DateTimeOffset At(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
    }

    // A token is valid for at least a second, because its times are in seconds.
    private static TimeSpan Lifetime(TimeSpan usual, DateTimeOffset from, MultiFactorSignIn? multiFactor)
    {
        if (multiFactor is null || multiFactor.Ends - from >= usual) return usual;
        var left = multiFactor.Ends - from;
        return left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
    }

    private DateTimeOffset IssuedAt(UserRow user)
    {
        var now = time.NowInSeconds();
        return user.SignInSessionsValidFromDateTime > now ? user.SignInSessionsValidFromDateTime : now;
    }

    private string Access(
        string origin, Guid tenant, ServicePrincipalRow application, Guid subject, DateTimeOffset at, string? audience, bool isCaeCapable,
        TokenVersion version, Action<Dictionary<string, object>> add, MultiFactorSignIn? multiFactor = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["tid"] = tenant.ToString(),
            ["oid"] = subject.ToString(),
            ["sub"] = subject.ToString(),
            ["appid"] = application.AppId.ToString(),
            ["app_displayname"] = application.DisplayName,
            ["ver"] = Text(version),
            ["uti"] = Guid.NewGuid().ToString("N"),
        };
        if (version == TokenVersion.V2) claims["azp"] = application.AppId.ToString();
        if (isCaeCapable) claims["xms_cc"] = new[] { "CP1" };
        add(claims);
        return Sign(origin, tenant, audience ?? Graph, at, Lifetime(options.Value.AccessTokenLifetime, at, multiFactor), claims, version);
    }

    private static string Text(TokenVersion version) => version == TokenVersion.V2 ? "2.0" : "1.0";

    private static string NameClaim(TokenVersion version) => version == TokenVersion.V2 ? "preferred_username" : "unique_name";

    /// <summary>The issuer of a tenant's tokens. That of version 1 has no version in its path, as Entra's <c>https://sts.windows.net/{tenant}/</c>.</summary>
    internal static string IssuerOf(string origin, string tenant, TokenVersion version) =>
        version == TokenVersion.V2 ? $"{origin}/{tenant}/v2.0" : $"{origin}/{tenant}/";

    private string Sign(
        string origin, Guid tenant, string audience, DateTimeOffset at, TimeSpan lifetime, Dictionary<string, object> claims,
        TokenVersion version = TokenVersion.V2) =>
        _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = IssuerOf(origin, tenant.ToString(), version),
            Audience = audience,
            IssuedAt = at.UtcDateTime,
            NotBefore = at.UtcDateTime,
            Expires = (at + lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = key.Credentials,
        });
}

/// <summary>The version of Entra's endpoints that a token was requested from, which determines its claims.</summary>
internal enum TokenVersion
{
    V1,
    V2,
}

/// <summary>The content of a refresh token.</summary>
internal sealed record RefreshGrant(
    Guid TenantId, Guid UserId, Guid ApplicationId, string[] Scopes, DateTimeOffset IssuedAt, bool IsExpired,
    DateTimeOffset? MfaAt, MultiFactorSignIn? MultiFactor)
{
    // Null in tokens issued before sessions were counted; then the issue time decides.
    public int? SessionsEnded { get; init; }
    public int? MfaSessionsEnded { get; init; }

    public bool IsRevoked(UserRow user) => SessionsEnded is { } ended ? ended != user.SessionsEnded : IssuedAt < user.SignInSessionsValidFromDateTime;

    /// <summary>The time of multi-factor authentication that is still remembered; null for none.</summary>
    public DateTimeOffset? RememberedMfa(UserRow user) =>
        MfaSessionsEnded is { } ended
            ? ended == user.MfaSessionsEnded ? MfaAt : null
            : MfaAt >= (user.MfaSessionsValidFromDateTime ?? DateTimeOffset.MinValue) ? MfaAt : null;
}
