namespace AuthMethods.Admin.Users;

/// <summary>What can be done with many users at once: a call for each.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Text">What it means for a user.</param>
/// <param name="Done">What to say about a user for whom it was done.</param>
/// <param name="Path">The call's address, with the user's id as <c>{id}</c>.</param>
internal sealed record BulkAction(string Key, string Title, string Text, string Done, string Path)
{
    /// <summary>The most users at once.</summary>
    public const int MaxUsers = 100;

    public static readonly BulkAction[] All =
    [
        new(
            "reregister", "Require re-register multifactor authentication", "They lose the methods for multifactor authentication and are asked to register again.",
            "Must register again", "/authmethods/users/{id}/multiFactor/requireReregistration"),
        new(
            "revoke-sessions", "Revoke sign-in sessions", "They are signed out everywhere and have to sign in again.",
            "Signed out", "/v1.0/users/{id}/revokeSignInSessions"),
    ];

    public string AddressFor(string user) => Path.Replace("{id}", Uri.EscapeDataString(user), StringComparison.Ordinal);
}
