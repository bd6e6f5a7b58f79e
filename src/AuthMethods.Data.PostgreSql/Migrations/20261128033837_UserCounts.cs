using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class UserCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_TenantId_RoleTemplateId_PrincipalId",
                table: "RoleAssignments",
                columns: new[] { "TenantId", "RoleTemplateId", "PrincipalId" });

            // How many users there are already, all in the first part.
            migrationBuilder.Sql("""
                INSERT INTO "UserCounts" ("TenantId", "Slot", "Users")
                SELECT t."Id", 0, (SELECT COUNT(*) FROM "Users" u WHERE u."TenantId" = t."Id" AND u."DeletedDateTime" IS NULL) FROM "Tenants" t;
                """);
            migrationBuilder.Sql("""
                INSERT INTO "UserCounts" ("TenantId", "Slot", "Users")
                SELECT t."Id", s."Slot", 0 FROM "Tenants" t
                CROSS JOIN (SELECT 1 AS "Slot" UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14 UNION ALL SELECT 15) s;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UserCounts");

            migrationBuilder.DropIndex(
                name: "IX_RoleAssignments_TenantId_RoleTemplateId_PrincipalId",
                table: "RoleAssignments");
        }
    }
}
