using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Access;

/// <summary>Refusals whose text contains permissions or roles.</summary>
internal static class Refusals
{
    public static Refusal PermissionMissing(Scopes accepted) =>
        new(RefusalKind.PermissionMissing, $"the token has no permission for this; the least that would do is {accepted.Least}") { Least = accepted.Least };

    public static Refusal OthersPermissionMissing(Scopes accepted) =>
        new(RefusalKind.PermissionMissing, $"the token's permissions reach only the caller's own account; the least that would do is {accepted.Least}") { Least = accepted.Least };

    public static Refusal RoleMissing(DirectoryRoles accepted) =>
        new(RefusalKind.RoleMissing, $"the caller holds none of the roles for this: {string.Join(", ", DirectoryRole.NamesOf(accepted))}");

    public static Refusal TargetOutsideUnits(DirectoryRoles scoped) => new(
        RefusalKind.TargetOutsideUnits,
        $"the caller holds {string.Join(", ", DirectoryRole.NamesOf(scoped))} only in administrative units that the target is not a member of");

    public static Refusal TargetAboveApplication(DirectoryRoles target) => new(
        RefusalKind.TargetAboveCaller,
        $"the target holds {string.Join(", ", DirectoryRole.NamesOf(target))}, and the application no directory role that may act on them; permissions alone do not suffice");

    public static Refusal TargetAboveCaller(DirectoryRoles caller, DirectoryRoles target) => new(
        RefusalKind.TargetAboveCaller,
        $"the target holds {string.Join(", ", DirectoryRole.NamesOf(target))}, out of reach of {string.Join(", ", DirectoryRole.NamesOf(caller))}");
}
