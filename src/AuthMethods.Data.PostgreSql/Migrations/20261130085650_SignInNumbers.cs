using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AuthMethods.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SignInNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_AuthenticationMethods_SignInNumber",
                table: "AuthenticationMethods",
                column: "SignInNumber",
                filter: "\"SignInNumber\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AuthenticationMethods_SignInNumber",
                table: "AuthenticationMethods");
        }
    }
}
