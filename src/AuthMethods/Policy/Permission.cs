namespace AuthMethods.Policy;

/// <summary>What an action asks for: one row of <see cref="RoleMatrix"/>.</summary>
public enum Permission
{
    MethodsRead,
    OperationsRead,
    EmailRead,
    EmailWrite,
    PhoneRead,
    PhoneWrite,
    PhoneReplace,
    PasswordRead,
    PasswordReset,
    PasswordChange,
    SessionsRevoke,
    RefreshTokensInvalidate,
    SignInPreferencesRead,
    SignInPreferencesWrite,
    RequirementsRead,
    RequirementsWrite,
    UserList,
    UserRead,
    UserCreate,
    UserDelete,
    UserUpdate,
    UserProfileWrite,
    UserPhonesWrite,
    UserMailsWrite,
    UserEnable,
    UserIdentityWrite,
    UserPasswordWrite,
    AdministratorPasswordWrite,
}
