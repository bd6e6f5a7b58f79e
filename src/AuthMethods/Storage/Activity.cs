namespace AuthMethods.Storage;

/// <summary>What the audit log calls a change: the names of Microsoft Entra's audit activity reference.</summary>
public sealed record Activity(string DisplayName, string OperationType, string Service = Activity.AuthenticationMethods, string Category = Activity.UserManagement)
{
    public const string AuthenticationMethods = "Authentication Methods";
    public const string CoreDirectory = "Core Directory";
    public const string UserManagement = "UserManagement";
    public const string ApplicationManagement = "ApplicationManagement";

    /// <summary>What kind of thing is changed, as a record's target says it.</summary>
    public string TargetType { get; init; } = "User";

    public static readonly Activity AdminRegisteredSecurityInfo = new("Admin registered security info", "Add");
    public static readonly Activity AdminUpdatedSecurityInfo = new("Admin updated security info", "Update");
    public static readonly Activity AdminDeletedSecurityInfo = new("Admin deleted security info", "Delete");
    public static readonly Activity UserRegisteredSecurityInfo = new("User registered security info", "Add");
    public static readonly Activity UserUpdatedSecurityInfo = new("User updated security info", "Update");
    public static readonly Activity UserDeletedSecurityInfo = new("User deleted security info", "Delete");
    public static readonly Activity UserChangedDefault = new("User changed default security info", "Update");
    public static readonly Activity SignInPreferencesPatched = new("PATCH UserAuthMethod.PatchSignInPreferencesAsync", "Update", Category: ApplicationManagement);
    public static readonly Activity AdminStartedPasswordReset = new("Admin started password reset", "Update");
    public static readonly Activity UserStartedPasswordChange = new("User started password change", "Update");
    public static readonly Activity ResetUserPassword = new("Reset user password", "Update", CoreDirectory);
    public static readonly Activity ChangeUserPassword = new("Change user password", "Update", CoreDirectory);
    public static readonly Activity SessionsRevoked = new("Update StsRefreshTokenValidFrom Timestamp", "Update", CoreDirectory);
    public static readonly Activity EnableStrongAuthentication = new("Enable Strong Authentication", "Update", CoreDirectory);
    public static readonly Activity DisableStrongAuthentication = new("Disable Strong Authentication", "Update", CoreDirectory);
    public static readonly Activity CreateAppPassword = new("Create application password for user", "Add", CoreDirectory);
    public static readonly Activity DeleteAppPassword = new("Delete application password for user", "Delete", CoreDirectory);
    public static readonly Activity AddUser = new("Add user", "Add", CoreDirectory);
    public static readonly Activity UpdateUser = new("Update user", "Update", CoreDirectory);
    public static readonly Activity DeleteUser = new("Delete user", "Delete", CoreDirectory);
    public static readonly Activity EnableAccount = new("Enable account", "Update", CoreDirectory);
    public static readonly Activity DisableAccount = new("Disable account", "Update", CoreDirectory);
}
