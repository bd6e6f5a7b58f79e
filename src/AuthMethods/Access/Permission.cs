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
    /// <summary>SMS, calls and e-mails to users, with the codes in them.</summary>
    public const string OutboxRead = nameof(OutboxRead);
    /// <summary>Authenticators that this server simulates for tests.</summary>
    public const string AuthenticatorsUse = nameof(AuthenticatorsUse);
    /// <summary>How calls of other people would be decided.</summary>
    public const string DecisionsExplain = nameof(DecisionsExplain);
    public const string SessionsRevoke = nameof(SessionsRevoke);
    public const string RefreshTokensInvalidate = nameof(RefreshTokensInvalidate);
    public const string SignInPreferencesRead = nameof(SignInPreferencesRead);
    public const string SignInPreferencesWrite = nameof(SignInPreferencesWrite);
    public const string RequirementsRead = nameof(RequirementsRead);
    public const string RequirementsWrite = nameof(RequirementsWrite);
    public const string UserList = nameof(UserList);
    public const string UserRead = nameof(UserRead);
    public const string UserDelta = nameof(UserDelta);
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
    /// <summary>Direct reports and devices.</summary>
    public const string UserLinksRead = nameof(UserLinksRead);
    public const string ManagerWrite = nameof(ManagerWrite);
    public const string UserIdentityWrite = nameof(UserIdentityWrite);
    public const string UserIdentitiesWrite = nameof(UserIdentitiesWrite);
    public const string UserPasswordWrite = nameof(UserPasswordWrite);
    public const string AdministratorPasswordWrite = nameof(AdministratorPasswordWrite);
    public const string DeletedUserList = nameof(DeletedUserList);
    public const string DeletedUserRead = nameof(DeletedUserRead);
    public const string DirectoryObjectsRead = nameof(DirectoryObjectsRead);
    public const string MembershipsRead = nameof(MembershipsRead);
    public const string TransitiveMembershipsRead = nameof(TransitiveMembershipsRead);
    public const string MemberGroupsRead = nameof(MemberGroupsRead);
    public const string MemberGroupsCheck = nameof(MemberGroupsCheck);
    /// <summary>Groups and directory roles: getMemberObjects and checkMemberObjects.</summary>
    public const string MemberObjectsRead = nameof(MemberObjectsRead);
    public const string PasswordValidate = nameof(PasswordValidate);
    public const string GroupRead = nameof(GroupRead);
    public const string GroupMembersRead = nameof(GroupMembersRead);
    public const string GroupOwnersRead = nameof(GroupOwnersRead);
    public const string GroupDelta = nameof(GroupDelta);
    public const string GroupCreate = nameof(GroupCreate);
    public const string GroupWrite = nameof(GroupWrite);
    public const string GroupDelete = nameof(GroupDelete);
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
    public const string AdministrativeUnitRead = nameof(AdministrativeUnitRead);
    public const string AdministrativeUnitWrite = nameof(AdministrativeUnitWrite);
    public const string HiddenMembersRead = nameof(HiddenMembersRead);
    public const string OrganizationRead = nameof(OrganizationRead);
    public const string DomainsRead = nameof(DomainsRead);
    public const string SubscribedSkusRead = nameof(SubscribedSkusRead);
    public const string LicensesRead = nameof(LicensesRead);
    public const string LicensesWrite = nameof(LicensesWrite);
    public const string MethodsPolicyRead = nameof(MethodsPolicyRead);
    public const string MethodsPolicyWrite = nameof(MethodsPolicyWrite);
    public const string AuthorizationPolicyRead = nameof(AuthorizationPolicyRead);
    public const string AuthorizationPolicyWrite = nameof(AuthorizationPolicyWrite);
    public const string AuthenticationFlowsRead = nameof(AuthenticationFlowsRead);
    public const string AuthenticationFlowsWrite = nameof(AuthenticationFlowsWrite);
    public const string SecurityDefaultsRead = nameof(SecurityDefaultsRead);
    public const string SecurityDefaultsWrite = nameof(SecurityDefaultsWrite);
    /// <summary>Required together with the permission before.</summary>
    public const string PoliciesRead = nameof(PoliciesRead);
    public const string DirectorySettingTemplatesRead = nameof(DirectorySettingTemplatesRead);
    public const string DirectorySettingsRead = nameof(DirectorySettingsRead);
    public const string DirectorySettingsCreate = nameof(DirectorySettingsCreate);
    public const string DirectorySettingsWrite = nameof(DirectorySettingsWrite);
    public const string CertificateAuthoritiesRead = nameof(CertificateAuthoritiesRead);
    public const string CertificateAuthoritiesWrite = nameof(CertificateAuthoritiesWrite);
    public const string StrengthsRead = nameof(StrengthsRead);
    public const string StrengthsWrite = nameof(StrengthsWrite);
    public const string AuditRead = nameof(AuditRead);
    /// <summary>The sign-in log, and the sign-in activity of users.</summary>
    public const string SignInRead = nameof(SignInRead);
    /// <summary>The reports that the ones on authentication methods replaced.</summary>
    public const string UsageRead = nameof(UsageRead);
    public const string RegistrationRead = nameof(RegistrationRead);
    public const string RegistrationSummaryRead = nameof(RegistrationSummaryRead);
}
