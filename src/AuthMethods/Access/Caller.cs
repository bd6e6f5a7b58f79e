using AuthMethods.Access.Tokens;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Access;

/// <summary>The caller of this request: the token's claims and, for a user, the current data of the directory.</summary>
internal sealed class Caller
{
    private AccessToken? _token;

    /// <summary>The validated token. Every action has one, because the fallback policy denies anonymous calls.</summary>
    public AccessToken Token => _token ?? throw new InvalidOperationException("The caller is not available before the token is validated.");

    /// <summary>The caller's account; null for an application, and for a user who isn't in this directory.</summary>
    internal UserAccount? Account { get; private set; }

    /// <summary>
    /// The route's user, or the caller if the route has none, if both were loaded in one query. Null if they were not, as in an entry
    /// of a <c>$batch</c>, and if there is no such user.
    /// </summary>
    internal UserAccount? Target { get; private set; }

    /// <summary>The token was accepted.</summary>
    internal bool IsKnown => _token is not null;

    /// <summary>The last user that the caller's rights were checked on; null if there was none.</summary>
    internal UserAccount? ActedOn { get; private set; }

    /// <summary>The permissions that the request's body asked for, in addition to that of the action.</summary>
    internal IReadOnlyList<string> Demanded { get; private set; } = [];

    /// <summary>The roles that the caller holds in the whole tenant.</summary>
    public DirectoryRoles Roles { get; private set; }

    /// <summary>The roles that the caller holds only within a scope. A guest cannot use them without a role that may read the directory.</summary>
    internal DirectoryRoles ScopedRoles => IsGuestWithoutRole ? DirectoryRoles.None : Account?.ScopedRoles ?? DirectoryRoles.None;

    /// <summary>Null for an application, and for an Entra user who isn't in this directory.</summary>
    public string? UserPrincipalName { get; private set; }

    /// <summary>The user's name, or the application's if it acts for itself; null if neither the directory nor the token contains it.</summary>
    public string? DisplayName { get; private set; }

    /// <summary>A guest without an administrative role in the whole tenant, who may not read the directory unless guests have the access of members.</summary>
    public bool IsGuestWithoutRole => IsGuest && HasNoRole && !Restrictions.HasFlag(DirectoryRestrictions.GuestsAsMembers);

    /// <summary>A user without an administrative role who may read no other user.</summary>
    public bool ReadsOnlyThemselves => HasNoRole && ScopedRoles == DirectoryRoles.None && Restrictions.HasFlag(
        IsGuest && !Restrictions.HasFlag(DirectoryRestrictions.GuestsAsMembers)
            ? DirectoryRestrictions.GuestsReadOnlyThemselves
            : DirectoryRestrictions.MembersReadOnlyThemselves);

    /// <summary>The restrictions in the caller's tenant; none for an application.</summary>
    internal DirectoryRestrictions Restrictions => Account?.Restrictions ?? DirectoryRestrictions.None;

    private bool IsGuest => Account?.UserType == "Guest";

    private bool HasNoRole => (Roles & ~DirectoryRoles.InRoleAssignableGroup) == DirectoryRoles.None;

    public bool IsAppOnly => Token.IsAppOnly;

    internal void SignIn(AccessToken token, UserAccount? account, UserAccount? target = null)
    {
        (_token, Account, Target) = (token, account, target);
        Roles = token.Roles | (account?.Roles ?? DirectoryRoles.None);
        UserPrincipalName = account?.UserPrincipalName;
        DisplayName = token.IsAppOnly ? token.AppDisplayName : account?.DisplayName;
    }

    internal void ActOn(UserAccount account) => ActedOn = account;

    internal void Demand(string permission) => Demanded = [.. Demanded, permission];

    /// <summary>Whether a restriction of members without a role applies to the caller.</summary>
    internal bool IsUnder(DirectoryRestrictions restriction) => HasNoRole && Restrictions.HasFlag(restriction);

    /// <summary>The user key in a request's route; the caller's id if the route has none.</summary>
    internal static string UserKeyIn(HttpContext http, AccessToken caller) => http.GetRouteValue("user") as string ?? caller.ObjectId.ToString();

    /// <summary>Whether a user key is the caller's. What the key finds decides: <see cref="Is(UserAccount)"/>.</summary>
    internal bool Is(string key) => !IsAppOnly && UserKey.Parse(key) is { } parsed && parsed.IsOf(Token.ObjectId, UserPrincipalName);

    /// <summary>Whether an account is the caller's own.</summary>
    internal bool Is(UserAccount account) => !IsAppOnly && account.Id == Token.ObjectId;
}
