using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>Sets a user's password, for code that doesn't know where it is stored.</summary>
internal interface IUserPassword
{
    /// <summary>Whether the user's password can be set here: not if it is held elsewhere.</summary>
    bool MayBeSet(UserRow user);

    /// <summary>Whether a text is the user's password.</summary>
    Task<bool> IsAsync(AuthDb db, UserRow user, string password);

    /// <summary>Gives a new user their first password.</summary>
    void Add(Change change, UserRow user, string hash);

    /// <summary>
    /// Replaces the user's password, if any, and revokes the user's sessions, so that none opened with the old password survives. A new
    /// password that need not be changed ends every demand to change it. The user's row must be tracked by the context.
    /// </summary>
    Task ReplaceAsync(Change change, UserRow user, string hash, bool mustChange);
}
