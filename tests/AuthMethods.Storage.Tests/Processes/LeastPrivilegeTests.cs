using System.Diagnostics;
using System.Net;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Npgsql;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The users that <c>deploy/postgresql.sh</c> creates can do what they are for, and no more.</summary>
public sealed class LeastPrivilegeTests : IDisposable
{
    private const string Password = "it's a 'password'";
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [SkippableFact]
    public async Task PostgreSql_MigratesAsOwnerAndServesWithoutTheRightToChangeTables()
    {
        var administrator = new NpgsqlConnectionStringBuilder(TestDatabase.New(StorageEngine.PostgreSql).ConnectionString) { Database = "postgres", Pooling = false };
        var database = $"authmethods_users_{Guid.NewGuid():N}";
        await RunAsync(administrator, $"CREATE DATABASE {database}");
        administrator.Database = database;
        try
        {
            await CreateUsersAsync(administrator);
            KeyValuePair<string, string?>[] server = [
                new("Storage:Engine", "PostgreSql"), new("Storage:Directory", _directory), new("Storage:Password", Password),
                new("Storage:ConnectionString", ConnectionOf("authmethods", database, administrator))];
            KeyValuePair<string, string?>[] owner = [.. server, new("Storage:ConnectionString", ConnectionOf("authmethods_migration", database, administrator))];

            Assert.Equal(0, (await ServerProcess.RunAsync(owner, "migrate")).ExitCode);
            Assert.Equal(0, (await ServerProcess.RunAsync(server, "seed")).ExitCode);
            var token = (await ServerProcess.RunAsync(server, "token", "--user", "global.admin@contoso.com")).Output.Trim();
            using var process = await ServerProcess.ServeAsync(server);
            using var client = new HttpClient { BaseAddress = process.Address };
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            (await client.PatchAnswerAsync("/v1.0/users/kim@contoso.com", """{"city":"Pisa"}""")).Is(HttpStatusCode.NoContent);
            (await client.GetAnswerAsync("/v1.0/users/kim@contoso.com/authentication/methods")).Is(HttpStatusCode.OK);

            var asServer = new NpgsqlConnectionStringBuilder(ConnectionOf("authmethods", database, administrator)) { Password = Password, Pooling = false };
            foreach (var refused in new[] { "CREATE TABLE t (id int)", "DROP TABLE \"Users\"", "ALTER TABLE \"Users\" ADD x int", "TRUNCATE \"Users\"" })
            {
                Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(asServer, refused))).SqlState);
            }
        }
        finally
        {
            administrator.Database = "postgres";
            await RunAsync(administrator, $"DROP DATABASE {database} WITH (FORCE)");
            foreach (var role in new[] { "authmethods", "authmethods_migration" }) await RunAsync(administrator, $"DROP ROLE IF EXISTS {role}");
        }
    }

    private async Task CreateUsersAsync(NpgsqlConnectionStringBuilder administrator)
    {
        foreach (var secret in new[] { "database", "database-migration" }) await File.WriteAllTextAsync(Path.Combine(_directory, secret), Password);
        var start = new ProcessStartInfo("sh", [Path.Combine(RepositoryRoot.Path, "deploy/postgresql.sh")]) { RedirectStandardError = true };
        start.Environment["SECRETS"] = _directory;
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = (administrator.Host, $"{administrator.Port}");
        (start.Environment["POSTGRES_USER"], start.Environment["POSTGRES_DB"]) = (administrator.Username, administrator.Database);
        using var script = Process.Start(start)!;
        var errors = await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, errors);
    }

    private static string ConnectionOf(string user, string database, NpgsqlConnectionStringBuilder administrator) =>
        $"Host={administrator.Host};Port={administrator.Port};Database={database};Username={user}";

    private static async Task RunAsync(NpgsqlConnectionStringBuilder connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
