using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AuditedChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Changes",
                table: "AuditRecords",
                type: "text",
                maxLength: -1,
                nullable: true,
                collation: "C");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Changes",
                table: "AuditRecords");
        }
    }
}
