using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.Extensions.Options;

namespace AuthMethods.Access;

/// <summary>Applies <see cref="RoleMatrix"/>. Each method returns null if the call is allowed.</summary>
internal sealed class AccessRules(RoleMatrix matrix, IOptions<PolicyOptions> options, TimeProvider time)
{
    // Does not reach applications that the caller doesn't own.
    private const string OwnedOnly = "Application.ReadWrite.OwnedBy";

    private static readonly PermissionSet OwnedOnlySet = GraphPermissions.Set([OwnedOnly]);

    private readonly PolicyOptions _options = options.Value;

    /// <summary>Checks the token alone: whether it could be allowed on any user.</summary>
    public Refusal? CheckToken(string permission, Caller caller)
    {
        var row = matrix.Of(permission);
        var permissions = caller.Token.Permissions;
        if (!caller.IsAppOnly)
        {
            return row.OwnAccount.Intersects(permissions) || row.Others.Intersects(permissions)
                ? null
                : Refusals.PermissionMissing(row.OwnAccount.Least is null ? row.Others : row.OwnAccount);
        }

        if (row.Application.Least is null) return Refusal.AppOnly;
        return row.Application.Intersects(permissions) ? null : Refusals.PermissionMissing(row.Application);
    }

    /// <summary>Checks what is possible before the target is loaded, so that a caller without permission can't find out which users exist.</summary>
    /// <param name="permission">The row of the matrix.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="isSelf">The target is the caller's own account.</param>
    /// <param name="mayBeInUnit">Roles that the caller holds only in administrative units count, because <see cref="CheckTarget"/> follows.</param>
    public Refusal? CheckBeforeTarget(string permission, Caller caller, bool isSelf, bool mayBeInUnit = false)
    {
        if (caller.IsAppOnly) return CheckToken(permission, caller);
        var row = matrix.Of(permission);
        return CheckUser(row, caller, isSelf, mayBeInUnit)
            ?? (caller.IsGuestWithoutRole && !(isSelf && row.IsOpenToGuests) ? Refusal.Guest : null);
    }

    private Refusal? CheckUser(PermissionRow row, Caller caller, bool isSelf, bool mayBeInUnit)
    {
        if (isSelf)
        {
            if (row.IsRefusedOnOwnAccount) return Refusal.OwnAccount;
            if (row.OwnAccount.Intersects(caller.Token.Permissions)) return null;
        }

        if (!row.Others.Intersects(caller.Token.Permissions))
        {
            if (row.Others.Least is null) return Refusal.OnlyOwnAccount;
            return isSelf
                ? Refusals.PermissionMissing(row.TreatsOwnAccountLikeOthers ? row.Others : row.OwnAccount)
                : Refusals.OthersPermissionMissing(row.Others);
        }

        var held = mayBeInUnit ? caller.Roles | caller.ScopedRoles : caller.Roles;
        if (row.Roles != DirectoryRoles.None && (held & row.Roles) == 0) return Refusals.RoleMissing(row.Roles);
        return row.Roles == DirectoryRoles.None ? null : CheckMfa(caller);
    }

    /// <summary>
    /// Checks, on a role-assignable group, what changing it needs in addition to the permission of the action. An owner needs no role, but
    /// passes the same multi-factor rule as an administrator, because members of the group get its roles.
    /// </summary>
    public Refusal? CheckRoleAssignableGroup(Caller caller, bool isOwner) =>
        CheckBeforeTarget(Permission.RoleAssignableGroupWrite, caller, isOwner) ?? (caller.IsAppOnly ? null : CheckMfa(caller));

    /// <summary>Checks whether an administrator has done the multi-factor authentication that is asked of them.</summary>
    private Refusal? CheckMfa(Caller caller) =>
        caller.Token.HasMfa ? null
        : _options.RequireMfaForAdministrators == true ? Refusal.MfaMissing
        : caller.Restrictions.HasFlag(DirectoryRestrictions.AdministratorsNeedMfa) ? Refusal.SecurityDefaults
        : null;

    /// <summary>
    /// Whether a role that the caller holds only in administrative units could allow more than those in the whole tenant, so that the
    /// roles over the target must be looked up.
    /// </summary>
    public bool DependsOnUnits(string permission, Caller caller) =>
        caller.ScopedRoles != DirectoryRoles.None && (caller.ScopedRoles & ~caller.Roles & matrix.Of(permission).Roles) != DirectoryRoles.None;

    /// <summary>
    /// Whether an application must hold a role over the target: the action is sensitive, or a PATCH that can be, and the target is an
    /// administrator. Its token does not contain its roles, so they must be looked up.
    /// </summary>
    public static bool DependsOnRoleOfApplication(string permission, Caller caller, DirectoryRoles target) => caller.IsAppOnly
        && target != DirectoryRoles.None && (permission == Permission.UserUpdate || RoleMatrix.SensitiveActions.Contains(permission));

    /// <summary>Checks whether the caller's roles may act on a target with these roles. Called after <see cref="CheckBeforeTarget"/>.</summary>
    /// <param name="permission">The row of the matrix.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="isSelf">The target is the caller's own account.</param>
    /// <param name="target">All roles of the target.</param>
    /// <param name="over">The roles that the caller holds over the target; null if only those in the whole tenant count.</param>
    public Refusal? CheckTarget(string permission, Caller caller, bool isSelf, DirectoryRoles target, DirectoryRoles? over = null)
    {
        var row = matrix.Of(permission);
        if (row.Roles == DirectoryRoles.None) return null;
        if (caller.IsAppOnly)
        {
            return target == DirectoryRoles.None || !RoleMatrix.SensitiveActions.Contains(permission) ? null
                : RoleMatrix.CanReach((over ?? caller.Roles) & row.Roles, target) ? null
                : Refusals.TargetAboveApplication(target);
        }

        if (isSelf && row.OwnAccount.Intersects(caller.Token.Permissions)) return null;
        var held = (over ?? caller.Roles) & row.Roles;
        if (held == DirectoryRoles.None) return Refusals.TargetOutsideUnits(caller.ScopedRoles & row.Roles);
        return row.OnAdministrators == Reach.Everyone || RoleMatrix.CanReach(held, target) ? null : Refusals.TargetAboveCaller(held, target);
    }

    /// <summary>All three checks at once, for a permission that depends on the request's body.</summary>
    /// <inheritdoc cref="CheckTarget"/>
    public Refusal? Check(string permission, Caller caller, bool isSelf, DirectoryRoles target, DirectoryRoles? over = null)
    {
        caller.Demand(permission);
        return CheckToken(permission, caller)
            ?? CheckBeforeTarget(permission, caller, isSelf, mayBeInUnit: over is not null)
            ?? CheckTarget(permission, caller, isSelf, target, over);
    }

    /// <summary>
    /// Checks the multi-factor rule of administrators for an owner who changes an application that holds permissions or roles of its own:
    /// the owner could sign in as it.
    /// </summary>
    public Refusal? CheckOwnerOfPrivileged(string permission, Caller caller) =>
        caller.IsAppOnly || permission == Permission.ApplicationRead ? null : CheckMfa(caller);

    /// <summary>
    /// Checks, on an application or service principal, the permission of the action's <see cref="RequiresAttribute"/>. A user who owns it
    /// needs no role; an application with no more than <c>OwnedBy</c> must own it, unless it only reads.
    /// </summary>
    public Refusal? CheckOwned(string permission, Caller caller, bool isOwner)
    {
        if (caller.IsGuestWithoutRole) return Refusal.Guest;
        if (!caller.IsAppOnly || isOwner || permission == Permission.ApplicationRead) return CheckBeforeTarget(permission, caller, isOwner);
        var accepted = matrix.Of(permission).Application;
        return accepted.Intersects(caller.Token.Permissions.Without(OwnedOnlySet))
            ? null
            : Refusals.PermissionMissing(new([.. accepted.Names.Where(name => name != OwnedOnly)]));
    }

    /// <summary>Checks whether a user may change their own methods now.</summary>
    public Refusal? SelfService(Caller caller, bool isSelf, bool addsOrUpdates)
    {
        if (!isSelf) return null;
        if (addsOrUpdates && !_options.SelfServiceWrites) return Refusal.SelfServiceOff;
        return _options.RequireRecentMfaForOwnMethods == true && !caller.Token.HadRecentMfa(time.GetUtcNow())
            ? Refusal.RecentMfaMissing
            : null;
    }

    /// <summary>Whether the caller sees other users' phone numbers masked, as a caller who is only an Authentication Administrator does.</summary>
    public static bool SeesMasked(Caller caller, bool isSelf, DirectoryRoles? over = null) =>
        !caller.IsAppOnly && !isSelf && ((over ?? caller.Roles) & RoleMatrix.SeePlainNumbers) == 0;
}
