using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class PasskeyKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AaGuid",
                table: "AuthenticationMethods",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AttestationCertificates",
                table: "AuthenticationMethods",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "AttestationLevel",
                table: "AuthenticationMethods",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CredentialId",
                table: "AuthenticationMethods",
                type: "varbinary(1023)",
                maxLength: 1023,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CredentialKey",
                table: "AuthenticationMethods",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "DeviceId",
                table: "AuthenticationMethods",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DisplayName",
                table: "AuthenticationMethods",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<bool>(
                name: "ForceChangePin",
                table: "AuthenticationMethods",
                type: "bit",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PasskeyType",
                table: "AuthenticationMethods",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PinHash",
                table: "AuthenticationMethods",
                type: "nvarchar(512)",
                maxLength: 512,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "PinId",
                table: "AuthenticationMethods",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PinUpdatedDateTime",
                table: "AuthenticationMethods",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "PublicKey",
                table: "AuthenticationMethods",
                type: "varbinary(max)",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SignCount",
                table: "AuthenticationMethods",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Status",
                table: "AuthenticationMethods",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Transports",
                table: "AuthenticationMethods",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateTable(
                name: "HardwareOathDevices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SerialNumber = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Manufacturer = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Model = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EncryptedSecret = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TimeIntervalInSeconds = table.Column<int>(type: "int", nullable: false),
                    HashFunction = table.Column<int>(type: "int", nullable: false),
                    LastStep = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HardwareOathDevices", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PasskeyChallenges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Challenge = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ExpiresDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasskeyChallenges", x => new { x.TenantId, x.UserId, x.Challenge });
                });

            migrationBuilder.CreateTable(
                name: "QrCodes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    IsTemporary = table.Column<bool>(type: "bit", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ExpireDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QrCodes", x => new { x.TenantId, x.UserId, x.IsTemporary });
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_CredentialKey",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "CredentialKey" },
                unique: true,
                filter: "[CredentialKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_DeviceId",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "DeviceId" },
                unique: true,
                filter: "[DeviceId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HardwareOathDevices_TenantId_Manufacturer_SerialNumber",
                table: "HardwareOathDevices",
                columns: new[] { "TenantId", "Manufacturer", "SerialNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HardwareOathDevices_TenantId_SerialNumber",
                table: "HardwareOathDevices",
                columns: new[] { "TenantId", "SerialNumber" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HardwareOathDevices");

            migrationBuilder.DropTable(
                name: "PasskeyChallenges");

            migrationBuilder.DropTable(
                name: "QrCodes");

            migrationBuilder.DropIndex(
                name: "IX_AuthenticationMethods_TenantId_CredentialKey",
                table: "AuthenticationMethods");

            migrationBuilder.DropIndex(
                name: "IX_AuthenticationMethods_TenantId_DeviceId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "AaGuid",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "AttestationCertificates",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "AttestationLevel",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "CredentialId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "CredentialKey",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "DeviceId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "DisplayName",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "ForceChangePin",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PasskeyType",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PinHash",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PinId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PinUpdatedDateTime",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PublicKey",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "SignCount",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "Transports",
                table: "AuthenticationMethods");
        }
    }
}
