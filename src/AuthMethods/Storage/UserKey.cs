namespace AuthMethods.Storage;

internal static class UserKey
{
    /// <summary>The key that a user principal name is stored and looked up under. Names are ASCII, so lower case is the same everywhere.</summary>
    public static string Of(string userPrincipalName) => userPrincipalName.ToLowerInvariant();

    /// <summary>The key of a deleted user, which frees the name for other users.</summary>
    public static string OfDeleted(Guid id, string userPrincipalName) => Of(Deleted(id, userPrincipalName));

    public static string Deleted(Guid id, string userPrincipalName) => $"{id:N}{userPrincipalName}";

    /// <summary>The name that a deleted user had before the deletion.</summary>
    public static string BeforeDeletion(Guid id, string userPrincipalName) => userPrincipalName[$"{id:N}".Length..];
}
