using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
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
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastNonInteractiveSignInId",
                table: "Users",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSignInDateTime",
                table: "Users",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastSignInId",
                table: "Users",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSuccessfulSignInDateTime",
                table: "Users",
                type: "timestamp(6) with time zone",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LastSuccessfulSignInId",
                table: "Users",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RegisteredMethod",
                table: "AuditRecords",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SignIns",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "timestamp(6) with time zone", precision: 6, nullable: false),
                    EventType = table.Column<int>(type: "integer", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: true),
                    UserPrincipalName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    UserDisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    UserDisplayNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    UserType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    AppId = table.Column<Guid>(type: "uuid", nullable: true),
                    AppDisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    AppDisplayNameKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    ServicePrincipalId = table.Column<Guid>(type: "uuid", nullable: true),
                    IpAddress = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    UserAgent = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    Browser = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    OperatingSystem = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    ClientAppUsed = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Protocol = table.Column<int>(type: "integer", nullable: false),
                    ClientCredential = table.Column<int>(type: "integer", nullable: false),
                    IncomingToken = table.Column<int>(type: "integer", nullable: false),
                    ErrorCode = table.Column<int>(type: "integer", nullable: false),
                    FailureReason = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    CorrelationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Method = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    IsMethodRight = table.Column<bool>(type: "boolean", nullable: false),
                    HasMultiFactor = table.Column<bool>(type: "boolean", nullable: false),
                    NeedsMultiFactor = table.Column<bool>(type: "boolean", nullable: false)
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
