using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>The password of a user, for parts that set it without knowing where it is kept.</summary>
public interface IUserPassword
{
    /// <summary>Gives a new user their first password.</summary>
    void Add(AuthDb db, UserRow user, string hash, DateTimeOffset now);

    /// <summary>
    /// Puts a password in place of the one a user has, if any, and ends the user's sessions: nothing that the old password opened
    /// stays open. The user's row must be tracked by the context.
    /// </summary>
    Task ReplaceAsync(AuthDb db, UserRow user, string hash, bool mustChange, DateTimeOffset now);
}
