using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
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
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "MfaSessionsValidFromDateTime",
                table: "Users",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "PolicySettings",
                table: "Tenants",
                type: "text",
                maxLength: -1,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Settings",
                table: "MethodConfigurations",
                type: "text",
                maxLength: -1,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "DisplayName",
                table: "AuthenticationStrengths",
                type: "character varying(256)",
                maxLength: 256,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(256)",
                oldMaxLength: 256);

            migrationBuilder.AlterColumn<string>(
                name: "Description",
                table: "AuthenticationStrengths",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(1024)",
                oldMaxLength: 1024,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "CombinationConfigurations",
                table: "AuthenticationStrengths",
                type: "text",
                maxLength: -1,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1);

            migrationBuilder.AlterColumn<string>(
                name: "AllowedCombinations",
                table: "AuthenticationStrengths",
                type: "text",
                maxLength: -1,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1);

            migrationBuilder.AddColumn<string>(
                name: "ActorDisplayName",
                table: "AuditRecords",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ActorUserAgent",
                table: "AuditRecords",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "TargetType",
                table: "AuditRecords",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "User",
                collation: "C");

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

            migrationBuilder.AlterColumn<string>(
                name: "PolicySettings",
                table: "Tenants",
                type: "text",
                maxLength: -1,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1,
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "Settings",
                table: "MethodConfigurations",
                type: "text",
                maxLength: -1,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1,
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "DisplayName",
                table: "AuthenticationStrengths",
                type: "character varying(256)",
                maxLength: 256,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(256)",
                oldMaxLength: 256,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "Description",
                table: "AuthenticationStrengths",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(1024)",
                oldMaxLength: 1024,
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "CombinationConfigurations",
                table: "AuthenticationStrengths",
                type: "text",
                maxLength: -1,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "AllowedCombinations",
                table: "AuthenticationStrengths",
                type: "text",
                maxLength: -1,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1,
                oldCollation: "C");
        }
    }
}
