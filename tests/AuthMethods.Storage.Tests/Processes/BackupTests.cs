using System.Diagnostics;
using System.Net;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The backups that the documentation describes, made while the server writes, have everything that was acknowledged before them.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public Task Sqlite_BackedUpWhileItRuns_IsRestored()
    {
        var copy = Path.Combine(_directory, "copy.db");
        return RestoreAsync(
            [new("Storage:Directory", _directory)],
            [new("Storage:Directory", _directory), new("Storage:ConnectionString", $"Data Source={copy}")],
            async () =>
            {
                await using SqliteConnection running = new($"Data Source={Path.Combine(_directory, "authmethods.db")}"), backup = new($"Data Source={copy}");
                await running.OpenAsync();
                await backup.OpenAsync();
                running.BackupDatabase(backup);
            });
    }

    [SkippableFact]
    public async Task PostgreSql_DumpedWhileItRuns_IsRestored()
    {
        TestDatabase running = TestDatabase.New(StorageEngine.PostgreSql), restored = TestDatabase.New(StorageEngine.PostgreSql);
        KeyValuePair<string, string?> directory = new("Storage:Directory", _directory);
        var dump = Path.Combine(_directory, "authmethods.dump");
        await ServerProcess.RunAsync([.. running.Settings, directory], "migrate");
        await ServerProcess.RunAsync([.. running.Settings, directory], "seed");

        await RestoreAsync([.. running.Settings, directory], [.. restored.Settings, directory], async () =>
        {
            await RunAsync(running, "pg_dump", "--format=custom", $"--file={dump}");
            await RunAsync(restored, "createdb");
            await RunAsync(restored, "pg_restore", "--dbname", new NpgsqlConnectionStringBuilder(restored.ConnectionString).Database!, dump);
        });

        foreach (var database in new[] { running, restored }) await RunAsync(database, "dropdb", "--force");
    }

    private static async Task RestoreAsync(KeyValuePair<string, string?>[] running, KeyValuePair<string, string?>[] restored, Func<Task> backUpAsync)
    {
        const string Added = "/v1.0/users/balas@contoso.com/authentication/phoneMethods";
        string token;
        using (var server = await ServerProcess.ServeAsync(running))
        {
            token = (await ServerProcess.RunAsync(running, "token", "--user", "global.admin@contoso.com")).Output.Trim();
            using var client = Client(server, token);
            (await client.PostAnswerAsync(Added, """{"phoneType":"mobile","phoneNumber":"+1 2065555600"}""")).Is(HttpStatusCode.Created);
            await backUpAsync();
            (await client.PostAnswerAsync(Added, """{"phoneType":"office","phoneNumber":"+1 2065555601"}""")).Is(HttpStatusCode.Created);
        }

        using (var server = await ServerProcess.ServeAsync(restored))
        {
            using var client = Client(server, token);
            var phone = Assert.Single((await client.GetAnswerAsync(Added)).Is(HttpStatusCode.OK).Value)!;
            Assert.Equal("+1 2065555600", (string?)phone["phoneNumber"]);
            (await client.PostAnswerAsync(Added, """{"phoneType":"office","phoneNumber":"+1 2065555601"}""")).Is(HttpStatusCode.Created);
        }

        var examined = await ServerProcess.RunAsync(restored, "doctor");
        Assert.True(examined.ExitCode == 0, examined.Output);
    }

    private static HttpClient Client(ServerProcess server, string token)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static async Task RunAsync(TestDatabase database, string program, params string[] arguments)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        string[] name = program == "pg_restore" ? [] : [connection.Database!];
        var start = new ProcessStartInfo(program, [.. arguments, .. name]) { RedirectStandardError = true };
        (start.Environment["PGHOST"], start.Environment["PGPORT"], start.Environment["PGUSER"]) = (connection.Host, $"{connection.Port}", connection.Username);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {errors}");
    }
}
