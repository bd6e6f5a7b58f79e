using System;
using AuthMethods.Seed;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class GraphDirectory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ApplicationPermissions",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "DelegatedPermissions",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "SecretHash",
                table: "Applications");

            migrationBuilder.AddColumn<DateTime>(
                name: "LastNonInteractiveSignInDateTime",
                table: "Users",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastNonInteractiveSignInId",
                table: "Users",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSignInDateTime",
                table: "Users",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastSignInId",
                table: "Users",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSuccessfulSignInDateTime",
                table: "Users",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastSuccessfulSignInId",
                table: "Users",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LicensedPlans",
                table: "Users",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "LicensedSkus",
                table: "Users",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Licenses",
                table: "Users",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "ManagerId",
                table: "Users",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ScopedRoles",
                table: "Users",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "CompleteAfter",
                table: "UserCounts",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "LastChange",
                table: "UserCounts",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Restrictions",
                table: "Tenants",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "AdministrativeUnitId",
                table: "RoleAssignments",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsNestingDisabled",
                table: "Groups",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "RegisteredMethod",
                table: "AuditRecords",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AppId",
                table: "Applications",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTime>(
                name: "CreatedDateTime",
                table: "Applications",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DisplayNameKey",
                table: "Applications",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "IdentifierUriKeys",
                table: "Applications",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Settings",
                table: "Applications",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "TagKeys",
                table: "Applications",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Applications",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "AdministrativeUnitMembers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AdministrativeUnitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MemberId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdministrativeUnitMembers", x => new { x.TenantId, x.AdministrativeUnitId, x.MemberId });
                });

            migrationBuilder.CreateTable(
                name: "AdministrativeUnits",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DisplayNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Visibility = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdministrativeUnits", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ApplicationCredentials",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    KeyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    StartDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    EndDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    SecretHash = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Hint = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Certificate = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CustomKeyIdentifier = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Type = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Usage = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApplicationCredentials", x => new { x.TenantId, x.OwnerId, x.KeyId });
                });

            migrationBuilder.CreateTable(
                name: "ApplicationOwners",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ObjectId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApplicationOwners", x => new { x.TenantId, x.ObjectId, x.OwnerId });
                });

            migrationBuilder.CreateTable(
                name: "AppRoleAssignments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResourceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AppRoleId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppRoleAssignments", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "LicenseCounts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SkuId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Consumed = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LicenseCounts", x => new { x.TenantId, x.SkuId });
                });

            migrationBuilder.CreateTable(
                name: "ObjectChanges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Slot = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    ObjectId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Properties = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RelatedId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RelatedKind = table.Column<int>(type: "int", nullable: true),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObjectChanges", x => new { x.TenantId, x.Kind, x.Slot, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "PermissionGrants",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ResourceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Scope = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PermissionGrants", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ServicePrincipals",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AppId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DisplayNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AccountEnabled = table.Column<bool>(type: "bit", nullable: false),
                    AppOwnerOrganizationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TagKeys = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Settings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServicePrincipals", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "SignIns",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    EventType = table.Column<int>(type: "int", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UserPrincipalName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UserDisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UserDisplayNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    UserType = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AppId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AppDisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AppDisplayNameKey = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ServicePrincipalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    IpAddress = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    UserAgent = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Browser = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OperatingSystem = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ClientAppUsed = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Protocol = table.Column<int>(type: "int", nullable: false),
                    ClientCredential = table.Column<int>(type: "int", nullable: false),
                    IncomingToken = table.Column<int>(type: "int", nullable: false),
                    ErrorCode = table.Column<int>(type: "int", nullable: false),
                    FailureReason = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CorrelationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Method = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    IsMethodRight = table.Column<bool>(type: "bit", nullable: false),
                    HasMultiFactor = table.Column<bool>(type: "bit", nullable: false),
                    NeedsMultiFactor = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignIns", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "TenantDocuments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Json = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TenantDocuments", x => new { x.TenantId, x.Name });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_ManagerId_Id",
                table: "Users",
                columns: new[] { "TenantId", "ManagerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_TenantId_AdministrativeUnitId_PrincipalId",
                table: "RoleAssignments",
                columns: new[] { "TenantId", "AdministrativeUnitId", "PrincipalId" });

            migrationBuilder.CreateIndex(
                name: "IX_Applications_TenantId_AppId",
                table: "Applications",
                columns: new[] { "TenantId", "AppId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Applications_TenantId_DisplayNameKey_Id",
                table: "Applications",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AdministrativeUnitMembers_TenantId_MemberId",
                table: "AdministrativeUnitMembers",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_AdministrativeUnits_TenantId_DisplayNameKey_Id",
                table: "AdministrativeUnits",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AppRoleAssignments_TenantId_PrincipalId_ResourceId_AppRoleId",
                table: "AppRoleAssignments",
                columns: new[] { "TenantId", "PrincipalId", "ResourceId", "AppRoleId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AppRoleAssignments_TenantId_ResourceId_Id",
                table: "AppRoleAssignments",
                columns: new[] { "TenantId", "ResourceId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ObjectChanges_TenantId_CreatedDateTime",
                table: "ObjectChanges",
                columns: new[] { "TenantId", "CreatedDateTime" });

            migrationBuilder.CreateIndex(
                name: "IX_PermissionGrants_TenantId_ClientId_ResourceId_PrincipalId",
                table: "PermissionGrants",
                columns: new[] { "TenantId", "ClientId", "ResourceId", "PrincipalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PermissionGrants_TenantId_PrincipalId",
                table: "PermissionGrants",
                columns: new[] { "TenantId", "PrincipalId" });

            migrationBuilder.CreateIndex(
                name: "IX_ServicePrincipals_TenantId_AppId",
                table: "ServicePrincipals",
                columns: new[] { "TenantId", "AppId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ServicePrincipals_TenantId_DisplayNameKey_Id",
                table: "ServicePrincipals",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SignIns_TenantId_CreatedDateTime_Id",
                table: "SignIns",
                columns: new[] { "TenantId", "CreatedDateTime", "Id" });

            migrationBuilder.MoveApplications();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AdministrativeUnitMembers");

            migrationBuilder.DropTable(
                name: "AdministrativeUnits");

            migrationBuilder.DropTable(
                name: "ApplicationCredentials");

            migrationBuilder.DropTable(
                name: "ApplicationOwners");

            migrationBuilder.DropTable(
                name: "AppRoleAssignments");

            migrationBuilder.DropTable(
                name: "LicenseCounts");

            migrationBuilder.DropTable(
                name: "ObjectChanges");

            migrationBuilder.DropTable(
                name: "PermissionGrants");

            migrationBuilder.DropTable(
                name: "ServicePrincipals");

            migrationBuilder.DropTable(
                name: "SignIns");

            migrationBuilder.DropTable(
                name: "TenantDocuments");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_ManagerId_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_RoleAssignments_TenantId_AdministrativeUnitId_PrincipalId",
                table: "RoleAssignments");

            migrationBuilder.DropIndex(
                name: "IX_Applications_TenantId_AppId",
                table: "Applications");

            migrationBuilder.DropIndex(
                name: "IX_Applications_TenantId_DisplayNameKey_Id",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "LastNonInteractiveSignInDateTime",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "LastNonInteractiveSignInId",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "LastSignInDateTime",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "LastSignInId",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "LastSuccessfulSignInDateTime",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "LastSuccessfulSignInId",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "LicensedPlans",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "LicensedSkus",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "Licenses",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "ManagerId",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "ScopedRoles",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "CompleteAfter",
                table: "UserCounts");

            migrationBuilder.DropColumn(
                name: "LastChange",
                table: "UserCounts");

            migrationBuilder.DropColumn(
                name: "Restrictions",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "AdministrativeUnitId",
                table: "RoleAssignments");

            migrationBuilder.DropColumn(
                name: "IsNestingDisabled",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "RegisteredMethod",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "AppId",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "CreatedDateTime",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "DisplayNameKey",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "IdentifierUriKeys",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "Settings",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "TagKeys",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Applications");

            migrationBuilder.AddColumn<string>(
                name: "ApplicationPermissions",
                table: "Applications",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "DelegatedPermissions",
                table: "Applications",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "SecretHash",
                table: "Applications",
                type: "nvarchar(512)",
                maxLength: 512,
                nullable: true,
                collation: "Latin1_General_100_BIN2");
        }
    }
}
