using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class UserSearchKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BusinessPhoneKeys",
                table: "Users",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "CityKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CompanyNameKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CountryKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "DepartmentKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "DisplayNameKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "GivenNameKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "JobTitleKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "MailKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "MailNicknameKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "OfficeLocationKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "OtherMailKeys",
                table: "Users",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ProxyAddressKeys",
                table: "Users",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "StateKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "SurnameKey",
                table: "Users",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
