using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SystemPreferenceByPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsSystemPreferred",
                table: "Users",
                type: "boolean",
                nullable: true);

            // What was off was so for everybody who never chose: now the policy speaks for them.
            migrationBuilder.Sql("UPDATE \"Users\" SET \"IsSystemPreferred\" = TRUE WHERE \"IsSystemPreferredAuthenticationMethodEnabled\" = TRUE;");

            migrationBuilder.DropColumn(
                name: "IsSystemPreferredAuthenticationMethodEnabled",
                table: "Users");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsSystemPreferredAuthenticationMethodEnabled",
                table: "Users",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE \"Users\" SET \"IsSystemPreferredAuthenticationMethodEnabled\" = TRUE WHERE \"IsSystemPreferred\" = TRUE;");

            migrationBuilder.DropColumn(
                name: "IsSystemPreferred",
                table: "Users");
        }
    }
}
