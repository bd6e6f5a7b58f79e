using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AdminCenter : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "MfaReregistrationRequiredDateTime",
                table: "Users",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "MfaSessionsValidFromDateTime",
                table: "Users",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ActorDisplayName",
                table: "AuditRecords",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ActorUserAgent",
                table: "AuditRecords",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TargetType",
                table: "AuditRecords",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "User");

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

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_TenantId_ActivityDateTime_Id",
                table: "AuditRecords",
                columns: new[] { "TenantId", "ActivityDateTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AppPasswords_TenantId_UserId_Hash",
                table: "AppPasswords",
                columns: new[] { "TenantId", "UserId", "Hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AppPasswords");

            migrationBuilder.DropIndex(
                name: "IX_AuditRecords_TenantId_ActivityDateTime_Id",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "MfaReregistrationRequiredDateTime",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "MfaSessionsValidFromDateTime",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "ActorDisplayName",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "ActorUserAgent",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "TargetType",
                table: "AuditRecords");
        }
    }
}
