using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.SqlServer.Migrations
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
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivatedRoles", x => new { x.TenantId, x.RoleTemplateId });
                });

            migrationBuilder.CreateTable(
                name: "Applications",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SecretHash = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ApplicationPermissions = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DelegatedPermissions = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Applications", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AppPasswords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppPasswords", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ActivityDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ActivityDisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LoggedByService = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Category = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OperationType = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Result = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResultReason = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CorrelationId = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ActorUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorUserPrincipalName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ActorAppId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ActorDisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ActorIpAddress = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ActorUserAgent = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    TargetId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    TargetName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    TargetType = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Changes = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuthenticationMethods",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EmailAddress = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ConfigurationId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AaGuid = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AttestationLevel = table.Column<int>(type: "int", nullable: true),
                    PasskeyType = table.Column<int>(type: "int", nullable: true),
                    AttestationCertificates = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CredentialId = table.Column<byte[]>(type: "varbinary(1023)", maxLength: 1023, nullable: true),
                    CredentialKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PublicKey = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    SignCount = table.Column<long>(type: "bigint", nullable: true),
                    Transports = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DeviceId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Status = table.Column<int>(type: "int", nullable: true),
                    DeviceTag = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PhoneAppVersion = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ClientAppName = table.Column<int>(type: "int", nullable: true),
                    Device = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PasswordHash = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PhoneNumber = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PhoneType = table.Column<int>(type: "int", nullable: true),
                    SignInNumber = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    WantedNumber = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    IsSmsSignInDisabled = table.Column<bool>(type: "bit", nullable: true),
                    KeyStrength = table.Column<int>(type: "int", nullable: true),
                    Platform = table.Column<int>(type: "int", nullable: true),
                    PinId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PinHash = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PinUpdatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ForceChangePin = table.Column<bool>(type: "bit", nullable: true),
                    EncryptedSecret = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PassHash = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: true, collation: "Latin1_General_100_BIN2"),
                    StartDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    LifetimeInMinutes = table.Column<int>(type: "int", nullable: true),
                    IsUsableOnce = table.Column<bool>(type: "bit", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationMethods", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuthenticationStrengths",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ModifiedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    AllowedCombinations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CombinationConfigurations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationStrengths", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Domains",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsDefault = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Domains", x => new { x.TenantId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "EncryptionKeys",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Xml = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EncryptionKeys", x => new { x.TenantId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GroupId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MemberId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsOwner = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.TenantId, x.GroupId, x.MemberId, x.IsOwner });
                });

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DisplayNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MailNickname = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Visibility = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    IsUnified = table.Column<bool>(type: "bit", nullable: false),
                    GroupTypeKeys = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    IsUnifiedForSecurity = table.Column<bool>(type: "bit", nullable: false),
                    IsAssignableToRole = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "HardwareOathDevices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SerialNumber = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Manufacturer = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Model = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EncryptedSecret = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TimeIntervalInSeconds = table.Column<int>(type: "int", nullable: false),
                    HashFunction = table.Column<int>(type: "int", nullable: false),
                    LastStep = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HardwareOathDevices", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "MethodConfigurations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsEnabled = table.Column<bool>(type: "bit", nullable: false),
                    IncludeTargets = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ExcludeTargets = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Settings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodConfigurations", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Operations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    LastActionDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    StatusDetail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ResourceLocation = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PasskeyChallenges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Challenge = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ExpiresDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasskeyChallenges", x => new { x.TenantId, x.UserId, x.Challenge });
                });

            migrationBuilder.CreateTable(
                name: "QrCodes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsTemporary = table.Column<bool>(type: "bit", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ExpireDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QrCodes", x => new { x.TenantId, x.UserId, x.IsTemporary });
                });

            migrationBuilder.CreateTable(
                name: "RoleAssignments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DirectoryScopeId = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleAssignments", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RoleDefinitions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true, collation: "Latin1_General_100_BIN2"),
                    IsEnabled = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RolePermissions = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleDefinitions", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    LicenseProfile = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PolicyStamp = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PolicyModifiedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    PolicySettings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UserCounts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Slot = table.Column<int>(type: "int", nullable: false),
                    Users = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserCounts", x => new { x.TenantId, x.Slot });
                });

            migrationBuilder.CreateTable(
                name: "UserIdentities",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserIdentities", x => new { x.TenantId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserPrincipalName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UserPrincipalNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountEnabled = table.Column<bool>(type: "bit", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    DeletedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Roles = table.Column<long>(type: "bigint", nullable: false),
                    SignInSessionsValidFromDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    SessionsEnded = table.Column<int>(type: "int", nullable: false),
                    LastPasswordChangeDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ForceChangePasswordNextSignIn = table.Column<bool>(type: "bit", nullable: false),
                    ForceChangePasswordNextSignInWithMfa = table.Column<bool>(type: "bit", nullable: false),
                    PasswordPolicies = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PreferredSecondFactor = table.Column<int>(type: "int", nullable: true),
                    IsSystemPreferred = table.Column<bool>(type: "bit", nullable: true),
                    PerUserMfaState = table.Column<int>(type: "int", nullable: false),
                    MfaSessionsValidFromDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    MfaSessionsEnded = table.Column<int>(type: "int", nullable: false),
                    MfaReregistrationRequiredDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    AgeGroup = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    BusinessPhones = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BusinessPhoneKeys = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    City = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CityKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CompanyName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CompanyNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ConsentProvidedForMinor = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Country = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CountryKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreationType = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Department = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DepartmentKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DisplayNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EmployeeId = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    EmployeeType = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ExternalUserState = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ExternalUserStateChangeDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    FaxNumber = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    GivenName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    GivenNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Identities = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ImAddresses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    JobTitle = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    JobTitleKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Mail = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MailKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MailNickname = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MailNicknameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MobilePhone = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OfficeLocation = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OfficeLocationKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OnPremisesDomainName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OnPremisesImmutableId = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OnPremisesSamAccountName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OnPremisesSyncEnabled = table.Column<bool>(type: "bit", nullable: true),
                    OnPremisesUserPrincipalName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    OtherMails = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OtherMailKeys = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PostalCode = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PreferredDataLocation = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PreferredLanguage = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Profile = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProxyAddresses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ProxyAddressKeys = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ShowInAddressList = table.Column<bool>(type: "bit", nullable: true),
                    State = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    StateKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StreetAddress = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Surname = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SurnameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UsageLocation = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    UserType = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
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
                unique: true,
                filter: "[CredentialKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_DeviceId",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "DeviceId" },
                unique: true,
                filter: "[DeviceId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_SignInNumber",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "SignInNumber" },
                unique: true,
                filter: "[SignInNumber] IS NOT NULL");

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
