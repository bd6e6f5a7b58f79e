using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
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
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivatedRoles", x => new { x.TenantId, x.RoleTemplateId });
                });

            migrationBuilder.CreateTable(
                name: "Applications",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    SecretHash = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true, collation: "C"),
                    ApplicationPermissions = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    DelegatedPermissions = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Applications", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AppPasswords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppPasswords", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ActivityDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ActivityDisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    LoggedByService = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Category = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    OperationType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Result = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    ResultReason = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    CorrelationId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    ActorUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorUserPrincipalName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ActorAppId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorDisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ActorIpAddress = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ActorUserAgent = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    TargetId = table.Column<Guid>(type: "uuid", nullable: true),
                    TargetName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    TargetType = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Changes = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuthenticationMethods",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    EmailAddress = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ConfigurationId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    AaGuid = table.Column<Guid>(type: "uuid", nullable: true),
                    AttestationLevel = table.Column<int>(type: "integer", nullable: true),
                    PasskeyType = table.Column<int>(type: "integer", nullable: true),
                    AttestationCertificates = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: true),
                    CredentialKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: true),
                    SignCount = table.Column<long>(type: "bigint", nullable: true),
                    Transports = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    DeviceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    DeviceTag = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    PhoneAppVersion = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ClientAppName = table.Column<int>(type: "integer", nullable: true),
                    Device = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    PasswordHash = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true, collation: "C"),
                    PhoneNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    PhoneType = table.Column<int>(type: "integer", nullable: true),
                    SignInNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    WantedNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    IsSmsSignInDisabled = table.Column<bool>(type: "boolean", nullable: true),
                    KeyStrength = table.Column<int>(type: "integer", nullable: true),
                    Platform = table.Column<int>(type: "integer", nullable: true),
                    PinId = table.Column<Guid>(type: "uuid", nullable: true),
                    PinHash = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true, collation: "C"),
                    PinUpdatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ForceChangePin = table.Column<bool>(type: "boolean", nullable: true),
                    EncryptedSecret = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    PassHash = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true, collation: "C"),
                    StartDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    LifetimeInMinutes = table.Column<int>(type: "integer", nullable: true),
                    IsUsableOnce = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationMethods", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuthenticationStrengths",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ModifiedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    AllowedCombinations = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    CombinationConfigurations = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationStrengths", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Domains",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    IsDefault = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Domains", x => new { x.TenantId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "EncryptionKeys",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Xml = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EncryptionKeys", x => new { x.TenantId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    GroupId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsOwner = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.TenantId, x.GroupId, x.MemberId, x.IsOwner });
                });

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    DisplayNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    MailNickname = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Visibility = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    IsUnified = table.Column<bool>(type: "boolean", nullable: false),
                    GroupTypeKeys = table.Column<string[]>(type: "text[]", nullable: false, collation: "C"),
                    IsUnifiedForSecurity = table.Column<bool>(type: "boolean", nullable: false),
                    IsAssignableToRole = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "HardwareOathDevices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    SerialNumber = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Manufacturer = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Model = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    EncryptedSecret = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false, collation: "C"),
                    TimeIntervalInSeconds = table.Column<int>(type: "integer", nullable: false),
                    HashFunction = table.Column<int>(type: "integer", nullable: false),
                    LastStep = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HardwareOathDevices", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "MethodConfigurations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    IncludeTargets = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    ExcludeTargets = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Settings = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodConfigurations", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Operations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LastActionDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    StatusDetail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ResourceLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PasskeyChallenges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Challenge = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    ExpiresDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasskeyChallenges", x => new { x.TenantId, x.UserId, x.Challenge });
                });

            migrationBuilder.CreateTable(
                name: "QrCodes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsTemporary = table.Column<bool>(type: "boolean", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StartDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ExpireDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QrCodes", x => new { x.TenantId, x.UserId, x.IsTemporary });
                });

            migrationBuilder.CreateTable(
                name: "RoleAssignments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "uuid", nullable: false),
                    DirectoryScopeId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleAssignments", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RoleDefinitions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    RolePermissions = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleDefinitions", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LicenseProfile = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    PolicyStamp = table.Column<Guid>(type: "uuid", nullable: false),
                    PolicyModifiedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    PolicySettings = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UserCounts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Slot = table.Column<int>(type: "integer", nullable: false),
                    Users = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserCounts", x => new { x.TenantId, x.Slot });
                });

            migrationBuilder.CreateTable(
                name: "UserIdentities",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserIdentities", x => new { x.TenantId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserPrincipalName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    UserPrincipalNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    AccountEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    DeletedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    Roles = table.Column<long>(type: "bigint", nullable: false),
                    SignInSessionsValidFromDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    SessionsEnded = table.Column<int>(type: "integer", nullable: false),
                    LastPasswordChangeDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ForceChangePasswordNextSignIn = table.Column<bool>(type: "boolean", nullable: false),
                    ForceChangePasswordNextSignInWithMfa = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordPolicies = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    PreferredSecondFactor = table.Column<int>(type: "integer", nullable: true),
                    IsSystemPreferred = table.Column<bool>(type: "boolean", nullable: true),
                    PerUserMfaState = table.Column<int>(type: "integer", nullable: false),
                    MfaSessionsValidFromDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    MfaSessionsEnded = table.Column<int>(type: "integer", nullable: false),
                    MfaReregistrationRequiredDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    AgeGroup = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    BusinessPhones = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    BusinessPhoneKeys = table.Column<string[]>(type: "text[]", nullable: false, collation: "C"),
                    City = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    CityKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    CompanyName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    CompanyNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    ConsentProvidedForMinor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    Country = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    CountryKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    CreationType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    Department = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    DepartmentKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    DisplayNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    EmployeeId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    EmployeeType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ExternalUserState = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    ExternalUserStateChangeDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    FaxNumber = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    GivenName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    GivenNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Identities = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    ImAddresses = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    JobTitle = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    JobTitleKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Mail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    MailKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    MailNickname = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    MailNicknameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    MobilePhone = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    OfficeLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    OfficeLocationKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    OnPremisesDomainName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    OnPremisesImmutableId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    OnPremisesSamAccountName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    OnPremisesSyncEnabled = table.Column<bool>(type: "boolean", nullable: true),
                    OnPremisesUserPrincipalName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    OtherMails = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    OtherMailKeys = table.Column<string[]>(type: "text[]", nullable: false, collation: "C"),
                    PostalCode = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    PreferredDataLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    PreferredLanguage = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    Profile = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    ProxyAddresses = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    ProxyAddressKeys = table.Column<string[]>(type: "text[]", nullable: false, collation: "C"),
                    ShowInAddressList = table.Column<bool>(type: "boolean", nullable: true),
                    State = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    StateKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    StreetAddress = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    Surname = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    SurnameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    UsageLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    UserType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "IX_RoleAssignments_TenantId_PrincipalId_RoleTemplateId_Directo~",
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
