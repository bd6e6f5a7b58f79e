using System;
using AuthMethods.Seed;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Applications : Migration
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

            migrationBuilder.AddColumn<Guid>(
                name: "AppId",
                table: "Applications",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTime>(
                name: "CreatedDateTime",
                table: "Applications",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DisplayNameKey",
                table: "Applications",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "IdentifierUriKeys",
                table: "Applications",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Settings",
                table: "Applications",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TagKeys",
                table: "Applications",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Applications",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "ApplicationCredentials",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    StartDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    EndDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    SecretHash = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    Hint = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    Certificate = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    CustomKeyIdentifier = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Usage = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApplicationCredentials", x => new { x.TenantId, x.OwnerId, x.KeyId });
                });

            migrationBuilder.CreateTable(
                name: "ApplicationOwners",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ObjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApplicationOwners", x => new { x.TenantId, x.ObjectId, x.OwnerId });
                });

            migrationBuilder.CreateTable(
                name: "AppRoleAssignments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AppRoleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppRoleAssignments", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PermissionGrants",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PrincipalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PermissionGrants", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ServicePrincipals",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AppId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    DisplayNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    AccountEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AppOwnerOrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TagKeys = table.Column<string>(type: "TEXT", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ServicePrincipals", x => new { x.TenantId, x.Id });
                });

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
                name: "IX_AppRoleAssignments_TenantId_PrincipalId_ResourceId_AppRoleId",
                table: "AppRoleAssignments",
                columns: new[] { "TenantId", "PrincipalId", "ResourceId", "AppRoleId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AppRoleAssignments_TenantId_ResourceId_Id",
                table: "AppRoleAssignments",
                columns: new[] { "TenantId", "ResourceId", "Id" });

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

            migrationBuilder.MoveApplications();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApplicationCredentials");

            migrationBuilder.DropTable(
                name: "ApplicationOwners");

            migrationBuilder.DropTable(
                name: "AppRoleAssignments");

            migrationBuilder.DropTable(
                name: "PermissionGrants");

            migrationBuilder.DropTable(
                name: "ServicePrincipals");

            migrationBuilder.DropIndex(
                name: "IX_Applications_TenantId_AppId",
                table: "Applications");

            migrationBuilder.DropIndex(
                name: "IX_Applications_TenantId_DisplayNameKey_Id",
                table: "Applications");

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
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DelegatedPermissions",
                table: "Applications",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SecretHash",
                table: "Applications",
                type: "TEXT",
                maxLength: 512,
                nullable: true);
        }
    }
}
