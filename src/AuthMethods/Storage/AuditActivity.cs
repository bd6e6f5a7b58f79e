namespace AuthMethods.Storage;

/// <summary>The name and category of a change in the audit log, from Microsoft Entra's audit activity reference.</summary>
internal sealed record AuditActivity(
    string DisplayName, string OperationType, string Service = AuditActivity.AuthenticationMethods, string Category = AuditActivity.UserManagement)
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
    public const string PolicyCategory = "Policy";
    public const string AdministrativeUnit = "AdministrativeUnit";

    /// <summary>The type of the record's target. If it can be a user, a group or an application, the record says which.</summary>
    public string TargetType { get; init; } = "User";

    public static readonly AuditActivity AdminRegisteredSecurityInfo = new("Admin registered security info", "Add");
    public static readonly AuditActivity AdminUpdatedSecurityInfo = new("Admin updated security info", "Update");
    public static readonly AuditActivity AdminDeletedSecurityInfo = new("Admin deleted security info", "Delete");
    public static readonly AuditActivity UserRegisteredSecurityInfo = new("User registered security info", "Add");
    public static readonly AuditActivity UserUpdatedSecurityInfo = new("User updated security info", "Update");
    public static readonly AuditActivity UserDeletedSecurityInfo = new("User deleted security info", "Delete");
    public static readonly AuditActivity UserChangedDefault = new("User changed default security info", "Update");
    public static readonly AuditActivity SignInPreferencesPatched =
        new("PATCH UserAuthMethod.PatchSignInPreferencesAsync", "Update", Category: ApplicationManagement);
    public static readonly AuditActivity AdminStartedPasswordReset = new("Admin started password reset", "Update");
    public static readonly AuditActivity SignIn = new("User sign-in with a secret", "SignIn");
    public static readonly AuditActivity UserStartedPasswordChange = new("User started password change", "Update");
    public static readonly AuditActivity ResetUserPassword = new("Reset user password", "Update", CoreDirectory);
    public static readonly AuditActivity ResetPasswordByAdmin = new("Reset password (by admin)", "Update", SelfServicePasswordManagement);
    public static readonly AuditActivity ResetPasswordSelfService = new("Reset password (self-service)", "Update", SelfServicePasswordManagement);
    public static readonly AuditActivity SetForceChangeUserPassword = new("Set force change user password", "Update", CoreDirectory);
    public static readonly AuditActivity ChangeUserPassword = new("Change user password", "Update", CoreDirectory);
    public static readonly AuditActivity SessionsRevoked = new("Update StsRefreshTokenValidFrom Timestamp", "Update", CoreDirectory);
    public static readonly AuditActivity EnableStrongAuthentication = new("Enable Strong Authentication", "Update", CoreDirectory);
    public static readonly AuditActivity DisableStrongAuthentication = new("Disable Strong Authentication", "Update", CoreDirectory);
    public static readonly AuditActivity CreateCompany = new("Create company", "Add", CoreDirectory, DirectoryManagement) { TargetType = "Company" };
    public static readonly AuditActivity AddVerifiedDomain = new("Add verified domain", "Add", CoreDirectory, DirectoryManagement) { TargetType = "Domain" };
    public static readonly AuditActivity MethodsPolicyUpdated =
        new("Authentication Methods Policy Update", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity MethodsPolicyReset =
        new("Authentication Methods Policy Reset", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity AuthorizationPolicyUpdated =
        new("Update authorization policy", "Update", CoreDirectory, "AuthorizationPolicy") { TargetType = "Policy" };
    public static readonly AuditActivity AuthenticationFlowsPolicyUpdated =
        new("Update authentication flows policy", "Update", CoreDirectory, PolicyCategory) { TargetType = "Policy" };
    public static readonly AuditActivity SecurityDefaultsUpdated =
        new("Update security defaults", "Update", CoreDirectory, PolicyCategory) { TargetType = "Policy" };
    public static readonly AuditActivity SetCompanyInformation =
        new("Set Company Information", "Update", CoreDirectory, DirectoryManagement) { TargetType = "Company" };
    public static readonly AuditActivity StrengthCreated =
        new("Authentication Strength Policy Create", "Add", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity StrengthUpdated =
        new("Authentication Strength Policy Update", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity StrengthDeleted =
        new("Authentication Strength Policy Delete", "Delete", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity StrengthConditionCreated =
        new("Authentication Strength Combination Configuration Create", "Add", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity StrengthConditionUpdated =
        new("Authentication Strength Combination Configuration Update", "Update", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity StrengthConditionDeleted =
        new("Authentication Strength Combination Configuration Delete", "Delete", Category: ApplicationManagement) { TargetType = "Policy" };
    public static readonly AuditActivity CreateAppPassword = new("Create application password for user", "Add", CoreDirectory);
    public static readonly AuditActivity DeleteAppPassword = new("Delete application password for user", "Delete", CoreDirectory);
    public static readonly AuditActivity AddUser = new("Add user", "Add", CoreDirectory);
    public static readonly AuditActivity UpdateUser = new("Update user", "Update", CoreDirectory);
    public static readonly AuditActivity ChangeUserLicense = new("Change user license", "Update", CoreDirectory);
    public static readonly AuditActivity SetUserManager = new("Set user manager", "Update", CoreDirectory);
    public static readonly AuditActivity DeleteUser = new("Delete user", "Delete", CoreDirectory);
    public static readonly AuditActivity RestoreUser = new("Restore user", "Update", CoreDirectory);
    public static readonly AuditActivity HardDeleteUser = new("Hard Delete user", "Delete", CoreDirectory);
    public static readonly AuditActivity AddGroup = new("Add group", "Add", CoreDirectory, GroupManagement) { TargetType = "Group" };
    public static readonly AuditActivity UpdateGroup = new("Update group", "Update", CoreDirectory, GroupManagement) { TargetType = "Group" };
    public static readonly AuditActivity DeleteGroup = new("Delete group", "Delete", CoreDirectory, GroupManagement) { TargetType = "Group" };
    public static readonly AuditActivity AddMemberToGroup = new("Add member to group", "Assign", CoreDirectory, GroupManagement);
    public static readonly AuditActivity RemoveMemberFromGroup = new("Remove member from group", "Unassign", CoreDirectory, GroupManagement);
    public static readonly AuditActivity AddOwnerToGroup = new("Add owner to group", "Assign", CoreDirectory, GroupManagement);
    public static readonly AuditActivity RemoveOwnerFromGroup = new("Remove owner from group", "Unassign", CoreDirectory, GroupManagement);
    public static readonly AuditActivity AddRoleFromTemplate = new("Add role from template", "Add", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly AuditActivity AddMemberToRole = new("Add member to role", "Assign", CoreDirectory, RoleManagement);
    public static readonly AuditActivity RemoveMemberFromRole = new("Remove member from role", "Unassign", CoreDirectory, RoleManagement);
    public static readonly AuditActivity AddRoleAssignment = new("Add role assignment to role definition", "Assign", CoreDirectory, RoleManagement);
    public static readonly AuditActivity RemoveRoleAssignment = new("Remove role assignment from role definition", "Unassign", CoreDirectory, RoleManagement);
    public static readonly AuditActivity AddRoleDefinition = new("Add role definition", "Add", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly AuditActivity UpdateRoleDefinition = new("Update role definition", "Update", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly AuditActivity DeleteRoleDefinition = new("Delete role definition", "Delete", CoreDirectory, RoleManagement) { TargetType = "Role" };
    public static readonly AuditActivity AddScopedMemberToRole = new("Add scoped member to role", "Assign", CoreDirectory, RoleManagement);
    public static readonly AuditActivity RemoveScopedMemberFromRole = new("Remove scoped member from role", "Unassign", CoreDirectory, RoleManagement);
    public static readonly AuditActivity AddAdministrativeUnit =
        new("Add administrative unit", "Add", CoreDirectory, AdministrativeUnit) { TargetType = "AdministrativeUnit" };
    public static readonly AuditActivity UpdateAdministrativeUnit =
        new("Update administrative unit", "Update", CoreDirectory, AdministrativeUnit) { TargetType = "AdministrativeUnit" };
    public static readonly AuditActivity DeleteAdministrativeUnit =
        new("Delete administrative unit", "Delete", CoreDirectory, AdministrativeUnit) { TargetType = "AdministrativeUnit" };
    public static readonly AuditActivity AddMemberToAdministrativeUnit =
        new("Add member to administrative unit", "Assign", CoreDirectory, AdministrativeUnit);
    public static readonly AuditActivity RemoveMemberFromAdministrativeUnit =
        new("Remove member from administrative unit", "Unassign", CoreDirectory, AdministrativeUnit);
    public static readonly AuditActivity EnableAccount = new("Enable account", "Update", CoreDirectory);
    public static readonly AuditActivity DisableAccount = new("Disable account", "Update", CoreDirectory);
}

/// <summary>The directory's activities for a credential that is added or deleted, recorded in addition to the method's.</summary>
internal sealed record DirectoryCredential(AuditActivity Added, AuditActivity Deleted)
{
    public static DirectoryCredential From(string added, string deleted) =>
        new(new(added, "Add", AuditActivity.DeviceRegistration), new(deleted, "Delete", AuditActivity.DeviceRegistration));
}
