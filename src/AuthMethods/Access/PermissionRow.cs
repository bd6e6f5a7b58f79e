using AuthMethods.Storage;

namespace AuthMethods.Access;

/// <summary>One row of <see cref="RoleMatrix"/>.</summary>
/// <param name="Permission">Its name, which actions require.</param>
/// <param name="OwnAccount">Delegated permissions that suffice on the caller's own account, without a role.</param>
/// <param name="Others">Delegated permissions that suffice on other users, together with a role.</param>
/// <param name="Application">Application permissions that suffice.</param>
/// <param name="Roles">The roles that may act on users.</param>
/// <param name="OnAdministrators">Whether these roles may also act on every administrator.</param>
internal sealed record PermissionRow(
    string Permission, Scopes OwnAccount, Scopes Others, Scopes Application, DirectoryRoles Roles, Reach OnAdministrators)
{
    public bool IsRefusedOnOwnAccount => ReferenceEquals(OwnAccount, RoleMatrix.Refused);

    /// <summary>Guests without a role may do it on their own account: it shows and changes nothing else.</summary>
    public bool IsOpenToGuests => OwnAccount.Least is not null && !OwnAccount.ShowsOthers;

    public bool TreatsOwnAccountLikeOthers => ReferenceEquals(OwnAccount, RoleMatrix.LikeOthers);
}

/// <summary>Which administrators a role may act on.</summary>
internal enum Reach
{
    /// <summary>Those that the role reference lists.</summary>
    Limited,
    Everyone,
}

/// <summary>Cells of the matrix for one kind of method: its own permissions and those for all kinds.</summary>
/// <param name="kind">The kind as it appears in permission names: <c>UserAuthMethod-{kind}.Read</c>.</param>
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
