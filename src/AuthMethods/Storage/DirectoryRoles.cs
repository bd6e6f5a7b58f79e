namespace AuthMethods.Storage;

/// <summary>
/// A set of the directory roles that rules mention. The numbers are stored, so new roles are added at the end. All other roles,
/// custom ones included, are <see cref="Other"/>; users with such a role are administrators on whom few may act.
/// </summary>
[Flags]
public enum DirectoryRoles : long
{
    None = 0,
    GlobalAdministrator = 1 << 0,
    PrivilegedAuthenticationAdministrator = 1 << 1,
    AuthenticationAdministrator = 1 << 2,
    UserAdministrator = 1 << 3,
    HelpdeskAdministrator = 1 << 4,
    PasswordAdministrator = 1 << 5,
    GlobalReader = 1 << 6,
    AuthenticationPolicyAdministrator = 1 << 7,
    PrivilegedRoleAdministrator = 1 << 8,
    GroupsAdministrator = 1 << 9,
    DirectoryReaders = 1 << 10,
    GuestInviter = 1 << 11,
    MessageCenterReader = 1 << 12,
    ReportsReader = 1 << 13,
    UsageSummaryReportsReader = 1 << 14,
    UserExperienceSuccessManager = 1 << 15,
    SecurityAdministrator = 1 << 16,
    SecurityReader = 1 << 17,
    SecurityOperator = 1 << 18,
    ConditionalAccessAdministrator = 1 << 19,
    ApplicationAdministrator = 1 << 20,
    CloudApplicationAdministrator = 1 << 21,
    PartnerTier1Support = 1 << 22,
    PartnerTier2Support = 1 << 23,
    Other = 1 << 24,
    /// <summary>Not a role: the user is a member or owner of a role-assignable group.</summary>
    InRoleAssignableGroup = 1 << 25,
    LicenseAdministrator = 1 << 26,
    DirectoryWriters = 1 << 27,
    ExternalIdUserFlowAdministrator = 1 << 28,
}
