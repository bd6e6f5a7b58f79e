using System.Collections.Frozen;
using AuthMethods.Storage;
using static AuthMethods.Storage.DirectoryRoles;

namespace AuthMethods.Access;

/// <summary>
/// Who may do what: the "Permissions" section of every operation's reference page, as one table. Each kind of method adds rows with
/// the same columns.
/// </summary>
internal sealed class RoleMatrix
{
    /// <summary>
    /// For each role, the roles that a target may hold at most; a target without roles is always allowed. From "who can reset
    /// passwords" and "who can perform sensitive actions" in the role reference, which agree for every role that is in both.
    /// </summary>
    private static readonly (DirectoryRoles Role, DirectoryRoles Reach)[] Reaches =
    [
        (GlobalAdministrator, Everyone),
        (PrivilegedAuthenticationAdministrator, Everyone),
        (PartnerTier2Support, Everyone),
        (GlobalReader, Everyone),
        (AuthenticationPolicyAdministrator, Everyone),
        (PartnerTier1Support, None),
        (PasswordAdministrator, DirectoryReaders | GuestInviter | DirectoryRoles.PasswordAdministrator),
        (HelpdeskAdministrator, Readers | DirectoryRoles.PasswordAdministrator | DirectoryRoles.HelpdeskAdministrator),
        (AuthenticationAdministrator, Readers | DirectoryRoles.PasswordAdministrator | DirectoryRoles.AuthenticationAdministrator),
        (UserAdministrator, Readers | DirectoryRoles.PasswordAdministrator | DirectoryRoles.HelpdeskAdministrator | GroupsAdministrator
            | DirectoryRoles.UserAdministrator),
    ];

    private const DirectoryRoles Everyone = (DirectoryRoles)~0L;
    private const DirectoryRoles Readers = DirectoryReaders | GuestInviter | MessageCenterReader | ReportsReader
        | UsageSummaryReportsReader | UserExperienceSuccessManager;

    /// <summary>Roles that see phone numbers unmasked.</summary>
    public const DirectoryRoles SeePlainNumbers = GlobalAdministrator | PrivilegedAuthenticationAdministrator | GlobalReader;

    public const DirectoryRoles Any = None;
    public const DirectoryRoles MethodManagers = AuthenticationAdministrator | PrivilegedAuthenticationAdministrator | GlobalAdministrator;
    public const DirectoryRoles MethodReaders = MethodManagers | GlobalReader;
    public const DirectoryRoles Resetters = PasswordAdministrator | HelpdeskAdministrator | AuthenticationAdministrator | UserAdministrator
        | PrivilegedAuthenticationAdministrator | GlobalAdministrator | PartnerTier1Support | PartnerTier2Support;
    private const DirectoryRoles Sensitive = AuthenticationAdministrator | UserAdministrator | PrivilegedAuthenticationAdministrator | GlobalAdministrator;
    private const DirectoryRoles UserManagers = UserAdministrator | GlobalAdministrator;
    private const DirectoryRoles GroupManagers = GroupsAdministrator | UserAdministrator | GlobalAdministrator;
    private const DirectoryRoles LicenseManagers = LicenseAdministrator | DirectoryWriters | UserManagers;
    private const DirectoryRoles ApplicationManagers = ApplicationAdministrator | CloudApplicationAdministrator | GlobalAdministrator;
    private const DirectoryRoles RoleManagers = PrivilegedRoleAdministrator | GlobalAdministrator;
    private const DirectoryRoles ReportReaders = ReportsReader | SecurityReader | SecurityAdministrator | GlobalReader | SecurityOperator
        | ApplicationAdministrator | CloudApplicationAdministrator | GlobalAdministrator;
    public const DirectoryRoles MfaManagers = AuthenticationPolicyAdministrator | GlobalAdministrator;
    private const DirectoryRoles PolicyReaders = GlobalReader | SecurityReader | SecurityOperator | SecurityAdministrator | LicenseAdministrator
        | GlobalAdministrator;
    private const DirectoryRoles ConditionManagers = ConditionalAccessAdministrator | SecurityAdministrator | GlobalAdministrator;
    private const DirectoryRoles AuthorizationReaders = PolicyReaders | PrivilegedRoleAdministrator;
    private const DirectoryRoles FlowManagers = ExternalIdUserFlowAdministrator | GlobalAdministrator;
    private const DirectoryRoles FlowReaders = PolicyReaders | FlowManagers;
    private const DirectoryRoles SettingManagers = AuthenticationPolicyAdministrator | DirectoryWriters | GlobalAdministrator;
    private const DirectoryRoles SettingReaders = SettingManagers | DirectoryReaders | GlobalReader | GroupsAdministrator | UserAdministrator;
    private const DirectoryRoles DefaultsReaders = PolicyReaders | ConditionManagers;

    /// <summary>
    /// The documented sensitive actions. On an administrator, an application needs a directory role for them in addition to its permissions:
    /// one that may do the same as a user.
    /// </summary>
    public static readonly FrozenSet<string> SensitiveActions =
    [
        Permission.UserEnable, Permission.UserPhonesWrite, Permission.UserMailsWrite, Permission.UserIdentityWrite, Permission.UserPasswordWrite,
        Permission.AdministratorPasswordWrite, Permission.UserDelete,
    ];

    // Own account: permissions that suffice without a role. LikeOthers: same rules as for other users. Refused: never on the own account.
    public static readonly Scopes LikeOthers = new();
    public static readonly Scopes Refused = new();

    public static readonly Scopes AnyMethodOwn = new(
        "UserAuthenticationMethod.Read", "UserAuthenticationMethod.Read.All",
        "UserAuthenticationMethod.ReadWrite", "UserAuthenticationMethod.ReadWrite.All");
    public static readonly Scopes AnyMethod = new("UserAuthenticationMethod.Read.All", "UserAuthenticationMethod.ReadWrite.All");
    public static readonly Scopes EveryMethod = new("UserAuthenticationMethod.ReadWrite.All");
    private static readonly Scopes Reports = new("AuditLog.Read.All");
    private static readonly Scopes Usage = new("Reports.Read.All");
    public static readonly Scopes MfaRead = new("Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod");
    public static readonly Scopes MfaWrite = new("Policy.ReadWrite.AuthenticationMethod");
    private static readonly Scopes PolicyRead = new("Policy.Read.AuthenticationMethod", "Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod");
    private static readonly Scopes PolicyWrite = new("Policy.ReadWrite.AuthenticationMethod");
    private static readonly Scopes ConditionsRead = new([.. PolicyRead.Names, "Policy.ReadWrite.ConditionalAccess"]);
    private static readonly Scopes ConditionsWrite = new("Policy.ReadWrite.ConditionalAccess", "Policy.ReadWrite.AuthenticationMethod");
    private static readonly Scopes EveryPolicy = new("Policy.Read.All");
    private static readonly Scopes AuthorizationRead = new("Policy.Read.All", "Policy.ReadWrite.Authorization");
    private static readonly Scopes AuthorizationWrite = new("Policy.ReadWrite.Authorization");
    private static readonly Scopes FlowsRead = new("Policy.Read.All", "Policy.ReadWrite.AuthenticationFlows");
    private static readonly Scopes FlowsWrite = new("Policy.ReadWrite.AuthenticationFlows");
    private static readonly Scopes SettingTemplates =
        new("GroupSettings.Read.All", "GroupSettings.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
    private static readonly Scopes SettingsRead = new([.. SettingTemplates.Names, "Group.Read.All", "Group.ReadWrite.All"]);
    private static readonly Scopes SettingsCreate = new("GroupSettings.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes SettingsWrite = new([.. SettingsCreate.Names, "Policy.ReadWrite.Authorization"]);
    private static readonly Scopes DefaultsRead = new("Policy.Read.All", "Policy.ReadWrite.SecurityDefaults");
    private static readonly Scopes DefaultsWrite = new("Policy.ReadWrite.SecurityDefaults", "Policy.ReadWrite.ConditionalAccess");
    private static readonly Scopes AuthoritiesRead = new("Organization.Read.All", "Organization.ReadWrite.All");
    private static readonly Scopes AuthoritiesWrite = new("Organization.ReadWrite.All");
    private static readonly Scopes UsersRead = new(
        "User.ReadBasic.All", "User.Read.All", "User.ReadUpdate.All", "Directory.Read.All", "User.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes UsersCreate = new("User.Create", "User.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes UsersWrite = new("User.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes ProfilesWrite = new(["User.ReadUpdate.All", .. UsersWrite.Names]);
    private static readonly Scopes UsersDelete = new("User.DeleteRestore.All", "User.ReadWrite.All");
    private static readonly Scopes UsersFullRead = new(
        "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
    private static readonly Scopes UsersPatch = new(
        "User.ReadUpdate.All",
        "User-Mail.ReadWrite.All", "User-Phone.ReadWrite.All", "User-PasswordProfile.ReadWrite.All", "User.EnableDisableAccount.All",
        "User.ManageIdentities.All", "User.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes UsersPatchOwn = new(["User.ReadWrite", .. UsersPatch.Names]);
    private static readonly Scopes Revoke = new("User.RevokeSessions.All", "User.ReadWrite.All", "Directory.ReadWrite.All");
    public static readonly Scopes Passwords = new("User-PasswordProfile.ReadWrite.All", "Directory.AccessAsUser.All");

    private static readonly Scopes DirectoryRead = new("Directory.Read.All");
    private static readonly Scopes MembershipsRead = new(
        "GroupMember.ReadBasic.All", "Group.ReadBasic.All", "GroupMember.Read.All", "Directory.Read.All", "Directory.ReadWrite.All");
    private static readonly Scopes TransitiveMembershipsRead = new(
        "User.Read.All", "GroupMember.ReadBasic.All", "Group.ReadBasic.All", "GroupMember.Read.All", "Group.Read.All",
        "Directory.Read.All", "Directory.ReadWrite.All");
    private static readonly Scopes MemberGroupsRead = new(
        "GroupMember.ReadBasic.All", "Group.ReadBasic.All", "GroupMember.Read.All", "User.Read.All", "Group.Read.All",
        "Directory.Read.All", "Group.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes MembershipsCheck = new([.. MemberGroupsRead.Names, "User.ReadWrite.All"]);
    private static readonly Scopes Validate = new("User.ReadWrite", "User.ReadWrite.All");
    private static readonly Scopes GroupsRead = new(
        "Group.ReadBasic.All", "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All", "Group.ManageProtection.All",
        "Group-NestingSupport.ReadWrite.All", "Group-PreferredDataLocation.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes MembersRead = new(
        "GroupMember.ReadBasic.All", "Group.ReadBasic.All", "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All",
        "GroupMember.ReadWrite.All", "Group.ReadWrite.All");
    private static readonly Scopes OwnersRead = new(
        "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All", "GroupMember.ReadWrite.All", "Group.ReadWrite.All");
    private static readonly Scopes GroupsDelta = new(
        "Group.ReadBasic.All", "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All", "Group-NestingSupport.ReadWrite.All",
        "Group.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes GroupsWrite = new("Group.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes GroupsDelete = new("Group.ReadWrite.All");
    private static readonly Scopes MembersWrite = new("GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes Roles = new("RoleManagement.ReadWrite.Directory");
    private static readonly Scopes RolesReaders = new(
        "RoleManagement.Read.Directory", "Directory.Read.All", "RoleManagement.ReadWrite.Directory", "Directory.ReadWrite.All");
    private static readonly Scopes AssignmentsRead = new(
        "RoleManagement.Read.Directory", "Directory.Read.All", "RoleManagement.Read.All",
        "RoleManagement.ReadWrite.Directory", "Directory.ReadWrite.All");
    private static readonly Scopes DefinitionsWrite = new("RoleManagement.ReadWrite.Directory", "Directory.ReadWrite.All");
    private static readonly Scopes TenantRead = new("Organization.Read.All", "Directory.Read.All", "Organization.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes DomainRead = new("Domain.Read.All", "Directory.Read.All", "Domain.ReadWrite.All");
    private static readonly Scopes SkusRead = new(
        "LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All",
        "Organization.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes LicenseRead = new(["LicenseAssignment.Read.All", .. UsersFullRead.Names]);
    private static readonly Scopes LicenseWrite = new("LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All");

    private static readonly Scopes UnitsRead = new(
        "AdministrativeUnit.Read.All", "Directory.Read.All", "AdministrativeUnit.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes UnitsWrite = new("AdministrativeUnit.ReadWrite.All");
    private static readonly Scopes Hidden = new("Member.Read.Hidden");

    private static readonly Scopes ApplicationsRead = new(
        "Application.Read.All", "Directory.Read.All", "Application.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes ApplicationsWrite = new("Application.ReadWrite.All");
    private static readonly Scopes OwnApplicationsWrite = new("Application.ReadWrite.OwnedBy", "Application.ReadWrite.All");
    private static readonly Scopes PrincipalsWrite = new("Application.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes OwnPrincipalsWrite = new("Application.ReadWrite.OwnedBy", "Application.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes UserAppRolesRead = new("AppRoleAssignment.ReadWrite.All", "Directory.Read.All");
    private static readonly Scopes AppRoles = new("AppRoleAssignment.ReadWrite.All");
    private static readonly Scopes GrantsRead = new("Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All");
    private static readonly Scopes GrantsWrite = new("DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All");

    /// <summary>
    /// A role in the fifth column may act on users. The last column says whether it may act on every administrator too (Everyone) or
    /// only on those in <see cref="Reaches"/> (Limited).
    /// </summary>
    private static readonly PermissionRow[] Rows =
    [
        //  permission                            own account               delegated scope, others application permission roles, on users    roles, on
        //                                                                                                                                    administrators
        new(Permission.MethodsRead,               AnyMethodOwn,             AnyMethod,              AnyMethod,             MethodReaders,     Reach.Limited),
        new(Permission.OperationsRead,            AnyMethodOwn,             AnyMethod,              AnyMethod,             MethodReaders,     Reach.Limited),
        new(Permission.MultiFactorReset,          LikeOthers,               EveryMethod,            EveryMethod,           MethodManagers,    Reach.Limited),
        // Bulk registration: each value additionally requires the permission of its kind of method on its user.
        new(Permission.MethodsImport,             LikeOthers,               EveryMethod,            EveryMethod,           MethodManagers,    Reach.Everyone),
        // Messages contain codes with which one signs in as their user, a Global Administrator too.
        new(Permission.OutboxRead,                LikeOthers,               EveryMethod,            EveryMethod,
            PrivilegedAuthenticationAdministrator | GlobalAdministrator, Reach.Everyone),
        new(Permission.AuthenticatorsUse,         LikeOthers,               EveryMethod,            EveryMethod,
            PrivilegedAuthenticationAdministrator | GlobalAdministrator, Reach.Everyone),
        new(Permission.DecisionsExplain,          LikeOthers,               AnyMethod,              AnyMethod,             MethodReaders,     Reach.Everyone),
        new(Permission.SessionsRevoke,            Revoke,                   Revoke,                 Revoke,                Resetters,         Reach.Limited),
        new(Permission.RefreshTokensInvalidate,
            new("User.RevokeSessions.All", "User.ReadWrite", "Directory.ReadWrite.All"),
            new("User.RevokeSessions.All", "Directory.ReadWrite.All"),
            new("User.RevokeSessions.All"), Resetters, Reach.Limited),
        new(Permission.SignInPreferencesRead,
            new("UserAuthenticationMethod.Read", "UserAuthenticationMethod.ReadWrite"),
            AnyMethod, AnyMethod, MethodReaders,    Reach.Limited),
        new(Permission.SignInPreferencesWrite,
            new("UserAuthenticationMethod.ReadWrite", "UserAuthenticationMethod.ReadWrite.All"),
            new("UserAuthenticationMethod.ReadWrite.All"),
            new("UserAuthenticationMethod.ReadWrite.All"), MethodManagers, Reach.Limited),
        new(Permission.RequirementsRead,          MfaRead,                  MfaRead,                MfaRead,               MfaManagers | GlobalReader,
                                                                                                                                              Reach.Everyone),
        new(Permission.RequirementsWrite,         LikeOthers,               MfaWrite,               MfaWrite,              MfaManagers,       Reach.Everyone),
        new(Permission.UserList,                  LikeOthers,               UsersRead,              UsersRead,             Any,               Reach.Everyone),
        new(Permission.UserRead,
            new(["User.Read", .. UsersRead.Names, "User.ReadWrite"]), UsersRead, UsersRead, Any, Reach.Everyone),
        new(Permission.UserCreate,                LikeOthers,               UsersCreate,            UsersCreate,           UserManagers,      Reach.Everyone),
        new(Permission.UserDelta,                 LikeOthers,               UsersFullRead,          UsersFullRead,         Any,               Reach.Everyone),
        new(Permission.UserDelete,                LikeOthers,               UsersDelete,            UsersDelete,           Sensitive,         Reach.Limited),
        // PATCH of a user: the token must satisfy one of the following rows; the properties sent decide which are required.
        new(Permission.UserUpdate,                UsersPatchOwn,            UsersPatch,             UsersPatch,            Resetters,         Reach.Everyone),
        new(Permission.UserProfileWrite,
            new(["User.ReadWrite", .. ProfilesWrite.Names]), ProfilesWrite, ProfilesWrite, UserManagers, Reach.Everyone),
        new(Permission.UserStandingWrite,         LikeOthers,               ProfilesWrite,          ProfilesWrite,         UserManagers,      Reach.Everyone),
        new(Permission.UserPhonesWrite,
            new("User.ReadWrite", "User-Phone.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
            new("User-Phone.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
            new("User-Phone.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"), Resetters, Reach.Limited),
        new(Permission.UserMailsWrite,
            new("User-Mail.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
            new("User-Mail.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
            new("User-Mail.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"), Resetters, Reach.Limited),
        new(Permission.UserEnable,
            LikeOthers,
            new("User.EnableDisableAccount.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
            new("User.EnableDisableAccount.All", "User.ReadWrite.All", "Directory.ReadWrite.All"), Sensitive, Reach.Limited),
        // Required together with the row before.
        new(Permission.UserFullRead,              LikeOthers,               UsersFullRead,          UsersFullRead,         Any,               Reach.Everyone),
        new(Permission.UserLinksRead,
            new(["User.Read", .. UsersFullRead.Names]) { ShowsOthers = true }, UsersFullRead, UsersFullRead, Any, Reach.Everyone),
        new(Permission.ManagerWrite,              LikeOthers,               UsersWrite,             UsersWrite,            UserManagers,      Reach.Everyone),
        new(Permission.UserIdentityWrite,         LikeOthers,               UsersWrite,             UsersWrite,            Sensitive,         Reach.Limited),
        new(Permission.UserIdentitiesWrite,
            LikeOthers,
            new("User.ManageIdentities.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
            new("User.ManageIdentities.All", "User.ReadWrite.All", "Directory.ReadWrite.All"), Sensitive, Reach.Limited),
        new(Permission.UserPasswordWrite,
            LikeOthers, Passwords,
            new("User-PasswordProfile.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"), Sensitive, Reach.Limited),
        new(Permission.AdministratorPasswordWrite,
            LikeOthers, Passwords, new("User-PasswordProfile.ReadWrite.All"), Sensitive, Reach.Limited),
        new(Permission.DeletedUserList,           LikeOthers,               UsersFullRead,          UsersFullRead,         Any,               Reach.Everyone),
        new(Permission.DeletedUserRead,           LikeOthers,               new("User.Read.All"),   new("User.Read.All"),  Any,               Reach.Everyone),
        new(Permission.DirectoryObjectsRead,      LikeOthers,               DirectoryRead,          DirectoryRead,         Any,               Reach.Everyone),
        new(Permission.MembershipsRead,
            new(["User.Read", .. MembershipsRead.Names]) { ShowsOthers = true }, MembershipsRead,
            new("Directory.Read.All", "GroupMember.ReadBasic.All", "Group.ReadBasic.All", "Directory.ReadWrite.All"), Any, Reach.Everyone),
        new(Permission.TransitiveMembershipsRead,
            new(["User.Read", .. TransitiveMembershipsRead.Names]) { ShowsOthers = true },
            TransitiveMembershipsRead, TransitiveMembershipsRead, Any, Reach.Everyone),
        new(Permission.MemberGroupsRead,          LikeOthers,               MemberGroupsRead,       MemberGroupsRead,      Any,               Reach.Everyone),
        new(Permission.MemberGroupsCheck,         LikeOthers,               MembershipsCheck,       MembershipsCheck,      Any,               Reach.Everyone),
        new(Permission.MemberObjectsRead,
            new(["User.Read", .. MembershipsCheck.Names]) { ShowsOthers = true }, MembershipsCheck, MembershipsCheck, Any, Reach.Everyone),
        new(Permission.PasswordValidate,          LikeOthers,               Validate,               Scopes.None,           Any,               Reach.Everyone),
        // For groups, "own account" means a group that the caller owns.
        new(Permission.GroupRead,                 LikeOthers,               GroupsRead,             GroupsRead,            Any,               Reach.Everyone),
        new(Permission.GroupMembersRead,          LikeOthers,               MembersRead,            MembersRead,           Any,               Reach.Everyone),
        new(Permission.GroupOwnersRead,           LikeOthers,               OwnersRead,             OwnersRead,            Any,               Reach.Everyone),
        new(Permission.GroupCreate,
            LikeOthers, GroupsWrite, new("Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"), Any, Reach.Everyone),
        new(Permission.GroupDelta,                LikeOthers,               GroupsDelta,            GroupsDelta,           Any,               Reach.Everyone),
        new(Permission.GroupWrite,                GroupsWrite,              GroupsWrite,            GroupsWrite,           GroupManagers,     Reach.Everyone),
        new(Permission.GroupDelete,               GroupsDelete,             GroupsDelete,           GroupsDelete,          GroupManagers,     Reach.Everyone),
        new(Permission.GroupMembersWrite,         MembersWrite,             MembersWrite,           MembersWrite,          GroupManagers,     Reach.Everyone),
        new(Permission.RoleAssignableGroupWrite,  Roles,                    Roles,                  Roles,                 RoleManagers,      Reach.Everyone),
        // For applications and service principals too, "own account" means one that the caller owns.
        new(Permission.ApplicationList,
            LikeOthers, ApplicationsRead,
            new("Application.Read.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All", "Application.ReadWrite.All"), Any, Reach.Everyone),
        new(Permission.ApplicationRead,
            LikeOthers, ApplicationsRead, new([.. ApplicationsRead.Names, "Application.ReadWrite.OwnedBy"]), Any, Reach.Everyone),
        new(Permission.ApplicationCreate,
            LikeOthers,
            new("AppRegistration.Create", "Application.ReadWrite.All"),
            new("AppRegistration.Create", "Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"), ApplicationManagers, Reach.Everyone),
        new(Permission.ApplicationWrite,          ApplicationsWrite,        ApplicationsWrite,      OwnApplicationsWrite,  ApplicationManagers, Reach.Everyone),
        new(Permission.ApplicationSecretsWrite,   PrincipalsWrite,          PrincipalsWrite,        OwnPrincipalsWrite,    ApplicationManagers, Reach.Everyone),
        new(Permission.ServicePrincipalWrite,     PrincipalsWrite,          PrincipalsWrite,        OwnPrincipalsWrite,    ApplicationManagers, Reach.Everyone),
        new(Permission.AppRolesOfUserRead,        LikeOthers,               UserAppRolesRead,       UserAppRolesRead,      Any,               Reach.Everyone),
        new(Permission.AppRolesAssign,
            LikeOthers, AppRoles, AppRoles, ApplicationManagers | PrivilegedRoleAdministrator, Reach.Everyone),
        new(Permission.GraphRolesAssign,          LikeOthers,               AppRoles,               AppRoles,              RoleManagers,      Reach.Everyone),
        new(Permission.PermissionGrantsRead,      LikeOthers,               GrantsRead,             GrantsRead,            Any,               Reach.Everyone),
        new(Permission.PermissionGrantsWrite,
            LikeOthers, GrantsWrite, GrantsWrite, ApplicationManagers | PrivilegedRoleAdministrator, Reach.Everyone),
        new(Permission.RolesRead,                 LikeOthers,               RolesReaders,           RolesReaders,          Any,               Reach.Everyone),
        new(Permission.RoleAssignmentsRead,       LikeOthers,               AssignmentsRead,        RolesReaders,          Any,               Reach.Everyone),
        new(Permission.RoleDefinitionsRead,       LikeOthers,               AssignmentsRead,        AssignmentsRead,       Any,               Reach.Everyone),
        new(Permission.RolesWrite,                LikeOthers,               Roles,                  Roles,                 RoleManagers,      Reach.Everyone),
        new(Permission.RoleDefinitionsWrite,      LikeOthers,               DefinitionsWrite,       DefinitionsWrite,      RoleManagers,      Reach.Everyone),
        new(Permission.OrganizationRead,
            new(["User.Read", .. TenantRead.Names, "User.Read.All"]),
            new(["User.Read", .. TenantRead.Names, "User.Read.All"]),
            new([.. TenantRead.Names, "User.Read.All"]), Any, Reach.Everyone),
        new(Permission.DomainsRead,               LikeOthers,               DomainRead,             DomainRead,            Any,               Reach.Everyone),
        new(Permission.SubscribedSkusRead,        LikeOthers,               SkusRead,               SkusRead,              Any,               Reach.Everyone),
        new(Permission.LicensesRead,
            new(["LicenseAssignment.Read.All", "User.Read", .. UsersFullRead.Names]), LicenseRead, LicenseRead, Any, Reach.Everyone),
        new(Permission.LicensesWrite,             LikeOthers,               LicenseWrite,           LicenseWrite,          LicenseManagers,   Reach.Everyone),
        new(Permission.MethodsPolicyRead,         LikeOthers,               PolicyRead,             PolicyRead,            MfaManagers | GlobalReader,
                                                                                                                                              Reach.Everyone),
        new(Permission.MethodsPolicyWrite,        LikeOthers,               PolicyWrite,            PolicyWrite,           MfaManagers,       Reach.Everyone),
        new(Permission.AuthorizationPolicyRead,   LikeOthers,               AuthorizationRead,      AuthorizationRead,     AuthorizationReaders,Reach.Everyone),
        new(Permission.AuthorizationPolicyWrite,  LikeOthers,               AuthorizationWrite,     AuthorizationWrite,    RoleManagers,      Reach.Everyone),
        new(Permission.AuthenticationFlowsRead,   LikeOthers,               FlowsRead,              FlowsRead,             FlowReaders,       Reach.Everyone),
        new(Permission.AuthenticationFlowsWrite,  LikeOthers,               FlowsWrite,             FlowsWrite,            FlowManagers,      Reach.Everyone),
        new(Permission.SecurityDefaultsRead,      LikeOthers,               DefaultsRead,           DefaultsRead,          DefaultsReaders,   Reach.Everyone),
        new(Permission.SecurityDefaultsWrite,     LikeOthers,               DefaultsWrite,          DefaultsWrite,         ConditionManagers, Reach.Everyone),
        // Required together with the row before.
        new(Permission.PoliciesRead,              LikeOthers,               EveryPolicy,            EveryPolicy,           Any,               Reach.Everyone),
        new(Permission.DirectorySettingTemplatesRead, LikeOthers,           SettingTemplates,       SettingTemplates,      SettingReaders,    Reach.Everyone),
        new(Permission.DirectorySettingsRead,     LikeOthers,               SettingsRead,           SettingsRead,          SettingReaders,    Reach.Everyone),
        new(Permission.DirectorySettingsCreate,   LikeOthers,               SettingsCreate,         SettingsCreate,        SettingManagers,   Reach.Everyone),
        new(Permission.DirectorySettingsWrite,    LikeOthers,               SettingsWrite,          SettingsWrite,         SettingManagers,   Reach.Everyone),
        new(Permission.CertificateAuthoritiesRead, LikeOthers,              AuthoritiesRead,        AuthoritiesRead,       GlobalReader | GlobalAdministrator,
                                                                                                                                              Reach.Everyone),
        new(Permission.CertificateAuthoritiesWrite, LikeOthers,             AuthoritiesWrite,       AuthoritiesWrite,      GlobalAdministrator,
                                                                                                                                              Reach.Everyone),
        new(Permission.StrengthsRead,
            LikeOthers, ConditionsRead, ConditionsRead, ConditionManagers | SecurityReader | GlobalReader, Reach.Everyone),
        new(Permission.StrengthsWrite,            LikeOthers,               ConditionsWrite,        ConditionsWrite,       ConditionManagers, Reach.Everyone),
        new(Permission.AuditRead,
            LikeOthers,
            new("AuditLog.Read.All", "Directory.Read.All"),
            new("AuditLog.Read.All", "Directory.Read.All"), ReportReaders, Reach.Everyone),
        new(Permission.SignInRead,                LikeOthers,               Reports,                Reports,               ReportReaders,     Reach.Everyone),
        new(Permission.UsageRead,                 LikeOthers,               Usage,                  Usage,                 ReportReaders,     Reach.Everyone),
        new(Permission.RegistrationRead,          LikeOthers,               Reports,                Reports,               ReportReaders,     Reach.Everyone),
        new(Permission.RegistrationSummaryRead,   LikeOthers,               Reports,                Scopes.None,           ReportReaders,     Reach.Everyone),
        new(Permission.AdministrativeUnitRead,    LikeOthers,               UnitsRead,              UnitsRead,             Any,               Reach.Everyone),
        new(Permission.AdministrativeUnitWrite,   LikeOthers,               UnitsWrite,             UnitsWrite,            RoleManagers,      Reach.Everyone),
        // For administrative units with hidden membership, "own account" means a unit that the caller is a member of.
        new(Permission.HiddenMembersRead,         Hidden,                   Hidden,                 Hidden,                RoleManagers | GlobalReader,
                                                                                                                                              Reach.Everyone),
    ];

    private readonly FrozenDictionary<string, PermissionRow> _byPermission;

    /// <param name="ofKinds">The rows of the kinds of method.</param>
    public RoleMatrix(IEnumerable<PermissionRow> ofKinds)
    {
        PermissionRow[] all = [.. Rows, .. ofKinds];
        if (all.FirstOrDefault(row => row.OwnAccount.Least is null && !row.IsRefusedOnOwnAccount && !row.TreatsOwnAccountLikeOthers) is { } unclear)
        {
            throw new ArgumentException($"{unclear.Permission} doesn't say whether the own account is refused or like others.", nameof(ofKinds));
        }

        Permissions = [.. all.Select(row => row.Permission)];
        _byPermission = all.ToFrozenDictionary(row => row.Permission);
    }

    public IReadOnlyList<string> Permissions { get; }

    internal PermissionRow Of(string permission) => _byPermission[permission];

    /// <summary>Whether one of the caller's roles may act on a target with these roles.</summary>
    internal static bool CanReach(DirectoryRoles caller, DirectoryRoles target)
    {
        if (target == None) return true;
        foreach (var (role, reach) in Reaches)
        {
            if ((caller & role) != 0 && (target & ~reach) == 0) return true;
        }

        return false;
    }
}
