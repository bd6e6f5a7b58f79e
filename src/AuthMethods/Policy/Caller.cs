using AuthMethods.Tokens;

namespace AuthMethods.Policy;

/// <summary>Who makes this request: what the token says, and for a user what the directory says now.</summary>
public sealed class Caller
{
    private AccessToken? _token;

    /// <summary>The validated token. There is one wherever an action runs: the fallback policy denies everything else.</summary>
    public AccessToken Token => _token ?? throw new InvalidOperationException("The caller is asked for before the token was checked.");

    public DirectoryRoles Roles { get; private set; }

    /// <summary>Null for an application, and for a user of a foreign issuer whom this directory doesn't hold.</summary>
    public string? UserPrincipalName { get; private set; }

    public bool IsGuest { get; private set; }

    public bool IsAppOnly => Token.IsAppOnly;

    /// <summary>The user whom the request's route names, whoever that is; null when it names nobody or nobody has that name.</summary>
    internal Account? Named { get; private set; }

    internal void SignIn(AccessToken token, Account? account, Account? named = null)
    {
        (_token, Named) = (token, named);
        Roles = token.Roles | (account?.Roles ?? DirectoryRoles.None);
        UserPrincipalName = account?.UserPrincipalName;
        IsGuest = account?.UserType == "Guest";
    }

    /// <summary>Whether a route's user key names the caller.</summary>
    internal bool Is(string key) => !IsAppOnly
        && (Guid.TryParse(key, out var id) ? id == Token.ObjectId : string.Equals(key, UserPrincipalName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a call needs to know of a user, be it the one who calls or the one who is named.</summary>
public sealed record Account(
    Guid Id,
    string UserPrincipalName,
    string UserPrincipalNameKey,
    DirectoryRoles Roles,
    string UserType,
    bool AccountEnabled,
    bool IsDeleted,
    bool IsSynced,
    DateTimeOffset SignInSessionsValidFromDateTime,
    Guid PolicyStamp);
