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
                name: "Applications",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    SecretHash = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    ApplicationPermissions = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    DelegatedPermissions = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Applications", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ActivityDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    ActivityDisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    LoggedByService = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Category = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    OperationType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Result = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    ResultReason = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    CorrelationId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    ActorUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorUserPrincipalName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ActorAppId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorIpAddress = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    TargetId = table.Column<Guid>(type: "uuid", nullable: true),
                    TargetName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true)
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
                    Id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PhoneNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    PhoneType = table.Column<int>(type: "integer", nullable: true),
                    SignInNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    WantedNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    IsSmsSignInDisabled = table.Column<bool>(type: "boolean", nullable: true),
                    PasswordHash = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationMethods", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Domains",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    IsDefault = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Domains", x => new { x.TenantId, x.Name });
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
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    IsAssignableToRole = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "MethodConfigurations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    IsEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    IncludeTargets = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    ExcludeTargets = table.Column<string>(type: "text", maxLength: -1, nullable: false)
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
                    StatusDetail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ResourceLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => new { x.TenantId, x.UserId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RoleAssignments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "uuid", nullable: false),
                    DirectoryScopeId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleAssignments", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LicenseProfile = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    PolicyStamp = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserPrincipalName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    UserPrincipalNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    AccountEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    DeletedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    Roles = table.Column<long>(type: "bigint", nullable: false),
                    SignInSessionsValidFromDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    LastPasswordChangeDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    ForceChangePasswordNextSignIn = table.Column<bool>(type: "boolean", nullable: false),
                    ForceChangePasswordNextSignInWithMfa = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordPolicies = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    PreferredSecondFactor = table.Column<int>(type: "integer", nullable: true),
                    IsSystemPreferredAuthenticationMethodEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    PerUserMfaState = table.Column<int>(type: "integer", nullable: false),
                    AgeGroup = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    BusinessPhones = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    City = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    CompanyName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ConsentProvidedForMinor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Country = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    CreationType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Department = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    DisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmployeeId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmployeeType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ExternalUserState = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ExternalUserStateChangeDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: true),
                    FaxNumber = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    GivenName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ImAddresses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    JobTitle = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Mail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    MailNickname = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    MobilePhone = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    OfficeLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    OnPremisesDomainName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    OnPremisesImmutableId = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    OnPremisesSamAccountName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    OnPremisesSyncEnabled = table.Column<bool>(type: "boolean", nullable: true),
                    OnPremisesUserPrincipalName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    OtherMails = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    PostalCode = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    PreferredDataLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    PreferredLanguage = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ProxyAddresses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    ShowInAddressList = table.Column<bool>(type: "boolean", nullable: true),
                    State = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    StreetAddress = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    Surname = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    UsageLocation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    UserType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => new { x.TenantId, x.Id });
                });

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
                name: "IX_RoleAssignments_TenantId_PrincipalId_RoleTemplateId_Directo~",
                table: "RoleAssignments",
                columns: new[] { "TenantId", "PrincipalId", "RoleTemplateId", "DirectoryScopeId" },
                unique: true);

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
                name: "Applications");

            migrationBuilder.DropTable(
                name: "AuditRecords");

            migrationBuilder.DropTable(
                name: "AuthenticationMethods");

            migrationBuilder.DropTable(
                name: "Domains");

            migrationBuilder.DropTable(
                name: "GroupMembers");

            migrationBuilder.DropTable(
                name: "Groups");

            migrationBuilder.DropTable(
                name: "MethodConfigurations");

            migrationBuilder.DropTable(
                name: "Operations");

            migrationBuilder.DropTable(
                name: "RoleAssignments");

            migrationBuilder.DropTable(
                name: "Tenants");

            migrationBuilder.DropTable(
                name: "Users");
        }
    }
}
