using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>The password of a user, for parts that set it without knowing where it is kept.</summary>
internal interface IUserPassword
{
    /// <summary>Gives a new user their first password.</summary>
    void Add(Change change, UserRow user, string hash);

    /// <summary>
    /// Puts a password in place of the one a user has, if any, and ends the user's sessions: nothing that the old password opened
    /// stays open. The user's row must be tracked by the context.
    /// </summary>
    Task ReplaceAsync(Change change, UserRow user, string hash, bool mustChange);
}
