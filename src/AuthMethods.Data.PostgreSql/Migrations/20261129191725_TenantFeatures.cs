using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class TenantFeatures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "LicensedPlans",
                table: "Users",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0],
                collation: "C");

            migrationBuilder.AddColumn<string[]>(
                name: "LicensedSkus",
                table: "Users",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0],
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Licenses",
                table: "Users",
                type: "text",
                maxLength: -1,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "ManagerId",
                table: "Users",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Restrictions",
                table: "Tenants",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "LicenseCounts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    SkuId = table.Column<Guid>(type: "uuid", nullable: false),
                    Consumed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LicenseCounts", x => new { x.TenantId, x.SkuId });
                });

            migrationBuilder.CreateTable(
                name: "TenantDocuments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TenantDocuments", x => new { x.TenantId, x.Name });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_ManagerId_Id",
                table: "Users",
                columns: new[] { "TenantId", "ManagerId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LicenseCounts");

            migrationBuilder.DropTable(
                name: "TenantDocuments");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_ManagerId_Id",
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
                name: "Restrictions",
                table: "Tenants");
        }
    }
}
