using AuthMethods.Storage;

namespace AuthMethods.Access;

/// <summary>One row of <see cref="RoleMatrix"/>.</summary>
/// <param name="Permission">Its name: what an action asks for.</param>
/// <param name="OwnAccount">The permissions that suffice on the own account, without a role.</param>
/// <param name="Others">The delegated permissions that suffice on others, together with a role.</param>
/// <param name="Application">The application permissions that suffice.</param>
/// <param name="Roles">The roles that may act on users.</param>
/// <param name="OnAdministrators">Whether these may act on every administrator as well.</param>
internal sealed record PermissionRow(
    string Permission, Scopes OwnAccount, Scopes Others, Scopes Application, DirectoryRoles Roles, Reach OnAdministrators)
{
    public bool IsRefusedOnOwnAccount => ReferenceEquals(OwnAccount, RoleMatrix.Refused);

    public bool TreatsOwnAccountLikeOthers => ReferenceEquals(OwnAccount, RoleMatrix.LikeOthers);
}

/// <summary>Which administrators a role may act on.</summary>
internal enum Reach
{
    /// <summary>Those that the role reference says.</summary>
    Limited,
    Everyone,
}

/// <summary>The permissions that one kind of method has for itself, and those of all kinds, as cells of the matrix.</summary>
/// <param name="kind">As their names have it: <c>UserAuthMethod-{kind}.Read</c>.</param>
internal sealed class MethodScopes(string kind)
{
    public Scopes OwnRead { get; } = new(
        $"UserAuthMethod-{kind}.Read", "UserAuthenticationMethod.Read",
        $"UserAuthMethod-{kind}.Read.All", "UserAuthenticationMethod.Read.All",
        $"UserAuthMethod-{kind}.ReadWrite", "UserAuthenticationMethod.ReadWrite",
        $"UserAuthMethod-{kind}.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All");

    public Scopes OwnWrite { get; } = new(
        $"UserAuthMethod-{kind}.ReadWrite", "UserAuthenticationMethod.ReadWrite",
        $"UserAuthMethod-{kind}.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All");

    public Scopes Read { get; } = new(
        $"UserAuthMethod-{kind}.Read.All", "UserAuthenticationMethod.Read.All",
        $"UserAuthMethod-{kind}.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All");

    public Scopes Write { get; } = new($"UserAuthMethod-{kind}.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All");
}
