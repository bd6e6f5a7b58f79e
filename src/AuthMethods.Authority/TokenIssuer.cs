using System.Security.Cryptography;
using System.Text;
using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Authority;

/// <summary>Issues tokens with the same claims as Entra's.</summary>
internal sealed class TokenIssuer(SigningKeys keys, IOptions<AuthorityOptions> options, TimeProvider time)
{
    private const string Graph = "https://graph.microsoft.com";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>Seconds until an access token issued now expires.</summary>
    public int ExpiresIn => (int)options.Value.AccessTokenLifetime.TotalSeconds;

    /// <summary>The same for a token that expires with the user's sign-in.</summary>
    internal int ExpiresInOf(Authentication authentication) =>
        (int)Lifetime(options.Value.AccessTokenLifetime, time.NowInSeconds(), authentication.Ends).TotalSeconds;

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
        string origin, ServicePrincipalRow application, UserRow user, IReadOnlyCollection<string> scopes, Authentication authentication,
        string? audience = null, bool isCaeCapable = false, TokenVersion version = TokenVersion.V2) =>
        Access(origin, user.TenantId, application, user.Id, IssuedAt(user), audience, isCaeCapable, version, claims =>
        {
            claims["idtyp"] = "user";
            claims["scp"] = string.Join(' ', scopes);
            claims["upn"] = user.UserPrincipalName;
            claims[NameClaim(version)] = user.UserPrincipalName;
            claims["name"] = user.DisplayName ?? user.UserPrincipalName;
            claims["amr"] = Methods(authentication);
            claims["acr"] = "1";
            claims["sid"] = authentication.SessionId.ToString();
            if (authentication.Strengths.Count > 0) claims["acrs"] = authentication.Strengths;
            claims[AccessToken.SessionsEndedClaim] = user.SessionsEnded;
            if (authentication.MethodId is { } method) claims[AccessToken.MethodClaim] = method;
            claims["auth_time"] = (authentication.MultiFactorAt ?? authentication.At).ToUnixTimeSeconds();
            claims["wids"] = DirectoryRole.All.Where(r => r.Flag != DirectoryRoles.Other && user.Roles.HasFlag(r.Flag))
                .Select(r => r.TemplateId.ToString()).ToArray();
        }, authentication.Ends);

    /// <param name="origin">The address of this server.</param>
    /// <param name="application">The client.</param>
    /// <param name="user">The user.</param>
    /// <param name="authentication">The sign-in.</param>
    /// <param name="nonce">The nonce that the client sent.</param>
    /// <param name="version">The version of the endpoint.</param>
    /// <param name="code">The code that the client gets together with it, which it then names.</param>
    public string IdToken(
        string origin, ServicePrincipalRow application, UserRow user, Authentication authentication, string? nonce = null,
        TokenVersion version = TokenVersion.V2, string? code = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["oid"] = user.Id.ToString(),
            ["sub"] = user.Id.ToString(),
            ["tid"] = user.TenantId.ToString(),
            ["ver"] = Text(version),
            [NameClaim(version)] = user.UserPrincipalName,
            ["name"] = user.DisplayName ?? user.UserPrincipalName,
            ["sid"] = authentication.SessionId.ToString(),
            ["auth_time"] = authentication.At.ToUnixTimeSeconds(),
        };
        if (nonce is not null) claims["nonce"] = nonce;
        if (code is not null) claims["c_hash"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(code))[..16]);
        return Sign(origin, user.TenantId, application.AppId.ToString(), IssuedAt(user), options.Value.AccessTokenLifetime, claims, version);
    }

    /// <summary>How long a refresh token of a sign-in lasts.</summary>
    public TimeSpan RefreshTokenLifetime(Authentication authentication) =>
        Lifetime(options.Value.RefreshTokenLifetime, time.NowInSeconds(), authentication.Ends);

    /// <summary>A password sign-in of the user now, with or without multi-factor authentication.</summary>
    public Authentication PasswordNow(UserRow user, bool hasMultiFactor = false) =>
        Authentication.WithPassword(IssuedAt(user), hasMultiFactor ? MfaNow(user) : null);

    /// <summary>The time to record for multi-factor authentication done now, at the earliest when remembered MFA is valid again.</summary>
    private DateTimeOffset MfaNow(UserRow user) => user.MfaSessionsValidFromDateTime is { } from && from > time.NowInSeconds() ? from : time.NowInSeconds();

    /// <summary>Whether multi-factor authentication at this time is recent enough to change one's own methods.</summary>
    public bool IsRecent(DateTimeOffset mfaAt) => time.GetUtcNow() - mfaAt <= AccessToken.RecentMfa;

    private List<string> Methods(Authentication authentication)
    {
        List<string> methods = [.. authentication.Methods];
        if (authentication.MultiFactorAt is not { } at) return methods;
        methods.Add("mfa");
        if (IsRecent(at)) methods.Add("ngcmfa");
        return methods;
    }

    // A token is valid for at least a second, because its times are in seconds.
    private static TimeSpan Lifetime(TimeSpan usual, DateTimeOffset from, DateTimeOffset? ends)
    {
        if (ends is null || ends - from >= usual) return usual;
        var left = ends.Value - from;
        return left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
    }

    private DateTimeOffset IssuedAt(UserRow user)
    {
        var now = time.NowInSeconds();
        return user.SignInSessionsValidFromDateTime > now ? user.SignInSessionsValidFromDateTime : now;
    }

    private string Access(
        string origin, Guid tenant, ServicePrincipalRow application, Guid subject, DateTimeOffset at, string? audience, bool isCaeCapable,
        TokenVersion version, Action<Dictionary<string, object>> add, DateTimeOffset? ends = null)
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
        return Sign(origin, tenant, audience ?? Graph, at, Lifetime(options.Value.AccessTokenLifetime, at, ends), claims, version);
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
            SigningCredentials = keys.Current.Credentials,
        });
}

/// <summary>The version of Entra's endpoints that a token was requested from, which determines its claims.</summary>
internal enum TokenVersion
{
    V1,
    V2,
}
