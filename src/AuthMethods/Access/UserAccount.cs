using AuthMethods.Storage;

namespace AuthMethods.Access;

/// <summary>What every call needs to know about its caller and about the user in its route.</summary>
/// <param name="Roles">The roles held in the whole tenant.</param>
/// <param name="ScopedRoles">The roles held only within a scope.</param>
/// <param name="DeletedDateTime">Null unless the user is in the recycle bin.</param>
/// <param name="PolicyStamp">The tenant's current stamp.</param>
/// <param name="Restrictions">The tenant's current restrictions.</param>
internal sealed record UserAccount(
    Guid Id, string UserPrincipalName, string? DisplayName, DirectoryRoles Roles, DirectoryRoles ScopedRoles, string UserType,
    bool AccountEnabled, bool IsSynced, DateTimeOffset? DeletedDateTime, DateTimeOffset SignInSessionsValidFromDateTime, int SessionsEnded, Guid PolicyStamp,
    DirectoryRestrictions Restrictions)
{
    /// <summary>The roles that decide who may act on this user: those held within a scope protect as well.</summary>
    public DirectoryRoles AllRoles => Roles | ScopedRoles;
}
