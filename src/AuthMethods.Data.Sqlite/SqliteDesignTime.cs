using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AuthMethods.Data.Sqlite;

/// <summary>For <c>dotnet ef</c>, which only needs the engine, not a database.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteAuthDb>
{
    public SqliteAuthDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAuthDb>().UseSqlite("Data Source=design.db").Options);
}
