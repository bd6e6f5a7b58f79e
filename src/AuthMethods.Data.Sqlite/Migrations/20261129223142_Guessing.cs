using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Guessing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PassTag",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GuessCounts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Remembered = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Recorded = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedFromDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ExpiresDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GuessCounts", x => new { x.TenantId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "UsedAssertions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ExpiresDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedAssertions", x => new { x.TenantId, x.Key });
                });

            migrationBuilder.CreateIndex(
                name: "IX_GuessCounts_TenantId_ExpiresDateTime",
                table: "GuessCounts",
                columns: new[] { "TenantId", "ExpiresDateTime" });

            migrationBuilder.CreateIndex(
                name: "IX_UsedAssertions_TenantId_ExpiresDateTime",
                table: "UsedAssertions",
                columns: new[] { "TenantId", "ExpiresDateTime" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GuessCounts");

            migrationBuilder.DropTable(
                name: "UsedAssertions");

            migrationBuilder.DropColumn(
                name: "PassTag",
                table: "AuthenticationMethods");
        }
    }
}
