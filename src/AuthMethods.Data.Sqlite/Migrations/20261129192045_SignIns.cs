using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SignIns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "LastNonInteractiveSignInDateTime",
                table: "Users",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastNonInteractiveSignInId",
                table: "Users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSignInDateTime",
                table: "Users",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastSignInId",
                table: "Users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSuccessfulSignInDateTime",
                table: "Users",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastSuccessfulSignInId",
                table: "Users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RegisteredMethod",
                table: "AuditRecords",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SignIns",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    EventType = table.Column<int>(type: "INTEGER", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UserPrincipalName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    UserDisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    UserDisplayNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    UserType = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    AppId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AppDisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    AppDisplayNameKey = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ServicePrincipalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IpAddress = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    UserAgent = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Browser = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    OperatingSystem = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    ClientAppUsed = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Protocol = table.Column<int>(type: "INTEGER", nullable: false),
                    ClientCredential = table.Column<int>(type: "INTEGER", nullable: false),
                    IncomingToken = table.Column<int>(type: "INTEGER", nullable: false),
                    ErrorCode = table.Column<int>(type: "INTEGER", nullable: false),
                    FailureReason = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    CorrelationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    IsMethodRight = table.Column<bool>(type: "INTEGER", nullable: false),
                    HasMultiFactor = table.Column<bool>(type: "INTEGER", nullable: false),
                    NeedsMultiFactor = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignIns", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_SignIns_TenantId_CreatedDateTime_Id",
                table: "SignIns",
                columns: new[] { "TenantId", "CreatedDateTime", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignIns");

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
                name: "RegisteredMethod",
                table: "AuditRecords");
        }
    }
}
