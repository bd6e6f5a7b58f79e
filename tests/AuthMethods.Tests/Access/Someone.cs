using System.Security.Claims;
using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Features;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.Extensions.Options;

namespace AuthMethods.Tests.Access;

/// <summary>Callers without a server, and the access rules without the options that restrict them further.</summary>
internal static class Someone
{
    public static readonly RoleMatrix Matrix = new([.. AllMethodKinds.All.SelectMany(k => k.Permissions), .. AppPasswordPermissions.Rows]);

    private static readonly AccessRules Rules = new(
        Matrix,
        Options.Create(new PolicyOptions { RequireMfaForAdministrators = false, RequireRecentMfaForOwnMethods = false }), TimeProvider.System);

    public static Caller User(DirectoryRoles roles, IEnumerable<string> permissions) => Caller(
        new("scp", string.Join(' ', permissions)), new(
            Guid.NewGuid(), "someone@contoso.com", DisplayName: null, roles, DirectoryRoles.None, "Member", AccountEnabled: true, IsSynced: false,
            DeletedDateTime: null, DateTimeOffset.UnixEpoch, SessionsEnded: 0, Guid.Empty, DirectoryRestrictions.None));

    public static Caller Application(IEnumerable<string> permissions, string? role = null) => Caller(
        null, null,
        [
            new("idtyp", "app"), .. permissions.Select(p => new Claim("roles", p)),
            .. DirectoryRole.All.Where(r => r.Name == role).Select(r => new Claim("wids", r.TemplateId.ToString())),
        ]);

    /// <summary>Null when the caller is allowed.</summary>
    public static Refusal? Asks(this Caller caller, string permission, DirectoryRoles target, bool isSelf = false) =>
        Rules.Check(permission, caller, isSelf, target);

    /// <summary>Whether the token alone could be allowed on any user.</summary>
    public static bool AsksToken(Caller caller, string permission) => Rules.CheckToken(permission, caller) is null;

    public static bool AsksBeforeTarget(Caller caller, string permission, bool isSelf) =>
        AsksToken(caller, permission) && Rules.CheckBeforeTarget(permission, caller, isSelf) is null;

    /// <summary>The roles of these names, or of the two special targets of the matrix.</summary>
    public static DirectoryRoles Roles(string name) => name switch
    {
        "no role" => DirectoryRoles.None,
        "role-assignable group" => DirectoryRoles.InRoleAssignableGroup,
        _ => DirectoryRole.All.Single(r => r.Name == name).Flag,
    };

    private static Caller Caller(Claim? scope, UserAccount? account, params Claim[] claims)
    {
        var caller = new Caller();
        caller.SignIn(AccessToken.From(new ClaimsIdentity([
            new("tid", Guid.NewGuid().ToString()), new("oid", Guid.NewGuid().ToString()), .. scope is null ? claims : [scope]]), isBuiltIn: scope is not null)!, account);
        return caller;
    }
}
