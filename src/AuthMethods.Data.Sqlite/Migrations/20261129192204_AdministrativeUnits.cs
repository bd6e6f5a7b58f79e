using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AdministrativeUnits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ScopedRoles",
                table: "Users",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "AdministrativeUnitId",
                table: "RoleAssignments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AdministrativeUnitMembers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AdministrativeUnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdministrativeUnitMembers", x => new { x.TenantId, x.AdministrativeUnitId, x.MemberId });
                });

            migrationBuilder.CreateTable(
                name: "AdministrativeUnits",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    DisplayNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    Visibility = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdministrativeUnits", x => new { x.TenantId, x.Id });
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AdministrativeUnitMembers");

            migrationBuilder.DropTable(
                name: "AdministrativeUnits");

            migrationBuilder.DropIndex(
                name: "IX_RoleAssignments_TenantId_AdministrativeUnitId_PrincipalId",
                table: "RoleAssignments");

            migrationBuilder.DropColumn(
                name: "ScopedRoles",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "AdministrativeUnitId",
                table: "RoleAssignments");
        }
    }
}
