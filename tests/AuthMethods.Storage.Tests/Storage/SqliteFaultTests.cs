using System.Net;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Storage.Tests.Processes;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Storage.Tests.Storage;

/// <summary>A full disk, a damaged file and missing rights, at the start and later.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task DiskFull_WritesAre503AndReadsWorkAndNothingAcknowledgedIsLost()
    {
        var log = new RecordedLog(LogLevel.Warning);
        await using var server = await TestServer.StartAsync(services: s => s.AddSingleton<ILoggerProvider>(log));
        var tenant = await server.TenantAsync();
        using var admin = await tenant.AsAsync("global.admin");
        var kim = $"/v1.0/users/{tenant.Name("kim")}";
        await LimitPagesAsync(server, 1);
        var acknowledged = new List<string>();
        Answer answer;

        do
        {
            var request = Guid.NewGuid().ToString();
            answer = await admin.AnswerAsync(
                HttpMethod.Patch, kim, $$"""{"aboutMe":"{{new string('x', 200)}}","city":"{{request}}"}""", headers: ("client-request-id", request));
            if (answer.Status == HttpStatusCode.NoContent) acknowledged.Add(request);
        }
        while (answer.Status == HttpStatusCode.NoContent && acknowledged.Count < 2_000);
        var several = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => admin.PatchAnswerAsync(kim, $$"""{"city":"{{new string('y', 100)}}{{i}}"}""")));

        answer.Is(HttpStatusCode.ServiceUnavailable, "serviceNotAvailable");
        Assert.All(several, a => a.Is(HttpStatusCode.ServiceUnavailable, "serviceNotAvailable"));
        (await admin.GetAnswerAsync(kim)).Is(HttpStatusCode.OK);
        Assert.Contains("full", Assert.Single(log.Lines), StringComparison.OrdinalIgnoreCase);
        await LimitPagesAsync(server, 1_000_000);
        (await admin.PatchAnswerAsync(kim, """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);
        var recorded = await server.QueryAsync(tenant.Id, db => db.AuditRecords.Select(a => a.CorrelationId).ToListAsync());
        Assert.Empty(acknowledged.Except(recorded));
    }

    [Fact]
    public async Task DamagedFile_IsNoFaultOfTheRequest()
    {
        await using var server = await TestServer.StartAsync(listen: true);
        var tenant = await server.TenantAsync();
        using var admin = await tenant.AsAsync("global.admin");
        (await admin.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
        var file = Path.Combine(server.Directory, "test.db");
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            await stream.WriteAsync(Enumerable.Repeat((byte)'?', (int)stream.Length).ToArray());
        }

        foreach (var log in System.IO.Directory.GetFiles(server.Directory, "test.db-wal"))
        {
            await using var stream = new FileStream(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            stream.SetLength(0);
        }

        var answers = new List<Answer>();
        for (var i = 0; i < 20; i++)
        {
            answers.Add(await admin.GetAnswerAsync($"/v1.0/users?$top={i + 1}"));
            answers.Add(await admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("kim")}", """{"city":"Oslo"}"""));
        }

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.ServiceUnavailable }));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.ServiceUnavailable);
        (await admin.GetAnswerAsync("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a text")]
    [InlineData("cut off")]
    [InlineData("a folder")]
    [InlineData("a folder that is a file")]
    [InlineData("a folder that nobody can create")]
    [InlineData("locked")]
    public async Task Start_WithAFileThatCannotBeUsed_NamesItInOneLineWithExitCode2(string what)
    {
        var file = Path.Combine(_directory, "authmethods.db");
        var folder = _directory;
        IDisposable? held = null;
        switch (what)
        {
            case "garbage":
                await File.WriteAllBytesAsync(file, [.. Enumerable.Range(0, 8_192).Select(i => (byte)(i * 7))]);
                break;
            case "a text":
                await File.WriteAllTextAsync(file, "no database");
                break;
            case "cut off":
                Assert.Equal(0, (await ServerProcess.RunAsync([new("Storage:Directory", folder)], "migrate")).ExitCode);
                await using (var stream = new FileStream(file, FileMode.Open)) stream.SetLength(4_096 + 100);
                break;
            case "a folder":
                System.IO.Directory.CreateDirectory(file);
                break;
            case "a folder that is a file":
                await File.WriteAllTextAsync(folder = Path.Combine(_directory, "data"), "");
                break;
            case "a folder that nobody can create":
                folder = "/proc/authmethods/data";
                break;
            case "locked":
                var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false");
                await connection.OpenAsync();
                held = connection;
                await using (var command = connection.CreateCommand())
                {
                    command.CommandText = "BEGIN EXCLUSIVE";
                    await command.ExecuteNonQueryAsync();
                }

                break;
        }

        using (held)
        {
            var (exitCode, _, errors) = await ServerProcess.RunAsync([new("Storage:Directory", folder)], "serve");

            var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(2, exitCode);
            Assert.Contains(folder, line, StringComparison.Ordinal);
            Assert.Matches("Storage:Directory|backup|Stop it", line);
        }
    }

    /// <summary>Makes the database as full as a disk would: no connection may let it grow beyond this many pages, or its present size.</summary>
    private static async Task LimitPagesAsync(TestServer server, int pages)
    {
        var contexts = server.Services.GetRequiredService<IDbContextFactory<AuthDb>>();
        var all = Enumerable.Range(0, 40).Select(_ => contexts.CreateDbContext()).ToArray();
        foreach (var db in all)
        {
            var sql = $"PRAGMA max_page_count={pages}";
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        foreach (var db in all) await db.DisposeAsync();
    }
}
