using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true);

            // What was off was so for everybody who never chose: now the policy speaks for them.
            // (The column is dropped in SQLite's own words: Entity Framework would write the whole table anew, outside the transaction.)
            migrationBuilder.Sql("UPDATE \"Users\" SET \"IsSystemPreferred\" = 1 WHERE \"IsSystemPreferredAuthenticationMethodEnabled\" = 1;");

            migrationBuilder.Sql("ALTER TABLE \"Users\" DROP COLUMN \"IsSystemPreferredAuthenticationMethodEnabled\";");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsSystemPreferredAuthenticationMethodEnabled",
                table: "Users",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE \"Users\" SET \"IsSystemPreferredAuthenticationMethodEnabled\" = 1 WHERE \"IsSystemPreferred\" = 1;");

            migrationBuilder.Sql("ALTER TABLE \"Users\" DROP COLUMN \"IsSystemPreferred\";");
        }
    }
}
