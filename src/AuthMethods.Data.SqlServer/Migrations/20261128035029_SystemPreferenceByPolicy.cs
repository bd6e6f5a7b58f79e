using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.SqlServer.Migrations
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
                type: "bit",
                nullable: true);

            // What was off was so for everybody who never chose: now the policy speaks for them. (Executed: a script of all migrations is compiled when the old column is gone, too.)
            migrationBuilder.Sql("EXEC(N'UPDATE [Users] SET [IsSystemPreferred] = 1 WHERE [IsSystemPreferredAuthenticationMethodEnabled] = 1')");

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
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("EXEC(N'UPDATE [Users] SET [IsSystemPreferredAuthenticationMethodEnabled] = 1 WHERE [IsSystemPreferred] = 1')");

            migrationBuilder.DropColumn(
                name: "IsSystemPreferred",
                table: "Users");
        }
    }
}
