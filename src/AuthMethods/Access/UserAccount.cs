using AuthMethods.Storage;

namespace AuthMethods.Access;

/// <summary>What every call needs to know of the user who makes it, and of the user it names.</summary>
/// <param name="DeletedDateTime">Null for whoever is not in the recycle bin.</param>
/// <param name="PolicyStamp">The tenant's, at this moment.</param>
internal sealed record UserAccount(
    Guid Id, string UserPrincipalName, string? DisplayName, DirectoryRoles Roles, string UserType, bool AccountEnabled, bool IsSynced,
    DateTimeOffset? DeletedDateTime, DateTimeOffset SignInSessionsValidFromDateTime, int SessionsEnded, Guid PolicyStamp);
