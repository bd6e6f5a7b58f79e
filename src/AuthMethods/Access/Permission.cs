namespace AuthMethods.Access;

/// <summary>
/// The permissions that actions require: names of rows of <see cref="RoleMatrix"/>. Each kind of method declares its own.
/// </summary>
internal static class Permission
{
    public const string MethodsRead = nameof(MethodsRead);
    public const string OperationsRead = nameof(OperationsRead);
    public const string MultiFactorReset = nameof(MultiFactorReset);
    public const string MethodsImport = nameof(MethodsImport);
    public const string SessionsRevoke = nameof(SessionsRevoke);
    public const string RefreshTokensInvalidate = nameof(RefreshTokensInvalidate);
    public const string SignInPreferencesRead = nameof(SignInPreferencesRead);
    public const string SignInPreferencesWrite = nameof(SignInPreferencesWrite);
    public const string RequirementsRead = nameof(RequirementsRead);
    public const string RequirementsWrite = nameof(RequirementsWrite);
    public const string UserList = nameof(UserList);
    public const string UserRead = nameof(UserRead);
    public const string UserCreate = nameof(UserCreate);
    public const string UserDelete = nameof(UserDelete);
    public const string UserUpdate = nameof(UserUpdate);
    public const string UserProfileWrite = nameof(UserProfileWrite);
    /// <summary>Properties that only an administrator sets, such as the user type, the mail nickname and the password policies.</summary>
    public const string UserStandingWrite = nameof(UserStandingWrite);
    public const string UserPhonesWrite = nameof(UserPhonesWrite);
    public const string UserMailsWrite = nameof(UserMailsWrite);
    public const string UserEnable = nameof(UserEnable);
    public const string UserFullRead = nameof(UserFullRead);
    public const string UserIdentityWrite = nameof(UserIdentityWrite);
    public const string UserIdentitiesWrite = nameof(UserIdentitiesWrite);
    public const string UserPasswordWrite = nameof(UserPasswordWrite);
    public const string AdministratorPasswordWrite = nameof(AdministratorPasswordWrite);
    public const string DeletedUserList = nameof(DeletedUserList);
    public const string DeletedUserRead = nameof(DeletedUserRead);
    public const string DirectoryObjectsRead = nameof(DirectoryObjectsRead);
    public const string MembershipsRead = nameof(MembershipsRead);
    public const string PasswordValidate = nameof(PasswordValidate);
    public const string GroupRead = nameof(GroupRead);
    public const string GroupCreate = nameof(GroupCreate);
    public const string GroupWrite = nameof(GroupWrite);
    public const string GroupMembersWrite = nameof(GroupMembersWrite);
    public const string RoleAssignableGroupWrite = nameof(RoleAssignableGroupWrite);
    public const string ApplicationList = nameof(ApplicationList);
    public const string ApplicationRead = nameof(ApplicationRead);
    public const string ApplicationCreate = nameof(ApplicationCreate);
    public const string ApplicationWrite = nameof(ApplicationWrite);
    public const string ApplicationSecretsWrite = nameof(ApplicationSecretsWrite);
    public const string ServicePrincipalWrite = nameof(ServicePrincipalWrite);
    public const string AppRolesOfUserRead = nameof(AppRolesOfUserRead);
    public const string AppRolesAssign = nameof(AppRolesAssign);
    /// <summary>Required together with <see cref="AppRolesAssign"/> for the roles of Microsoft Graph, which are application permissions.</summary>
    public const string GraphRolesAssign = nameof(GraphRolesAssign);
    public const string PermissionGrantsRead = nameof(PermissionGrantsRead);
    public const string PermissionGrantsWrite = nameof(PermissionGrantsWrite);
    public const string RolesRead = nameof(RolesRead);
    public const string RoleAssignmentsRead = nameof(RoleAssignmentsRead);
    public const string RoleDefinitionsRead = nameof(RoleDefinitionsRead);
    public const string RolesWrite = nameof(RolesWrite);
    public const string RoleDefinitionsWrite = nameof(RoleDefinitionsWrite);
    public const string OrganizationRead = nameof(OrganizationRead);
    public const string DomainsRead = nameof(DomainsRead);
    public const string SubscribedSkusRead = nameof(SubscribedSkusRead);
    public const string MethodsPolicyRead = nameof(MethodsPolicyRead);
    public const string MethodsPolicyWrite = nameof(MethodsPolicyWrite);
    public const string StrengthsRead = nameof(StrengthsRead);
    public const string StrengthsWrite = nameof(StrengthsWrite);
    public const string AuditRead = nameof(AuditRead);
    public const string RegistrationRead = nameof(RegistrationRead);
    public const string RegistrationSummaryRead = nameof(RegistrationSummaryRead);
}
