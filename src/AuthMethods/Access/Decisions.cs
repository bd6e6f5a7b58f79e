using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Access;

/// <summary>Retraces, for the people who ask, how <see cref="AccessRules"/> decides on a call. It decides nothing itself.</summary>
internal sealed class Decisions(AccessRules access, RoleMatrix matrix)
{
    /// <summary>The checks of a call in their order, up to the first that refuses it.</summary>
    /// <param name="permission">The permission of the action.</param>
    /// <param name="selfService">How the action changes the caller's own methods.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="target">The user that the call acts on; null if it is for the whole directory.</param>
    /// <param name="over">The roles that the caller holds over the target; null if only those in the whole tenant count.</param>
    public Decision Of(string permission, SelfService selfService, Caller caller, UserAccount? target, DirectoryRoles? over = null)
    {
        var row = matrix.Of(permission);
        var isSelf = target is not null && caller.Is(target);
        var checks = new List<DecisionCheck>();
        var refusal = Add("permission", access.CheckToken(permission, caller), () => PermissionText(row, caller, isSelf))
            ?? Add("role", access.CheckBeforeTarget(permission, caller, isSelf, mayBeInUnit: over is not null), () => RoleText(row, caller, isSelf))
            ?? Add("selfService", SelfServiceOf(), () => "The own account may be changed this way.", isMade: isSelf && selfService != SelfService.None)
            ?? (target is null ? null : CheckTarget(target.AllRoles));
        return new(checks, refusal);

        Refusal? SelfServiceOf() => selfService == SelfService.None ? null : access.SelfService(caller, isSelf, selfService == SelfService.Write);

        Refusal? CheckTarget(DirectoryRoles roles) =>
            Add("tenant", !isSelf && caller.ReadsOnlyThemselves ? Refusal.Restricted : null, () => "The tenant restricts nothing here.")
            ?? Add("target", access.CheckTarget(permission, caller, isSelf, roles, over), () => TargetText(row, caller, isSelf, roles));

        Refusal? Add(string name, Refusal? refused, Func<string> passed, bool isMade = true)
        {
            if (isMade) checks.Add(new(name, refused is null, refused?.Text ?? passed()));
            return refused;
        }
    }

    /// <summary>The permissions that suffice with a user's token, the least first.</summary>
    public Scopes DelegatedFor(string permission, bool isSelf)
    {
        var row = matrix.Of(permission);
        return isSelf && row.OwnAccount.Least is not null ? row.OwnAccount : row.Others;
    }

    /// <summary>The permissions that suffice with an application's own token, the least first.</summary>
    public Scopes ApplicationFor(string permission) => matrix.Of(permission).Application;

    /// <summary>The roles that may do it to a user with these roles, those with the smallest reach first.</summary>
    public IReadOnlyList<DirectoryRole> RolesFor(string permission, DirectoryRoles target) =>
    [
        .. RolesOf(matrix.Of(permission).Roles).Where(role => MayReach(permission, role, target))
            .OrderBy(role => RolesOf(~DirectoryRoles.None).Count(other => RoleMatrix.CanReach(role.Flag, other.Flag)))
            .ThenBy(role => role.Name, StringComparer.Ordinal),
    ];

    /// <summary>Whether a role is enough to do it to a user with these roles, if the permissions are there.</summary>
    public bool MayReach(string permission, DirectoryRole role, DirectoryRoles target)
    {
        var row = matrix.Of(permission);
        return row.Roles == DirectoryRoles.None
            || ((row.Roles & role.Flag) != DirectoryRoles.None && (row.OnAdministrators == Reach.Everyone || RoleMatrix.CanReach(role.Flag, target)));
    }

    /// <summary>The roles that rules name.</summary>
    public static IEnumerable<DirectoryRole> RolesOf(DirectoryRoles flags) =>
        DirectoryRole.All.Where(role => role.Flag != DirectoryRoles.Other && (flags & role.Flag) != DirectoryRoles.None);

    /// <summary>The least of the token's permissions that a call needs; null if it has none.</summary>
    public string? LetInBy(string permission, Caller caller, bool isSelf) => Held(matrix.Of(permission), caller, isSelf);

    private static string? Held(PermissionRow row, Caller caller, bool isSelf)
    {
        var accepted = caller.IsAppOnly ? row.Application
            : isSelf && row.OwnAccount.Intersects(caller.Token.Permissions) ? row.OwnAccount
            : row.Others;
        return accepted.Names.FirstOrDefault(name => GraphPermissions.Set([name]).Intersects(caller.Token.Permissions));
    }

    private static string PermissionText(PermissionRow row, Caller caller, bool isSelf) =>
        Held(row, caller, isSelf) is { } held ? $"The token has {held}." : "The token has a permission for the own account.";

    private static string RoleText(PermissionRow row, Caller caller, bool isSelf)
    {
        if (caller.IsAppOnly) return "An application needs no directory role for this.";
        if (isSelf && row.OwnAccount.Intersects(caller.Token.Permissions)) return "The own account needs no directory role.";
        return row.Roles == DirectoryRoles.None
            ? "This needs no directory role."
            : $"The caller is {string.Join(", ", DirectoryRole.NamesOf((caller.Roles | caller.ScopedRoles) & row.Roles))}.";
    }

    private static string TargetText(PermissionRow row, Caller caller, bool isSelf, DirectoryRoles target) =>
        isSelf && row.OwnAccount.Intersects(caller.Token.Permissions) ? "It is the own account."
        : target == DirectoryRoles.None ? "The target holds no directory role."
        : row.Roles == DirectoryRoles.None || row.OnAdministrators == Reach.Everyone ? "This reaches administrators too."
        : $"The target holds {string.Join(", ", DirectoryRole.NamesOf(target))}, within reach.";
}

/// <param name="Checks">In the order in which they were made.</param>
/// <param name="Refusal">Why the call is refused; null if it is allowed.</param>
internal sealed record Decision(IReadOnlyList<DecisionCheck> Checks, Refusal? Refusal);

/// <summary>One of the checks of a call.</summary>
/// <param name="Name">
/// What was checked: <c>permission</c>, <c>role</c>, <c>selfService</c>, <c>tenant</c>, <c>target</c>, or <c>other</c> for what only the action checks.
/// </param>
/// <param name="IsPassed">Whether the call went on.</param>
/// <param name="Text">Why.</param>
[GraphType("decisionCheck")]
public sealed record DecisionCheck(string Name, bool IsPassed, string Text);
