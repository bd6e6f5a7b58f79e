using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DirectoryAndMethods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BusinessPhoneKeys",
                table: "Users",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "CityKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CompanyNameKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CountryKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DepartmentKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DisplayNameKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "GivenNameKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "JobTitleKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MailKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MailNicknameKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

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
                name: "OfficeLocationKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "OtherMailKeys",
                table: "Users",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ProxyAddressKeys",
                table: "Users",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "StateKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SurnameKey",
                table: "Users",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "PolicyModifiedDateTime",
                table: "Tenants",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PolicySettings",
                table: "Tenants",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Settings",
                table: "MethodConfigurations",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CreatedDateTime",
                table: "Groups",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Description",
                table: "Groups",
                type: "TEXT",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DisplayNameKey",
                table: "Groups",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "GroupTypeKeys",
                table: "Groups",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<bool>(
                name: "IsUnified",
                table: "Groups",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsUnifiedForSecurity",
                table: "Groups",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "MailNickname",
                table: "Groups",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Visibility",
                table: "Groups",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AaGuid",
                table: "AuthenticationMethods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AttestationCertificates",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AttestationLevel",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ClientAppName",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConfigurationId",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CredentialId",
                table: "AuthenticationMethods",
                type: "BLOB",
                maxLength: 1023,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CredentialKey",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Device",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DeviceId",
                table: "AuthenticationMethods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceTag",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DisplayName",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EncryptedSecret",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ForceChangePin",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUsableOnce",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeyStrength",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LifetimeInMinutes",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PassHash",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 512,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PasskeyType",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PhoneAppVersion",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PinHash",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 512,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PinId",
                table: "AuthenticationMethods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PinUpdatedDateTime",
                table: "AuthenticationMethods",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Platform",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "PublicKey",
                table: "AuthenticationMethods",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SignCount",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "StartDateTime",
                table: "AuthenticationMethods",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Status",
                table: "AuthenticationMethods",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Transports",
                table: "AuthenticationMethods",
                type: "TEXT",
                maxLength: 256,
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
                name: "ActivatedRoles",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoleTemplateId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivatedRoles", x => new { x.TenantId, x.RoleTemplateId });
                });

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

            migrationBuilder.CreateTable(
                name: "AuthenticationStrengths",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ModifiedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    AllowedCombinations = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    CombinationConfigurations = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthenticationStrengths", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "EncryptionKeys",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Xml = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EncryptionKeys", x => new { x.TenantId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "HardwareOathDevices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    SerialNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Manufacturer = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    EncryptedSecret = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    TimeIntervalInSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    HashFunction = table.Column<int>(type: "INTEGER", nullable: false),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HardwareOathDevices", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PasskeyChallenges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Challenge = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ExpiresDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasskeyChallenges", x => new { x.TenantId, x.UserId, x.Challenge });
                });

            migrationBuilder.CreateTable(
                name: "QrCodes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsTemporary = table.Column<bool>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ExpireDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    CreatedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    LastUsedDateTime = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QrCodes", x => new { x.TenantId, x.UserId, x.IsTemporary });
                });

            migrationBuilder.CreateTable(
                name: "RoleDefinitions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TemplateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    IsEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    RolePermissions = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleDefinitions", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.Sql("""UPDATE "Groups" SET "DisplayNameKey" = LOWER("DisplayName")""");

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_CreatedDateTime_Id",
                table: "Users",
                columns: new[] { "TenantId", "CreatedDateTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_DisplayNameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_GivenNameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "GivenNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_MailKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "MailKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_MailNicknameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "MailNicknameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_TenantId_SurnameKey_Id",
                table: "Users",
                columns: new[] { "TenantId", "SurnameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Groups_TenantId_DisplayNameKey_Id",
                table: "Groups",
                columns: new[] { "TenantId", "DisplayNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_CredentialKey",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "CredentialKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_TenantId_DeviceId",
                table: "AuthenticationMethods",
                columns: new[] { "TenantId", "DeviceId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_TenantId_ActivityDateTime_Id",
                table: "AuditRecords",
                columns: new[] { "TenantId", "ActivityDateTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AppPasswords_TenantId_UserId_Hash",
                table: "AppPasswords",
                columns: new[] { "TenantId", "UserId", "Hash" },
                unique: true);

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
                name: "ActivatedRoles");

            migrationBuilder.DropTable(
                name: "AppPasswords");

            migrationBuilder.DropTable(
                name: "AuthenticationStrengths");

            migrationBuilder.DropTable(
                name: "EncryptionKeys");

            migrationBuilder.DropTable(
                name: "HardwareOathDevices");

            migrationBuilder.DropTable(
                name: "PasskeyChallenges");

            migrationBuilder.DropTable(
                name: "QrCodes");

            migrationBuilder.DropTable(
                name: "RoleDefinitions");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_CreatedDateTime_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_DisplayNameKey_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_GivenNameKey_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_MailKey_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_MailNicknameKey_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Users_TenantId_SurnameKey_Id",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Groups_TenantId_DisplayNameKey_Id",
                table: "Groups");

            migrationBuilder.DropIndex(
                name: "IX_AuthenticationMethods_TenantId_CredentialKey",
                table: "AuthenticationMethods");

            migrationBuilder.DropIndex(
                name: "IX_AuthenticationMethods_TenantId_DeviceId",
                table: "AuthenticationMethods");

            migrationBuilder.DropIndex(
                name: "IX_AuditRecords_TenantId_ActivityDateTime_Id",
                table: "AuditRecords");

            migrationBuilder.DropColumn(
                name: "BusinessPhoneKeys",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "CityKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "CompanyNameKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "CountryKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "DepartmentKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "DisplayNameKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "GivenNameKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "JobTitleKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "MailKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "MailNicknameKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "MfaReregistrationRequiredDateTime",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "MfaSessionsValidFromDateTime",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "OfficeLocationKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "OtherMailKeys",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "ProxyAddressKeys",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "StateKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "SurnameKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "PolicyModifiedDateTime",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "PolicySettings",
                table: "Tenants");

            migrationBuilder.DropColumn(
                name: "Settings",
                table: "MethodConfigurations");

            migrationBuilder.DropColumn(
                name: "CreatedDateTime",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "Description",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "DisplayNameKey",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "GroupTypeKeys",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "IsUnified",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "IsUnifiedForSecurity",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "MailNickname",
                table: "Groups");

            migrationBuilder.DropColumn(
                name: "Visibility",
                table: "Groups");

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
                name: "ClientAppName",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "ConfigurationId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "CredentialId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "CredentialKey",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "Device",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "DeviceId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "DeviceTag",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "DisplayName",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "EncryptedSecret",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "ForceChangePin",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "IsUsableOnce",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "KeyStrength",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "LifetimeInMinutes",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PassHash",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PasskeyType",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PhoneAppVersion",
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
                name: "Platform",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "PublicKey",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "SignCount",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "StartDateTime",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "Transports",
                table: "AuthenticationMethods");

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
