using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AuthMethods.Data.SqlServer;

/// <summary>For <c>dotnet ef</c>, which only needs the engine, not a database.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerAuthDb>
{
    public SqlServerAuthDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerAuthDb>().UseSqlServer("Server=localhost").Options);
}
