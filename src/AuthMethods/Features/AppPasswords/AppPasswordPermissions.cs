using AuthMethods.Access;
using static AuthMethods.Access.RoleMatrix;

namespace AuthMethods.Features.AppPasswords;

/// <summary>Who may read, create and delete app passwords. Graph does not document them, so the scopes are those of passwords.</summary>
internal static class AppPasswordPermissions
{
    public const string Read = "AppPasswordRead";
    public const string Create = "AppPasswordCreate";
    public const string Delete = "AppPasswordDelete";

    private static readonly MethodScopes Passwords = new("Password");

    public static readonly PermissionRow[] Rows =
    [
        //  permission own account         others           application      roles, on users roles, on administrators
        new(Read,      Passwords.OwnRead,  Passwords.Read,  Passwords.Read,  MethodReaders,  Reach.Limited),
        new(Create,    Passwords.OwnWrite, Scopes.None,     Scopes.None,     Any,            Reach.Everyone),
        new(Delete,    Passwords.OwnWrite, Passwords.Write, Passwords.Write, MethodManagers, Reach.Limited),
    ];
}
