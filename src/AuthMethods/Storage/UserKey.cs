namespace AuthMethods.Storage;

internal static class UserKey
{
    /// <summary>What a user principal name is stored and looked up under. Names are ASCII, so lower case is the same everywhere.</summary>
    public static string Of(string userPrincipalName) => userPrincipalName.ToLowerInvariant();

    /// <summary>A deleted user's name, out of the way of whoever takes it next.</summary>
    public static string OfDeleted(Guid id, string userPrincipalName) => Of(Deleted(id, userPrincipalName));

    public static string Deleted(Guid id, string userPrincipalName) => $"{id:N}{userPrincipalName}";

    /// <summary>The name that a deleted user had.</summary>
    public static string BeforeDeletion(Guid id, string userPrincipalName) => userPrincipalName[$"{id:N}".Length..];
}
