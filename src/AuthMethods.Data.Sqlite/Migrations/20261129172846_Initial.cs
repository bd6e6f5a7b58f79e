using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ActivatedRoles",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivatedRoles", x => new { x.TenantId, x.RoleTemplateId });
                });

            migrationBuilder.CreateTable(
                name: "Applications",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    SecretHash = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    ApplicationPermissions = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    DelegatedPermissions = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Applications", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AppPasswords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppPasswords", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActivityDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ActivityDisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    LoggedByService = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    OperationType = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Result = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ResultReason = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ActorUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorUserPrincipalName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ActorAppId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorDisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ActorIpAddress = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ActorUserAgent = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    TargetId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TargetName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    TargetType = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Changes = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuthenticationMethods",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EmailAddress = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ConfigurationId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    AaGuid = table.Column<Guid>(type: "TEXT", nullable: true),
                    AttestationLevel = table.Column<int>(type: "INTEGER", nullable: true),
                    PasskeyType = table.Column<int>(type: "INTEGER", nullable: true),
                    AttestationCertificates = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 1023, nullable: true),
                    CredentialKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SignCount = table.Column<long>(type: "INTEGER", nullable: true),
                    Transports = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    DeviceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    DeviceTag = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PhoneAppVersion = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ClientAppName = table.Column<int>(type: "INTEGER", nullable: true),
                    Device = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    PhoneType = table.Column<int>(type: "INTEGER", nullable: true),
                    SignInNumber = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    WantedNumber = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    IsSmsSignInDisabled = table.Column<bool>(type: "INTEGER", nullable: true),
                    KeyStrength = table.Column<int>(type: "INTEGER", nullable: true),
                    Platform = table.Column<int>(type: "INTEGER", nullable: true),
                    PinId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PinHash = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    PinUpdatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    ForceChangePin = table.Column<bool>(type: "INTEGER", nullable: true),
                    EncryptedSecret = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    PassHash = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    StartDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    LifetimeInMinutes = table.Column<int>(type: "INTEGER", nullable: true),
                    IsUsableOnce = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationMethods", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuthenticationStrengths",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ModifiedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    AllowedCombinations = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    CombinationConfigurations = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationStrengths", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Domains",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    IsDefault = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Domains", x => new { x.TenantId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "EncryptionKeys",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Xml = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EncryptionKeys", x => new { x.TenantId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsOwner = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.TenantId, x.GroupId, x.MemberId, x.IsOwner });
                });

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    DisplayNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    MailNickname = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Visibility = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    IsUnified = table.Column<bool>(type: "INTEGER", nullable: false),
                    GroupTypeKeys = table.Column<string>(type: "TEXT", nullable: false),
                    IsUnifiedForSecurity = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsAssignableToRole = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "HardwareOathDevices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    SerialNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Manufacturer = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    EncryptedSecret = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    TimeIntervalInSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    HashFunction = table.Column<int>(type: "INTEGER", nullable: false),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HardwareOathDevices", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "MethodConfigurations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    IsEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    IncludeTargets = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ExcludeTargets = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Settings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodConfigurations", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Operations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    LastActionDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    StatusDetail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ResourceLocation = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PasskeyChallenges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Challenge = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ExpiresDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasskeyChallenges", x => new { x.TenantId, x.UserId, x.Challenge });
                });

            migrationBuilder.CreateTable(
                name: "QrCodes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsTemporary = table.Column<bool>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ExpireDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QrCodes", x => new { x.TenantId, x.UserId, x.IsTemporary });
                });

            migrationBuilder.CreateTable(
                name: "RoleAssignments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DirectoryScopeId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleAssignments", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RoleDefinitions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TemplateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    IsEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    RolePermissions = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleDefinitions", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    LicenseProfile = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    PolicyStamp = table.Column<Guid>(type: "TEXT", nullable: false),
                    PolicyModifiedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    PolicySettings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UserCounts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slot = table.Column<int>(type: "INTEGER", nullable: false),
                    Users = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserCounts", x => new { x.TenantId, x.Slot });
                });

            migrationBuilder.CreateTable(
                name: "UserIdentities",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserIdentities", x => new { x.TenantId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserPrincipalName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    UserPrincipalNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    AccountEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    DeletedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    Roles = table.Column<long>(type: "INTEGER", nullable: false),
                    SignInSessionsValidFromDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    SessionsEnded = table.Column<int>(type: "INTEGER", nullable: false),
                    LastPasswordChangeDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    ForceChangePasswordNextSignIn = table.Column<bool>(type: "INTEGER", nullable: false),
                    ForceChangePasswordNextSignInWithMfa = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordPolicies = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PreferredSecondFactor = table.Column<int>(type: "INTEGER", nullable: true),
                    IsSystemPreferred = table.Column<bool>(type: "INTEGER", nullable: true),
                    PerUserMfaState = table.Column<int>(type: "INTEGER", nullable: false),
                    MfaSessionsValidFromDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    MfaSessionsEnded = table.Column<int>(type: "INTEGER", nullable: false),
                    MfaReregistrationRequiredDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    AgeGroup = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    BusinessPhones = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    BusinessPhoneKeys = table.Column<string>(type: "TEXT", nullable: false),
                    City = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    CityKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CompanyName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    CompanyNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ConsentProvidedForMinor = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Country = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    CountryKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreationType = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Department = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    DepartmentKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    DisplayNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    EmployeeId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmployeeType = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ExternalUserState = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    ExternalUserStateChangeDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    FaxNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    GivenName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    GivenNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Identities = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ImAddresses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    JobTitle = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    JobTitleKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Mail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    MailKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    MailNickname = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    MailNicknameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    MobilePhone = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    OfficeLocation = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    OfficeLocationKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    OnPremisesDomainName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    OnPremisesImmutableId = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    OnPremisesSamAccountName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    OnPremisesSyncEnabled = table.Column<bool>(type: "INTEGER", nullable: true),
                    OnPremisesUserPrincipalName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    OtherMails = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    OtherMailKeys = table.Column<string>(type: "TEXT", nullable: false),
                    PostalCode = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PreferredDataLocation = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PreferredLanguage = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Profile = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ProxyAddresses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ProxyAddressKeys = table.Column<string>(type: "TEXT", nullable: false),
                    ShowInAddressList = table.Column<bool>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    StateKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    StreetAddress = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    Surname = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    SurnameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    UsageLocation = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    UserType = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_AppPasswords_TenantId_UserId_Hash",
                table: "AppPasswords",
                columns: new[] { "TenantId", "UserId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_TenantId_ActivityDateTime_Id",
                table: "AuditRecords",
                columns: new[] { "TenantId", "ActivityDateTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_CredentialKey",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "CredentialKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_DeviceId",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "DeviceId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_SignInNumber",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "SignInNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_WantedNumber",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "WantedNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Domains_Name",
                table: "Domains",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembers_TenantId_MemberId",
                table: "GroupMembers",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_Groups_TenantId_DisplayNameKey_Id",
                table: "Groups",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_HardwareOathDevices_TenantId_Manufacturer_SerialNumber",
                table: "HardwareOathDevices",
                columns: new[] { "TenantId", "Manufacturer", "SerialNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HardwareOathDevices_TenantId_SerialNumber",
                table: "HardwareOathDevices",
                columns: new[] { "TenantId", "SerialNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_TenantId_PrincipalId_RoleTemplateId_DirectoryScopeId",
                table: "RoleAssignments",
                columns: new[] { "TenantId", "PrincipalId", "RoleTemplateId", "DirectoryScopeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_TenantId_RoleTemplateId_PrincipalId",
                table: "RoleAssignments",
                columns: new[] { "TenantId", "RoleTemplateId", "PrincipalId" });

            migrationBuilder.CreateIndex(
                name: "IX_UserIdentities_TenantId_UserId",
                table: "UserIdentities",
                columns: new[] { "TenantId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_CreatedDateTime_Id",
                table: "Users",
                columns: new[] { "TenantId", "CreatedDateTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_DisplayNameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_GivenNameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "GivenNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_MailKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "MailKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_MailNicknameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "MailNicknameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_SurnameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "SurnameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_UserPrincipalNameKey",
                table: "Users",
                columns: new[] { "TenantId", "UserPrincipalNameKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActivatedRoles");

            migrationBuilder.DropTable(
                name: "Applications");

            migrationBuilder.DropTable(
                name: "AppPasswords");

            migrationBuilder.DropTable(
                name: "AuditRecords");

            migrationBuilder.DropTable(
                name: "AuthenticationMethods");

            migrationBuilder.DropTable(
                name: "AuthenticationStrengths");

            migrationBuilder.DropTable(
                name: "Domains");

            migrationBuilder.DropTable(
                name: "EncryptionKeys");

            migrationBuilder.DropTable(
                name: "GroupMembers");

            migrationBuilder.DropTable(
                name: "Groups");

            migrationBuilder.DropTable(
                name: "HardwareOathDevices");

            migrationBuilder.DropTable(
                name: "MethodConfigurations");

            migrationBuilder.DropTable(
                name: "Operations");

            migrationBuilder.DropTable(
                name: "PasskeyChallenges");

            migrationBuilder.DropTable(
                name: "QrCodes");

            migrationBuilder.DropTable(
                name: "RoleAssignments");

            migrationBuilder.DropTable(
                name: "RoleDefinitions");

            migrationBuilder.DropTable(
                name: "Tenants");

            migrationBuilder.DropTable(
                name: "UserCounts");

            migrationBuilder.DropTable(
                name: "UserIdentities");

            migrationBuilder.DropTable(
                name: "Users");
        }
    }
}
