using System.Security.Claims;
using AuthMethods.Storage;

namespace AuthMethods.Access.Tokens;

/// <summary>What a validated access token says. It does not change, so it is remembered as long as the token is valid.</summary>
internal sealed class AccessToken
{
    /// <summary>How long multi-factor authentication is recent.</summary>
    internal static readonly TimeSpan RecentMfa = TimeSpan.FromMinutes(10);

    /// <summary>The claim of this server's own tokens that says how often the user's sessions had been ended.</summary>
    internal const string SessionsEndedClaim = "sessions_ended";

    private readonly bool _canBeRecent;

    private AccessToken(ClaimsIdentity claims, bool isBuiltIn)
    {
        TenantId = Guid.Parse(claims.FindFirst("tid")!.Value);
        ObjectId = Guid.Parse(claims.FindFirst("oid")!.Value);
        AppId = Guid.TryParse((claims.FindFirst("azp") ?? claims.FindFirst("appid"))?.Value, out var app) ? app : null;
        AppDisplayName = claims.FindFirst("app_displayname")?.Value;
        IsAppOnly = IsOfApplication(claims);
        IsBuiltIn = isBuiltIn;
        Permissions = GraphPermissions.Set(IsAppOnly
            ? claims.FindAll("roles").Select(c => c.Value)
            : claims.FindFirst("scp")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Roles = IsAppOnly || isBuiltIn
            ? DirectoryRoles.None
            : claims.FindAll("wids").Aggregate(DirectoryRoles.None, (roles, wid) => roles | RoleOf(wid.Value));
        IssuedAt = Instant(claims, "iat") ?? DateTimeOffset.UnixEpoch;
        var authenticatedAt = Instant(claims, "auth_time");
        AuthenticatedAt = authenticatedAt ?? IssuedAt;
        SessionsEnded = isBuiltIn && int.TryParse(claims.FindFirst(SessionsEndedClaim)?.Value, out var ended) ? ended : null;
        HasMfa = claims.FindAll("amr").Any(c => c.Value is "mfa" or "ngcmfa");
        // A token that was refreshed in silence is new, and what it says of mfa may be weeks old; ngcmfa says that it was done for this token.
        _canBeRecent = authenticatedAt is null ? claims.FindAll("amr").Any(c => c.Value == "ngcmfa") : HasMfa;
    }

    public Guid TenantId { get; }

    /// <summary>The user, or the service principal.</summary>
    public Guid ObjectId { get; }

    public Guid? AppId { get; }

    /// <summary>What the issuer calls the application, if it says so.</summary>
    public string? AppDisplayName { get; }

    public bool IsAppOnly { get; }

    /// <summary>The built-in authority issued it, so that its user is certainly one of this directory.</summary>
    public bool IsBuiltIn { get; }

    public UInt128 Permissions { get; }

    /// <summary>The roles in <c>wids</c>, for an issuer that assigns roles itself. Role assignments here are added on each call.</summary>
    public DirectoryRoles Roles { get; }

    public DateTimeOffset IssuedAt { get; }

    /// <summary>How often the user's sessions had been ended when it was issued; null for a token of another issuer, which doesn't know.</summary>
    public int? SessionsEnded { get; }

    public DateTimeOffset AuthenticatedAt { get; }

    /// <summary>The tenant was found to be there. Nothing takes one away while the server runs, so it is asked for once.</summary>
    internal bool IsTenantKnown { get; set; }

    public bool HasMfa { get; }

    public bool HadRecentMfa(DateTimeOffset now) => _canBeRecent && now - AuthenticatedAt <= RecentMfa;

    /// <summary>Null when a claim is missing that a token for Graph always has.</summary>
    internal static AccessToken? From(ClaimsIdentity claims, bool isBuiltIn) =>
        Guid.TryParse(claims.FindFirst("tid")?.Value, out _)
        && Guid.TryParse(claims.FindFirst("oid")?.Value, out _)
        && (IsOfApplication(claims) || claims.FindFirst("scp") is not null)
            ? new(claims, isBuiltIn)
            : null;

    // Entra writes idtyp only on request; without it, an application is its own subject. A user's id token is neither this nor has scp.
    private static bool IsOfApplication(ClaimsIdentity claims) => claims.FindFirst("idtyp")?.Value is { } type
        ? type == "app"
        : claims.FindFirst("scp") is null && claims.FindFirst("sub") is { } subject && subject.Value == claims.FindFirst("oid")?.Value;

    // The template id of "user" in wids is on every member's token and is no role.
    private static DirectoryRoles RoleOf(string wid) =>
        !Guid.TryParse(wid, out var id) || id == DefaultUserRole ? DirectoryRoles.None : DirectoryRole.FlagOf(id);

    private static readonly Guid DefaultUserRole = new("b79fbf4d-3ef9-4689-8143-76b194e85509");

    private static DateTimeOffset? Instant(ClaimsIdentity claims, string name) =>
        long.TryParse(claims.FindFirst(name)?.Value, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
