namespace AuthMethods.Storage;

/// <summary>The name and category of a change in the audit log, from Microsoft Entra's audit activity reference.</summary>
internal sealed record Activity(
    string DisplayName, string OperationType, string Service = Activity.AuthenticationMethods, string Category = Activity.UserManagement)
{
    public const string AuthenticationMethods = "Authentication Methods";
    public const string CoreDirectory = "Core Directory";
    public const string DeviceRegistration = "Device Registration Service";
    public const string SelfServicePasswordManagement = "Self-service Password Management";
    public const string UserManagement = "UserManagement";
    public const string DirectoryManagement = "DirectoryManagement";
    public const string ApplicationManagement = "ApplicationManagement";
    public const string GroupManagement = "GroupManagement";
    public const string RoleManagement = "RoleManagement";

    /// <summary>The type of the record's target. If it can be a user, a group or an application, the record says which.</summary>
    public string TargetType { get; init; } = "User";

    public static readonly Activity AdminRegisteredSecurityInfo = new("Admin registered security info", "Add");
    public static readonly Activity AdminUpdatedSecurityInfo = new("Admin updated security info", "Update");
    public static readonly Activity AdminDeletedSecurityInfo = new("Admin deleted security info", "Delete");
    public static readonly Activity UserRegisteredSecurityInfo = new("User registered security info", "Add");
    public static readonly Activity UserUpdatedSecurityInfo = new("User updated security info", "Update");
    public static readonly Activity UserDeletedSecurityInfo = new("User deleted security info", "Delete");
    public static readonly Activity GotPasskeyCreationOptions = new("Get passkey creation options", "Add");
    public static readonly Activity CreateHardwareOathToken =
        new("Create Hardware Oath Token", "Add", Category: ApplicationManagement) { TargetType = "Device" };
    public static readonly Activity UpdateHardwareOathToken =
        new("Update Hardware Oath Token", "Update", Category: ApplicationManagement) { TargetType = "Device" };
    public static readonly Activity DeleteHardwareOathToken =
        new("Delete Hardware Oath Token", "Delete", Category: ApplicationManagement) { TargetType = "Device" };
    public static readonly Activity AssignHardwareOathToken = new("Assign Hardware Oath Token", "Assign", Category: ApplicationManagement);
    public static readonly Activity BulkUploadHardwareOathToken =
        new("Bulk upload Hardware Oath Token", "Add", Category: ApplicationManagement) { TargetType = "Other" };
    public static readonly Activity UserChangedDefault = new("User changed default security info", "Update");
    public static readonly Activity SignInPreferencesPatched =
        new("PATCH UserAuthMethod.PatchSignInPreferencesAsync", "Update", Category: ApplicationManagement);
    public static readonly Activity AdminStartedPasswordReset = new("Admin started password reset", "Update");
    public static readonly Activity UserStartedPasswordChange = new("User started password change", "Update");
    public static readonly Activity ResetUserPassword = new("Reset user password", "Update", CoreDirectory);
    public static readonly Activity ResetPasswordByAdmin = new("Reset password (by admin)", "Update", SelfServicePasswordManagement);
    public static readonly Activity SetForceChangeUserPassword = new("Set force change user password", "Update", CoreDirectory);
    public static readonly Activity ChangeUserPassword = new("Change user password", "Update", CoreDirectory);
    public static readonly Activity SessionsRevoked = new("Update StsRefreshTokenValidFrom Timestamp", "Update", CoreDirectory);
    public static readonly Activity EnableStrongAuthentication = new("Enable Strong Authentication", "Update", CoreDirectory);
    public static readonly Activity DisableStrongAuthentication = new("Disable Strong Authentication", "Update", CoreDirectory);
    public static readonly Activity CreateCompany = new("Create company", "Add", CoreDirectory, DirectoryManagement) { TargetType = "Company" };
    public static readonly Activity AddVerifiedDomain = new("Add verified domain", "Add", CoreDirectory, DirectoryManagement) { TargetType = "Domain" };
    public static readonly Activity MethodsPolicyUpdated =
        new("Authentication Methods Policy Update", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity MethodsPolicyReset =
        new("Authentication Methods Policy Reset", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity StrengthCreated =
        new("Authentication Strength Policy Create", "Add", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity StrengthUpdated =
        new("Authentication Strength Policy Update", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity StrengthDeleted =
        new("Authentication Strength Policy Delete", "Delete", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity StrengthConditionCreated =
        new("Authentication Strength Combination Configuration Create", "Add", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity StrengthConditionUpdated =
        new("Authentication Strength Combination Configuration Update", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity StrengthConditionDeleted =
        new("Authentication Strength Combination Configuration Delete", "Delete", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly Activity CreateAppPassword = new("Create application password for user", "Add", CoreDirectory);
    public static readonly Activity DeleteAppPassword = new("Delete application password for user", "Delete", CoreDirectory);
    public static readonly Activity AddUser = new("Add user", "Add", CoreDirectory);
    public static readonly Activity UpdateUser = new("Update user", "Update", CoreDirectory);
    public static readonly Activity DeleteUser = new("Delete user", "Delete", CoreDirectory);
    public static readonly Activity RestoreUser = new("Restore user", "Update", CoreDirectory);
    public static readonly Activity HardDeleteUser = new("Hard Delete user", "Delete", CoreDirectory);
    public static readonly Activity AddGroup = new("Add group", "Add", CoreDirectory, GroupManagement) { TargetType = "Group" };
    public static readonly Activity UpdateGroup = new("Update group", "Update", CoreDirectory, GroupManagement) { TargetType = "Group" };
    public static readonly Activity DeleteGroup = new("Delete group", "Delete", CoreDirectory, GroupManagement) { TargetType = "Group" };
    public static readonly Activity AddMemberToGroup = new("Add member to group", "Assign", CoreDirectory, GroupManagement);
    public static readonly Activity RemoveMemberFromGroup = new("Remove member from group", "Unassign", CoreDirectory, GroupManagement);
    public static readonly Activity AddOwnerToGroup = new("Add owner to group", "Assign", CoreDirectory, GroupManagement);
    public static readonly Activity RemoveOwnerFromGroup = new("Remove owner from group", "Unassign", CoreDirectory, GroupManagement);
    public static readonly Activity AddRoleFromTemplate = new("Add role from template", "Add", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly Activity AddMemberToRole = new("Add member to role", "Assign", CoreDirectory, RoleManagement);
    public static readonly Activity RemoveMemberFromRole = new("Remove member from role", "Unassign", CoreDirectory, RoleManagement);
    public static readonly Activity AddRoleAssignment = new("Add role assignment to role definition", "Assign", CoreDirectory, RoleManagement);
    public static readonly Activity RemoveRoleAssignment = new("Remove role assignment from role definition", "Unassign", CoreDirectory, RoleManagement);
    public static readonly Activity AddRoleDefinition = new("Add role definition", "Add", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly Activity UpdateRoleDefinition = new("Update role definition", "Update", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly Activity DeleteRoleDefinition = new("Delete role definition", "Delete", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly Activity EnableAccount = new("Enable account", "Update", CoreDirectory);
    public static readonly Activity DisableAccount = new("Disable account", "Update", CoreDirectory);
}

/// <summary>The directory's activities for a credential that is added or deleted, recorded in addition to the method's.</summary>
internal sealed record DirectoryCredential(Activity Added, Activity Deleted)
{
    public static readonly DirectoryCredential Passkey = Of("Add FIDO2 security key", "Delete FIDO2 security key(s)");
    public static readonly DirectoryCredential WindowsHelloForBusiness =
        Of("Add Windows Hello for Business credential", "Delete Windows Hello for Business credential");
    public static readonly DirectoryCredential PasswordlessPhoneSignIn =
        Of("Add passwordless phone sign-in credential", "Delete passwordless phone sign-in credential");
    public static readonly DirectoryCredential Platform = Of("Add platform credential", "Delete platform credential");

    private static DirectoryCredential Of(string added, string deleted) =>
        new(new(added, "Add", Activity.DeviceRegistration), new(deleted, "Delete", Activity.DeviceRegistration));
}
