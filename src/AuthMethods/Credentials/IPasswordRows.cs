using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>Stores the hashes of passwords, among the methods of the users. The feature that passwords are implements it.</summary>
public interface IPasswordRows
{
    /// <summary>Adds the password of a new user.</summary>
    void Add(AuthDb db, UserRow user, string hash, DateTimeOffset now);

    /// <summary>Puts a password in place of the one a user has, if any.</summary>
    Task ReplaceAsync(AuthDb db, UserRow user, string hash, DateTimeOffset now);
}
