using System.Security.Claims;
using AuthMethods.Policy;

namespace AuthMethods.Tokens;

/// <summary>What a validated access token says. It does not change, so it is remembered as long as the token is valid.</summary>
public sealed class AccessToken
{
    private readonly bool _hasMfa;

    private AccessToken(ClaimsIdentity claims, bool isBuiltIn)
    {
        TenantId = Guid.Parse(claims.FindFirst("tid")!.Value);
        ObjectId = Guid.TryParse(claims.FindFirst("oid")?.Value, out var oid) ? oid : null;
        AppId = Guid.TryParse((claims.FindFirst("azp") ?? claims.FindFirst("appid"))?.Value, out var app) ? app : null;
        var scopes = claims.FindFirst("scp")?.Value;
        IsAppOnly = claims.FindFirst("idtyp")?.Value == "app" || scopes is null;
        IsBuiltIn = isBuiltIn;
        Permissions = GraphPermissions.Set(IsAppOnly
            ? claims.FindAll("roles").Select(c => c.Value)
            : scopes!.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Roles = IsAppOnly || isBuiltIn
            ? DirectoryRoles.None
            : claims.FindAll("wids").Aggregate(DirectoryRoles.None, (roles, wid) => roles | RoleOf(wid.Value));
        IssuedAt = Instant(claims, "iat") ?? DateTimeOffset.UnixEpoch;
        AuthenticatedAt = Instant(claims, "auth_time") ?? IssuedAt;
        _hasMfa = claims.FindAll("amr").Any(c => c.Value is "mfa" or "ngcmfa");
    }

    public Guid TenantId { get; }

    /// <summary>The user, or the service principal.</summary>
    public Guid? ObjectId { get; }

    public Guid? AppId { get; }

    public bool IsAppOnly { get; }

    /// <summary>The built-in authority issued it, so that its user is certainly one of this directory.</summary>
    public bool IsBuiltIn { get; }

    public UInt128 Permissions { get; }

    /// <summary>The roles in <c>wids</c>, for an issuer that assigns roles itself. Role assignments here are added on each call.</summary>
    public DirectoryRoles Roles { get; }

    public DateTimeOffset IssuedAt { get; }

    public DateTimeOffset AuthenticatedAt { get; }

    public bool HasMfa => _hasMfa;

    public bool HadMfaWithin(TimeSpan age, DateTimeOffset now) => _hasMfa && now - AuthenticatedAt <= age;

    /// <summary>Null when a claim is missing that a token for Graph always has.</summary>
    internal static AccessToken? From(ClaimsIdentity claims, bool isBuiltIn) =>
        Guid.TryParse(claims.FindFirst("tid")?.Value, out _)
        && (claims.FindFirst("scp") is null || Guid.TryParse(claims.FindFirst("oid")?.Value, out _))
            ? new(claims, isBuiltIn)
            : null;

    // The template id of "user" in wids is on every member's token and is no role.
    private static DirectoryRoles RoleOf(string wid) =>
        !Guid.TryParse(wid, out var id) || id == DefaultUserRole ? DirectoryRoles.None : DirectoryRole.FlagOf(id);

    private static readonly Guid DefaultUserRole = new("b79fbf4d-3ef9-4689-8143-76b194e85509");

    private static DateTimeOffset? Instant(ClaimsIdentity claims, string name) =>
        long.TryParse(claims.FindFirst(name)?.Value, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
