using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class UnitsSignInsAndLicenses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.AddColumn<int>(
                name: "RegisteredMethod",
                table: "AuditRecords",
                type: "int",
                nullable: true);

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
                name: "IX_AdministrativeUnitMembers_TenantId_MemberId",
                table: "AdministrativeUnitMembers",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_AdministrativeUnits_TenantId_DisplayNameKey_Id",
                table: "AdministrativeUnits",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SignIns_TenantId_CreatedDateTime_Id",
                table: "SignIns",
                columns: new[] { "TenantId", "CreatedDateTime", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AdministrativeUnitMembers");

            migrationBuilder.DropTable(
                name: "AdministrativeUnits");

            migrationBuilder.DropTable(
                name: "LicenseCounts");

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
                name: "Restrictions",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "AdministrativeUnitId",
                table: "RoleAssignments");

            migrationBuilder.DropColumn(
                name: "RegisteredMethod",
                table: "AuditRecords");
        }
    }
}
