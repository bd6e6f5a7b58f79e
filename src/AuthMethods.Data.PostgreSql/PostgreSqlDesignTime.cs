using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AuthMethods.Data.PostgreSql;

/// <summary>For <c>dotnet ef</c>, which only needs the engine, not a database.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlAuthDb>
{
    public PostgreSqlAuthDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlAuthDb>().UseNpgsql("Host=localhost").Options);
}
