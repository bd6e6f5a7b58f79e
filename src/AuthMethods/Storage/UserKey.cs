using System.Buffers;

namespace AuthMethods.Storage;

/// <summary>
/// A key of a user in a request, an object id or a principal name, in the one form in which keys are compared and looked up.
/// </summary>
internal readonly record struct UserKey
{
    // Those that principal names consist of. A key with any other is not looked up: in Unicode, other letters have a lower case in ASCII
    // (U+212A has k), and some engines ignore spaces at the end.
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@'._!#^~-$");

    private UserKey(Guid? id, string? name) => (Id, Name) = (id, name);

    /// <summary>Null if the key is a name.</summary>
    public Guid? Id { get; }

    /// <summary>The name as it is stored in <see cref="UserRow.UserPrincipalNameKey"/>; null if the key is an id.</summary>
    public string? Name { get; }

    /// <summary>Null if no user can have this key.</summary>
    public static UserKey? Parse(string text) =>
        GuidKey.TryParse(text, out var id) ? new(id, null) : text.AsSpan().ContainsAnyExcept(Characters) ? null : new(null, Of(text));

    /// <summary>The key that a user principal name is stored under. Names are ASCII, so lower case is the same everywhere.</summary>
    public static string Of(string userPrincipalName) => userPrincipalName.ToLowerInvariant();

    /// <summary>The key of a deleted user, which frees the name for other users.</summary>
    public static string OfDeleted(Guid id, string userPrincipalName) => Of(Deleted(id, userPrincipalName));

    public static string Deleted(Guid id, string userPrincipalName) => $"{id:N}{userPrincipalName}";

    /// <summary>The name that a deleted user had before the deletion.</summary>
    public static string BeforeDeletion(Guid id, string userPrincipalName) => userPrincipalName[$"{id:N}".Length..];

    /// <summary>Whether this is a key of the user with an id and a principal name.</summary>
    public bool IsOf(Guid id, string? userPrincipalName) => Id is { } own ? own == id : userPrincipalName is not null && Name == Of(userPrincipalName);
}
