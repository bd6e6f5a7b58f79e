using AuthMethods.Access.Tokens;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Access;

/// <summary>Who makes this request: what the token says, and for a user what the directory says now.</summary>
internal sealed class Caller
{
    private AccessToken? _token;

    /// <summary>The validated token. There is one wherever an action runs: the fallback policy denies everything else.</summary>
    public AccessToken Token => _token ?? throw new InvalidOperationException("The caller is asked for before the token was checked.");

    /// <summary>What the directory said of the caller; null for an application, and for a user it doesn't hold.</summary>
    internal UserAccount? Account { get; private set; }

    /// <summary>
    /// The user the route names, or the caller where it names nobody, if the directory was asked for both at once. Null when it
    /// was not, as in a part of another request, and when there is no such user.
    /// </summary>
    internal UserAccount? Target { get; private set; }

    public DirectoryRoles Roles { get; private set; }

    /// <summary>Null for an application, and for a user of a foreign issuer whom this directory doesn't hold.</summary>
    public string? UserPrincipalName { get; private set; }

    /// <summary>The user's, or the application's when it acts in its own name; null when neither the directory nor the token says.</summary>
    public string? DisplayName { get; private set; }

    /// <summary>A guest who administers nothing: to them the directory is closed.</summary>
    public bool IsGuestWithoutRole { get; private set; }

    public bool IsAppOnly => Token.IsAppOnly;

    internal void SignIn(AccessToken token, UserAccount? account, UserAccount? target = null)
    {
        (_token, Account, Target) = (token, account, target);
        Roles = token.Roles | (account?.Roles ?? DirectoryRoles.None);
        UserPrincipalName = account?.UserPrincipalName;
        DisplayName = token.IsAppOnly ? token.AppDisplayName : account?.DisplayName;
        IsGuestWithoutRole = account?.UserType == "Guest" && (Roles & ~DirectoryRoles.InRoleAssignableGroup) == DirectoryRoles.None;
    }

    /// <summary>The user key in a request's route; the caller's where it names nobody.</summary>
    internal static string UserKeyIn(HttpContext http, AccessToken caller) => http.GetRouteValue("user") as string ?? caller.ObjectId.ToString();

    /// <summary>Whether a route's user key names the caller.</summary>
    internal bool Is(string key) => !IsAppOnly
        && (Guid.TryParse(key, out var id) ? id == Token.ObjectId : string.Equals(key, UserPrincipalName, StringComparison.OrdinalIgnoreCase));
}
