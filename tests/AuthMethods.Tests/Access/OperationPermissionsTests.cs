using AuthMethods.Access;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.PlatformCredentialMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Features.ResourceAccountKeyMethods;
using AuthMethods.Features.SoftwareOathMethods;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Features.WindowsHelloForBusinessMethods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Tests.Access;

/// <summary>The "Permissions" section of each operation's reference page, transcribed, against what a token with that one permission may do.</summary>
public sealed class OperationPermissionsTests
{
    private const string None = "";
    private const string MethodsOwnRead =
        "UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All";
    private const string MethodsRead = "UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All";
    private const string EmailOwnRead =
        MethodsOwnRead + " UserAuthMethod-Email.Read UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All";
    private const string EmailRead = MethodsRead + " UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite.All";
    private const string EmailOwnWrite = EmailWrite + " UserAuthenticationMethod.ReadWrite UserAuthMethod-Email.ReadWrite";
    private const string EmailWrite = "UserAuthenticationMethod.ReadWrite.All UserAuthMethod-Email.ReadWrite.All";
    private const string PhoneOwnRead =
        MethodsOwnRead + " UserAuthMethod-Phone.Read UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All";
    private const string PhoneRead = MethodsRead + " UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite.All";
    private const string PhoneOwnWrite = PhoneWrite + " UserAuthenticationMethod.ReadWrite UserAuthMethod-Phone.ReadWrite";
    private const string PhoneWrite = "UserAuthenticationMethod.ReadWrite.All UserAuthMethod-Phone.ReadWrite.All";
    private const string TokenOwnRead = MethodsOwnRead
        + " UserAuthMethod-HardwareOATH.Read UserAuthMethod-HardwareOATH.Read.All"
        + " UserAuthMethod-HardwareOATH.ReadWrite UserAuthMethod-HardwareOATH.ReadWrite.All";
    private const string TokenRead = MethodsRead + " UserAuthMethod-HardwareOATH.Read.All UserAuthMethod-HardwareOATH.ReadWrite.All";
    private const string TokenOwnWrite = TokenWrite + " UserAuthenticationMethod.ReadWrite UserAuthMethod-HardwareOATH.ReadWrite";
    private const string TokenWrite = "UserAuthenticationMethod.ReadWrite.All UserAuthMethod-HardwareOATH.ReadWrite.All";
    private const string PasskeyOwnRead = MethodsOwnRead
        + " UserAuthMethod-Passkey.Read UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite UserAuthMethod-Passkey.ReadWrite.All";
    private const string PasskeyRead = MethodsRead + " UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite.All";
    private const string PasskeyOwnWrite = PasskeyWrite + " UserAuthenticationMethod.ReadWrite UserAuthMethod-Passkey.ReadWrite";
    private const string PasskeyWrite = "UserAuthenticationMethod.ReadWrite.All UserAuthMethod-Passkey.ReadWrite.All";
    private const string QrOwnRead =
        MethodsOwnRead + " UserAuthMethod-QR.Read UserAuthMethod-QR.Read.All UserAuthMethod-QR.ReadWrite UserAuthMethod-QR.ReadWrite.All";
    private const string QrRead = MethodsRead + " UserAuthMethod-QR.Read.All UserAuthMethod-QR.ReadWrite.All";
    private const string QrOwnWrite = QrWrite + " UserAuthenticationMethod.ReadWrite UserAuthMethod-QR.ReadWrite";
    private const string QrWrite = "UserAuthenticationMethod.ReadWrite.All UserAuthMethod-QR.ReadWrite.All";
    private const string PasswordOwnRead = MethodsOwnRead
        + " UserAuthMethod-Password.Read UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All";
    private const string PasswordRead = MethodsRead + " UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite.All";
    private const string PasswordOwnWrite = PasswordWrite + " UserAuthenticationMethod.ReadWrite UserAuthMethod-Password.ReadWrite";
    private const string PasswordWrite = "UserAuthenticationMethod.ReadWrite.All UserAuthMethod-Password.ReadWrite.All";
    private const string SettingTemplates = "GroupSettings.Read.All GroupSettings.ReadWrite.All Directory.Read.All Directory.ReadWrite.All";
    private const string SettingsRead = SettingTemplates + " Group.Read.All Group.ReadWrite.All";
    private const string Revoke = "User.RevokeSessions.All User.ReadWrite.All Directory.ReadWrite.All";
    private const string MfaRead = "Policy.Read.All Policy.ReadWrite.AuthenticationMethod";
    private const string PolicyRead = "Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod";
    private const string UsersRead = "User.ReadBasic.All User.Read.All User.ReadUpdate.All Directory.Read.All User.ReadWrite.All Directory.ReadWrite.All";
    private const string UsersWrite = "User.ReadWrite.All Directory.ReadWrite.All";
    private const string UsersPatch =
        "User.ReadUpdate.All User-Mail.ReadWrite.All User-Phone.ReadWrite.All User-PasswordProfile.ReadWrite.All User.EnableDisableAccount.All User.ManageIdentities.All "
            + UsersWrite;
    private const string DirectoryRead = "Directory.Read.All Directory.ReadWrite.All";
    private const string FullRead = "User.Read.All User.ReadWrite.All " + DirectoryRead;
    private const string Memberships = "GroupMember.ReadBasic.All Group.ReadBasic.All " + DirectoryRead;
    private const string TransitiveMemberships = Memberships + " GroupMember.Read.All Group.Read.All User.Read.All";
    private const string MemberGroups = TransitiveMemberships + " Group.ReadWrite.All";
    private const string MemberObjects = MemberGroups + " User.ReadWrite.All";
    private const string GroupRead = "Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Group.ManageProtection.All "
        + "Group-NestingSupport.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All " + DirectoryRead;
    private const string OwnersRead = "GroupMember.Read.All GroupMember.ReadWrite.All Group.Read.All Group.ReadWrite.All Directory.Read.All";
    private const string MembersRead = OwnersRead + " GroupMember.ReadBasic.All Group.ReadBasic.All";
    private const string GroupDelta = "Group-NestingSupport.ReadWrite.All Group.ReadBasic.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All " + DirectoryRead;
    private const string GroupWrite = "Group.ReadWrite.All Directory.ReadWrite.All";
    private const string GroupCreate = "Group.Create " + GroupWrite;
    private const string RoleWrite = "RoleManagement.ReadWrite.Directory";
    private const string RoleRead = "RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory " + DirectoryRead;
    private const string UnitRead = "AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All " + DirectoryRead;
    private const string ApplicationRead = "Application.Read.All Application.ReadWrite.All " + DirectoryRead;
    private const string PrincipalWrite = "Application.ReadWrite.All Directory.ReadWrite.All";
    private const string GrantRead = "DelegatedPermissionGrant.ReadWrite.All " + DirectoryRead;
    private const string TenantRead = "Organization.Read.All Organization.ReadWrite.All " + DirectoryRead;
    private const string DomainRead = "Domain.Read.All Domain.ReadWrite.All Directory.Read.All";
    private const string Profiles = UsersWrite + " User.ReadUpdate.All";
    private const string ChangePassword = "User-PasswordProfile.ReadWrite.All Directory.AccessAsUser.All";

    /// <summary>Permission: delegated on one's own account without a role, delegated on others, application.</summary>
    public static TheoryData<string, string, string, string> Operations => new()
    {
        { Permission.MethodsRead, MethodsOwnRead, MethodsRead, MethodsRead },
        { Permission.OperationsRead, MethodsOwnRead, MethodsRead, MethodsRead },
        { EmailMethodKind.Read, EmailOwnRead, EmailRead, EmailRead },
        { EmailMethodKind.Write, EmailOwnWrite, EmailWrite, EmailWrite },
        { HardwareOathMethodKind.Read, TokenOwnRead, TokenRead, TokenRead },
        { HardwareOathMethodKind.Write, TokenOwnWrite, TokenWrite, TokenWrite },
        { HardwareOathMethodKind.DevicesRead, None, MfaRead, MfaRead },
        { HardwareOathMethodKind.DevicesWrite, None, "Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.AuthenticationMethod" },
        { HardwareOathMethodKind.DevicesAssign, None, "UserAuthenticationMethod.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All" },
        { PhoneMethodKind.Read, PhoneOwnRead, PhoneRead, PhoneRead },
        { PhoneMethodKind.Write, PhoneOwnWrite, PhoneWrite, PhoneWrite },
        { PhoneMethodKind.Replace, PhoneWrite, PhoneWrite, PhoneWrite },
        { PhoneMethodKind.SwitchSmsSignIn, "UserAuthenticationMethod.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All", None },
        { TemporaryAccessPassKind.Read, OwnRead("TAP"), Read("TAP"), Read("TAP") },
        { TemporaryAccessPassKind.Create, "UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All", Write("TAP"), Write("TAP") },
        { TemporaryAccessPassKind.Delete, OwnWrite("TAP"), Write("TAP"), Write("TAP") },
        { MicrosoftAuthenticatorMethodKind.Read, OwnRead("MicrosoftAuthApp"), Read("MicrosoftAuthApp"), Read("MicrosoftAuthApp") },
        { MicrosoftAuthenticatorMethodKind.Write, OwnWrite("MicrosoftAuthApp"), Write("MicrosoftAuthApp"), Write("MicrosoftAuthApp") },
        { WindowsHelloForBusinessMethodKind.Read, OwnRead("WindowsHello"), Read("WindowsHello"), Read("WindowsHello") },
        { WindowsHelloForBusinessMethodKind.Write, OwnWrite("WindowsHello"), Write("WindowsHello"), Write("WindowsHello") },
        { PlatformCredentialMethodKind.Read, OwnRead("PlatformCred"), Read("PlatformCred"), Read("PlatformCred") },
        { ResourceAccountKeyMethodKind.Read, Read("ResourceKey"), Read("ResourceKey"), Read("ResourceKey") },
        { ResourceAccountKeyMethodKind.Write, Write("ResourceKey"), Write("ResourceKey"), Write("ResourceKey") },
        { PlatformCredentialMethodKind.Write, OwnWrite("PlatformCred"), Write("PlatformCred"), Write("PlatformCred") },
        { SoftwareOathMethodKind.Read, OwnRead("SoftwareOATH"), Read("SoftwareOATH"), Read("SoftwareOATH") },
        { SoftwareOathMethodKind.Write, OwnWrite("SoftwareOATH"), Write("SoftwareOATH"), Write("SoftwareOATH") },
        { ExternalMethodKind.Read, OwnRead("External"), Read("External"), Read("External") },
        { ExternalMethodKind.Create, None, Write("External"), Write("External") },
        { ExternalMethodKind.Delete, OwnWrite("External"), Write("External"), Write("External") },
        { Fido2MethodKind.Read, PasskeyOwnRead, PasskeyRead, PasskeyRead },
        { Fido2MethodKind.Write, PasskeyOwnWrite, PasskeyWrite, PasskeyWrite },
        { PasswordMethodKind.Read, PasswordOwnRead, PasswordRead, PasswordRead },
        { PasswordMethodKind.Reset, None, "UserAuthenticationMethod.ReadWrite.All", None },
        { PasswordMethodKind.Change, ChangePassword, None, None },
        { QrCodePinMethodKind.Read, QrOwnRead, QrRead, QrRead },
        { QrCodePinMethodKind.Write, QrOwnWrite, QrWrite, QrWrite },
        { QrCodePinMethodKind.ChangePin, "Directory.AccessAsUser.All", "Directory.AccessAsUser.All", None },
        // An operation that Graph lacks requires the permissions of the most similar one.
        { AppPasswordPermissions.Read, PasswordOwnRead, PasswordRead, PasswordRead },
        { AppPasswordPermissions.Create, PasswordOwnWrite, None, None },
        { AppPasswordPermissions.Delete, PasswordOwnWrite, PasswordWrite, PasswordWrite },
        { Permission.MultiFactorReset, None, "UserAuthenticationMethod.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All" },
        { Permission.OutboxRead, None, "UserAuthenticationMethod.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All" },
        {
            Permission.DecisionsExplain, None, "UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All",
            "UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All"
        },
        { Permission.AuthenticatorsUse, None, "UserAuthenticationMethod.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All" },
        { Permission.MethodsImport, None, "UserAuthenticationMethod.ReadWrite.All", "UserAuthenticationMethod.ReadWrite.All" },
        { Permission.SessionsRevoke, Revoke, Revoke, Revoke },
        {
            Permission.RefreshTokensInvalidate,
            "User.RevokeSessions.All User.ReadWrite Directory.ReadWrite.All",
            "User.RevokeSessions.All Directory.ReadWrite.All",
            "User.RevokeSessions.All"
        },
        { Permission.SignInPreferencesRead, "UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite", MethodsRead, MethodsRead },
        {
            Permission.SignInPreferencesWrite,
            "UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All",
            "UserAuthenticationMethod.ReadWrite.All",
            "UserAuthenticationMethod.ReadWrite.All"
        },
        { Permission.RequirementsRead, MfaRead, MfaRead, MfaRead },
        // Requires a role on one's own account too: users can't turn off their own multi-factor authentication.
        { Permission.RequirementsWrite, None, "Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.AuthenticationMethod" },
        { Permission.UserList, UsersRead, UsersRead, UsersRead },
        { Permission.UserRead, UsersRead + " User.Read User.ReadWrite", UsersRead, UsersRead },
        { Permission.UserCreate, None, UsersWrite + " User.Create", UsersWrite + " User.Create" },
        { Permission.UserDelta, FullRead, FullRead, FullRead },
        { Permission.UserDelete, None, "User.DeleteRestore.All User.ReadWrite.All", "User.DeleteRestore.All User.ReadWrite.All" },
        { Permission.UserUpdate, UsersPatch + " User.ReadWrite", UsersPatch, UsersPatch },
        { Permission.UserProfileWrite, Profiles + " User.ReadWrite", Profiles, Profiles },
        // A user's type and policies aren't part of the profile: otherwise a guest could become a member.
        { Permission.UserStandingWrite, None, Profiles, Profiles },
        {
            Permission.UserPhonesWrite,
            UsersWrite + " User.ReadWrite User-Phone.ReadWrite.All",
            UsersWrite + " User-Phone.ReadWrite.All",
            UsersWrite + " User-Phone.ReadWrite.All"
        },
        // Passwords are recovered through these addresses, so the permission for one's own profile doesn't allow changing them.
        {
            Permission.UserMailsWrite,
            UsersWrite + " User-Mail.ReadWrite.All",
            UsersWrite + " User-Mail.ReadWrite.All",
            UsersWrite + " User-Mail.ReadWrite.All"
        },
        { Permission.UserEnable, None, UsersWrite + " User.EnableDisableAccount.All", UsersWrite + " User.EnableDisableAccount.All" },
        { Permission.UserFullRead, FullRead, FullRead, FullRead },
        { Permission.UserLinksRead, "User.Read " + FullRead, FullRead, FullRead },
        { Permission.ManagerWrite, None, UsersWrite, UsersWrite },
        { Permission.UserIdentityWrite, None, UsersWrite, UsersWrite },
        { Permission.UserIdentitiesWrite, None, UsersWrite + " User.ManageIdentities.All", UsersWrite + " User.ManageIdentities.All" },
        { Permission.UserPasswordWrite, None, ChangePassword, UsersWrite + " User-PasswordProfile.ReadWrite.All" },
        { Permission.AdministratorPasswordWrite, None, ChangePassword, "User-PasswordProfile.ReadWrite.All" },
        { Permission.DeletedUserList, FullRead, FullRead, FullRead },
        { Permission.DeletedUserRead, "User.Read.All", "User.Read.All", "User.Read.All" },
        { Permission.DirectoryObjectsRead, "Directory.Read.All", "Directory.Read.All", "Directory.Read.All" },
        { Permission.MembershipsRead, "User.Read GroupMember.Read.All " + Memberships, "GroupMember.Read.All " + Memberships, Memberships },
        { Permission.TransitiveMembershipsRead, "User.Read " + TransitiveMemberships, TransitiveMemberships, TransitiveMemberships },
        { Permission.MemberGroupsRead, MemberGroups, MemberGroups, MemberGroups },
        { Permission.MemberGroupsCheck, MemberObjects, MemberObjects, MemberObjects },
        { Permission.MemberObjectsRead, "User.Read " + MemberObjects, MemberObjects, MemberObjects },
        { Permission.PasswordValidate, "User.ReadWrite User.ReadWrite.All", "User.ReadWrite User.ReadWrite.All", None },
        { Permission.GroupRead, GroupRead, GroupRead, GroupRead },
        { Permission.GroupMembersRead, MembersRead, MembersRead, MembersRead },
        { Permission.GroupOwnersRead, OwnersRead, OwnersRead, OwnersRead },
        { Permission.GroupCreate, GroupWrite, GroupWrite, GroupCreate },
        { Permission.GroupDelta, GroupDelta, GroupDelta, GroupDelta },
        { Permission.GroupWrite, GroupWrite, GroupWrite, GroupWrite },
        { Permission.GroupDelete, "Group.ReadWrite.All", "Group.ReadWrite.All", "Group.ReadWrite.All" },
        {
            Permission.GroupMembersWrite,
            "GroupMember.ReadWrite.All " + GroupWrite,
            "GroupMember.ReadWrite.All " + GroupWrite,
            "GroupMember.ReadWrite.All " + GroupWrite
        },
        { Permission.RoleAssignableGroupWrite, RoleWrite, RoleWrite, RoleWrite },
        { Permission.ApplicationList, ApplicationRead, ApplicationRead, "Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All" },
        { Permission.ApplicationRead, ApplicationRead, ApplicationRead, ApplicationRead + " Application.ReadWrite.OwnedBy" },
        {
            Permission.ApplicationCreate,
            None,
            "AppRegistration.Create Application.ReadWrite.All",
            "AppRegistration.Create Application.ReadWrite.OwnedBy Application.ReadWrite.All"
        },
        // On one's own: an application that the caller owns.
        {
            Permission.ApplicationWrite, "Application.ReadWrite.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy Application.ReadWrite.All"
        },
        { Permission.ApplicationSecretsWrite, PrincipalWrite, PrincipalWrite, PrincipalWrite + " Application.ReadWrite.OwnedBy" },
        { Permission.ServicePrincipalWrite, PrincipalWrite, PrincipalWrite, PrincipalWrite + " Application.ReadWrite.OwnedBy" },
        {
            Permission.AppRolesOfUserRead,
            "AppRoleAssignment.ReadWrite.All Directory.Read.All",
            "AppRoleAssignment.ReadWrite.All Directory.Read.All",
            "AppRoleAssignment.ReadWrite.All Directory.Read.All"
        },
        { Permission.AppRolesAssign, None, "AppRoleAssignment.ReadWrite.All", "AppRoleAssignment.ReadWrite.All" },
        { Permission.GraphRolesAssign, None, "AppRoleAssignment.ReadWrite.All", "AppRoleAssignment.ReadWrite.All" },
        { Permission.PermissionGrantsRead, GrantRead, GrantRead, GrantRead },
        {
            Permission.PermissionGrantsWrite,
            None,
            "DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All",
            "DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All"
        },
        { Permission.RolesRead, RoleRead, RoleRead, RoleRead },
        { Permission.RoleAssignmentsRead, "RoleManagement.Read.All " + RoleRead, "RoleManagement.Read.All " + RoleRead, RoleRead },
        { Permission.RoleDefinitionsRead, "RoleManagement.Read.All " + RoleRead, "RoleManagement.Read.All " + RoleRead, "RoleManagement.Read.All " + RoleRead },
        { Permission.RolesWrite, None, RoleWrite, RoleWrite },
        { Permission.RoleDefinitionsWrite, None, RoleWrite + " Directory.ReadWrite.All", RoleWrite + " Directory.ReadWrite.All" },
        {
            Permission.OrganizationRead,
            "User.Read User.Read.All " + TenantRead,
            "User.Read User.Read.All " + TenantRead,
            "User.Read.All " + TenantRead
        },
        { Permission.DomainsRead, DomainRead, DomainRead, DomainRead },
        {
            Permission.SubscribedSkusRead,
            "LicenseAssignment.Read.All " + TenantRead,
            "LicenseAssignment.Read.All " + TenantRead,
            "LicenseAssignment.Read.All " + TenantRead
        },
        { Permission.LicensesRead, "LicenseAssignment.Read.All User.Read " + FullRead, "LicenseAssignment.Read.All " + FullRead, "LicenseAssignment.Read.All " + FullRead },
        { Permission.LicensesWrite, None, "LicenseAssignment.ReadWrite.All " + UsersWrite, "LicenseAssignment.ReadWrite.All " + UsersWrite },
        { Permission.MethodsPolicyRead, None, PolicyRead, PolicyRead },
        { Permission.MethodsPolicyWrite, None, "Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.AuthenticationMethod" },
        { Permission.AuthorizationPolicyRead, None, "Policy.Read.All Policy.ReadWrite.Authorization", "Policy.Read.All Policy.ReadWrite.Authorization" },
        { Permission.AuthorizationPolicyWrite, None, "Policy.ReadWrite.Authorization", "Policy.ReadWrite.Authorization" },
        { Permission.AuthenticationFlowsRead, None, "Policy.Read.All Policy.ReadWrite.AuthenticationFlows", "Policy.Read.All Policy.ReadWrite.AuthenticationFlows" },
        { Permission.AuthenticationFlowsWrite, None, "Policy.ReadWrite.AuthenticationFlows", "Policy.ReadWrite.AuthenticationFlows" },
        { Permission.DirectorySettingTemplatesRead, None, SettingTemplates, SettingTemplates },
        { Permission.DirectorySettingsRead, None, SettingsRead, SettingsRead },
        {
            Permission.DirectorySettingsCreate,
            None,
            "GroupSettings.ReadWrite.All Directory.ReadWrite.All",
            "GroupSettings.ReadWrite.All Directory.ReadWrite.All"
        },
        {
            Permission.DirectorySettingsWrite,
            None,
            "GroupSettings.ReadWrite.All Directory.ReadWrite.All Policy.ReadWrite.Authorization",
            "GroupSettings.ReadWrite.All Directory.ReadWrite.All Policy.ReadWrite.Authorization"
        },
        { Permission.SecurityDefaultsRead, None, "Policy.Read.All Policy.ReadWrite.SecurityDefaults", "Policy.Read.All Policy.ReadWrite.SecurityDefaults" },
        {
            Permission.SecurityDefaultsWrite,
            None,
            "Policy.ReadWrite.ConditionalAccess Policy.ReadWrite.SecurityDefaults",
            "Policy.ReadWrite.ConditionalAccess Policy.ReadWrite.SecurityDefaults"
        },
        { Permission.PoliciesRead, "Policy.Read.All", "Policy.Read.All", "Policy.Read.All" },
        { Permission.CertificateAuthoritiesRead, None, "Organization.Read.All Organization.ReadWrite.All", "Organization.Read.All Organization.ReadWrite.All" },
        { Permission.CertificateAuthoritiesWrite, None, "Organization.ReadWrite.All", "Organization.ReadWrite.All" },
        { Permission.StrengthsRead, None, PolicyRead + " Policy.ReadWrite.ConditionalAccess", PolicyRead + " Policy.ReadWrite.ConditionalAccess" },
        {
            Permission.StrengthsWrite,
            None,
            "Policy.ReadWrite.ConditionalAccess Policy.ReadWrite.AuthenticationMethod",
            "Policy.ReadWrite.ConditionalAccess Policy.ReadWrite.AuthenticationMethod"
        },
        { Permission.SignInRead, None, "AuditLog.Read.All", "AuditLog.Read.All" },
        { Permission.UsageRead, None, "Reports.Read.All", "Reports.Read.All" },
        { Permission.AuditRead, None, "AuditLog.Read.All Directory.Read.All", "AuditLog.Read.All Directory.Read.All" },
        { Permission.RegistrationRead, None, "AuditLog.Read.All", "AuditLog.Read.All" },
        { Permission.RegistrationSummaryRead, None, "AuditLog.Read.All", None },
        { Permission.AdministrativeUnitRead, UnitRead, UnitRead, UnitRead },
        { Permission.AdministrativeUnitWrite, None, "AdministrativeUnit.ReadWrite.All", "AdministrativeUnit.ReadWrite.All" },
        { Permission.HiddenMembersRead, "Member.Read.Hidden", "Member.Read.Hidden", "Member.Read.Hidden" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void APermission_OpensTheOperationsWhosePagesNameIt(string permission, string own, string others, string application)
    {
        Assert.Equal(Sorted(own.Split(' ')), OpenedBy(p => Someone.User(DirectoryRoles.None, [p]).Asks(permission, DirectoryRoles.None, isSelf: true)));
        Assert.Equal(Sorted(others.Split(' ')), OpenedBy(p => Someone.User(DirectoryRoles.GlobalAdministrator, [p]).Asks(permission, DirectoryRoles.None)));
        Assert.Equal(Sorted(application.Split(' ')), OpenedBy(p => Someone.Application([p]).Asks(permission, DirectoryRoles.None)));
    }

    [Fact]
    public void EveryPermission_IsTranscribed() =>
        Assert.Equal(Someone.Matrix.Permissions.Order(), Operations.Select(row => (string)row[0]).Order());

    [Fact]
    public void PermissionsOfAnotherKindOfMethod_OpenNothing()
    {
        var passkeys = GraphPermissions.All.Where(p => p.StartsWith("UserAuthMethod-Passkey.", StringComparison.Ordinal)).ToArray();

        Assert.Equal(4, passkeys.Length);
        foreach (var permission in Someone.Matrix.Permissions.Except([Fido2MethodKind.Read, Fido2MethodKind.Write]))
        {
            Assert.NotNull(Someone.User(DirectoryRoles.GlobalAdministrator, passkeys).Asks(permission, DirectoryRoles.None));
            Assert.NotNull(Someone.User(DirectoryRoles.GlobalAdministrator, passkeys).Asks(permission, DirectoryRoles.None, isSelf: true));
            Assert.NotNull(Someone.Application(passkeys).Asks(permission, DirectoryRoles.None));
        }
    }

    // The kinds of method whose reference pages differ only in the kind's name.
    private static string OwnRead(string kind) =>
        $"{MethodsOwnRead} UserAuthMethod-{kind}.Read UserAuthMethod-{kind}.Read.All UserAuthMethod-{kind}.ReadWrite UserAuthMethod-{kind}.ReadWrite.All";
    private static string Read(string kind) => $"{MethodsRead} UserAuthMethod-{kind}.Read.All UserAuthMethod-{kind}.ReadWrite.All";
    private static string OwnWrite(string kind) => $"{Write(kind)} UserAuthenticationMethod.ReadWrite UserAuthMethod-{kind}.ReadWrite";
    private static string Write(string kind) => $"UserAuthenticationMethod.ReadWrite.All UserAuthMethod-{kind}.ReadWrite.All";

    private static IEnumerable<string> OpenedBy(Func<string, Refusal?> ask) => Sorted(GraphPermissions.All.Where(p => ask(p) is null));

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Where(n => n.Length > 0).Order(StringComparer.Ordinal);
}
