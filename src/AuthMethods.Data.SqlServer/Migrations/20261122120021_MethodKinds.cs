using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MethodKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "ClientAppName",
                table: "AuthenticationMethods",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConfigurationId",
                table: "AuthenticationMethods",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Device",
                table: "AuthenticationMethods",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "DeviceTag",
                table: "AuthenticationMethods",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "DisplayName",
                table: "AuthenticationMethods",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "EncryptedSecret",
                table: "AuthenticationMethods",
                type: "nvarchar(1024)",
                maxLength: 1024,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<bool>(
                name: "IsUsableOnce",
                table: "AuthenticationMethods",
                type: "bit",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeyStrength",
                table: "AuthenticationMethods",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LifetimeInMinutes",
                table: "AuthenticationMethods",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PassHash",
                table: "AuthenticationMethods",
                type: "nvarchar(512)",
                maxLength: 512,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "PhoneAppVersion",
                table: "AuthenticationMethods",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "Platform",
                table: "AuthenticationMethods",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "StartDateTime",
                table: "AuthenticationMethods",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ClientAppName",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "ConfigurationId",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "Device",
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
                name: "PhoneAppVersion",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "Platform",
                table: "AuthenticationMethods");

            migrationBuilder.DropColumn(
                name: "StartDateTime",
                table: "AuthenticationMethods");
        }
    }
}
