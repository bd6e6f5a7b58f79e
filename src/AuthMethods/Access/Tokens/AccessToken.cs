using System.Diagnostics;
using System.Security.Claims;
using AuthMethods.Storage;

namespace AuthMethods.Access.Tokens;

/// <summary>The claims of a validated access token. They don't change, so they are cached as long as the token is valid.</summary>
internal sealed class AccessToken
{
    /// <summary>How long multi-factor authentication counts as recent.</summary>
    internal static readonly TimeSpan RecentMfa = TimeSpan.FromMinutes(10);

    /// <summary>A claim in this server's own tokens: how often the user's sessions had been revoked when the token was issued.</summary>
    internal const string SessionsEndedClaim = "sessions_ended";

    /// <summary>A claim in this server's own tokens: the method whose deletion ends the session.</summary>
    internal const string MethodClaim = "method_id";

    private readonly bool _canBeRecent;

    private AccessToken(ClaimsIdentity claims, bool isBuiltIn)
    {
        TenantId = Guid.Parse(claims.FindFirst("tid")!.Value);
        ObjectId = Guid.Parse(claims.FindFirst("oid")!.Value);
        AppId = GuidKey.TryParse((claims.FindFirst("azp") ?? claims.FindFirst("appid"))?.Value, out var app) ? app : null;
        AppDisplayName = claims.FindFirst("app_displayname")?.Value;
        IsAppOnly = IsOfApplication(claims);
        IsBuiltIn = isBuiltIn;
        Permissions = GraphPermissions.Set(IsAppOnly
            ? claims.FindAll("roles").Select(c => c.Value)
            : claims.FindFirst("scp")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Roles = isBuiltIn
            ? DirectoryRoles.None
            : claims.FindAll("wids").Aggregate(DirectoryRoles.None, (roles, wid) => roles | RoleOf(wid.Value));
        IssuedAt = Instant(claims, "iat") ?? DateTimeOffset.UnixEpoch;
        var authenticatedAt = Instant(claims, "auth_time");
        AuthenticatedAt = authenticatedAt ?? IssuedAt;
        SessionsEnded = isBuiltIn && int.TryParse(claims.FindFirst(SessionsEndedClaim)?.Value, out var ended) ? ended : null;
        MethodId = isBuiltIn ? claims.FindFirst(MethodClaim)?.Value : null;
        HasMfa = claims.FindAll("amr").Any(c => c.Value is "mfa" or "ngcmfa");
        // A silently refreshed token is new, but its mfa claim may be weeks old; ngcmfa means that MFA was done for this token.
        _canBeRecent = authenticatedAt is null ? claims.FindAll("amr").Any(c => c.Value == "ngcmfa") : HasMfa;
    }

    public Guid TenantId { get; }

    /// <summary>The user, or the service principal.</summary>
    public Guid ObjectId { get; }

    public Guid? AppId { get; }

    /// <summary>The issuer's name for the application, if the token contains it.</summary>
    public string? AppDisplayName { get; }

    public bool IsAppOnly { get; }

    /// <summary>Issued by the built-in authority, so its user must exist in this directory.</summary>
    public bool IsBuiltIn { get; }

    public PermissionSet Permissions { get; }

    /// <summary>The roles in <c>wids</c>, for an issuer that assigns roles itself. Each call adds the roles assigned in this directory.</summary>
    public DirectoryRoles Roles { get; }

    public DateTimeOffset IssuedAt { get; }

    /// <summary>How often the user's sessions had been revoked when the token was issued; null for a token of another issuer.</summary>
    public int? SessionsEnded { get; }

    /// <summary>The user's method that the session ends with, such as a Temporary Access Pass; null for most sessions.</summary>
    public string? MethodId { get; }

    public DateTimeOffset AuthenticatedAt { get; }

    private Found? _tenant;

    /// <summary>Whether the tenant was found in the database a moment ago.</summary>
    internal bool IsTenantKnown(RemovedTenants removed) =>
        _tenant is var (count, at) && count == removed.Count && Stopwatch.GetElapsedTime(at) < RemovedTenants.Lifetime;

    internal void NoteTenant(int removed) => _tenant = new(removed, Stopwatch.GetTimestamp());

    public bool HasMfa { get; }

    public bool HadRecentMfa(DateTimeOffset now) => _canBeRecent && now - AuthenticatedAt <= RecentMfa;

    /// <summary>Null if a claim that every token for Graph has is missing.</summary>
    internal static AccessToken? From(ClaimsIdentity claims, bool isBuiltIn) =>
        GuidKey.TryParse(claims.FindFirst("tid")?.Value, out _)
        && GuidKey.TryParse(claims.FindFirst("oid")?.Value, out _)
        && (IsOfApplication(claims) || claims.FindFirst("scp") is not null)
            ? new(claims, isBuiltIn)
            : null;

    // Entra adds idtyp only on request. Without it, a token whose subject is its oid is an application's; a user's id token has neither that nor scp.
    private static bool IsOfApplication(ClaimsIdentity claims) => claims.FindFirst("idtyp")?.Value is { } type
        ? type == "app"
        : claims.FindFirst("scp") is null && claims.FindFirst("sub") is { } subject && subject.Value == claims.FindFirst("oid")?.Value;

    // Every member's token has the template id of "user" in wids; it is not a role.
    private static DirectoryRoles RoleOf(string wid) =>
        !GuidKey.TryParse(wid, out var id) || id == DefaultUserRole ? DirectoryRoles.None : DirectoryRole.FlagOf(id);

    private static readonly Guid DefaultUserRole = new("b79fbf4d-3ef9-4689-8143-76b194e85509");

    private static DateTimeOffset? Instant(ClaimsIdentity claims, string name) =>
        long.TryParse(claims.FindFirst(name)?.Value, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private sealed record Found(int Removed, long At);
}
