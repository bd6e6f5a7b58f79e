using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AuthMethods.Storage.Tests.Storage;

/// <summary>A database server that is gone, by way of a proxy that interrupts the connections to it.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly (string What, Func<HttpClient, TestTenant, Task<Answer>> Send)[] Requests =
    [
        ("read", (client, _) => client.GetAnswerAsync("/v1.0/me")),
        ("list", (client, _) => client.GetAnswerAsync("/v1.0/users?$count=true&$top=5")),
        ("write", (client, tenant) => client.PatchAnswerAsync($"/v1.0/users/{tenant.Name("kim")}", """{"city":"Oslo"}""")),
        ("batch", (client, _) => client.PostAnswerAsync("/v1.0/$batch", """{"requests":[{"id":"1","method":"GET","url":"/me"}]}""")),
        ("unknown", (client, _) => client.GetAnswerAsync("/v1.0/users/nobody@contoso.com")),
        ("token", (client, tenant) => client.AnswerAsync(
            HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/token",
            $"grant_type=password&client_id={SampleTenant.AdminTools}&username={tenant.Name("kim")}&password=x&scope=.default",
            "application/x-www-form-urlencoded")),
        ("discovery", (client, tenant) => client.GetAnswerAsync($"/{tenant.Domain}/v2.0/.well-known/openid-configuration")),
        ("ready", (client, _) => client.GetAnswerAsync("/health/ready")),
    ];

    [SkippableTheory]
    [InlineData(nameof(Traffic.IsCut))]
    [InlineData(nameof(Traffic.IsHeld))]
    public async Task DatabaseGone_Answers503WithinTwoSecondsAndRecoversByItself(string how)
    {
        var log = new RecordedLog(LogLevel.Warning);
        await using var database = await ProxiedDatabase.StartAsync(log);
        using var client = await database.Tenant.AsAsync("global.admin");
        foreach (var (what, send) in Requests.Where(r => r.What is not ("token" or "unknown")))
        {
            Assert.True((await send(client, database.Tenant)).Status < HttpStatusCode.BadRequest, what);
        }

        await BurstAsync(client, database.Tenant);
        database.Proxy.Traffic = Enum.Parse<Traffic>(how);
        // Those that wait when it begins, those that come while it isn't known yet, and those after that.
        var answers = new List<(string What, Answer Answer, TimeSpan Took)>();
        for (var i = 0; i < 4; i++) answers.AddRange(await BurstAsync(client, database.Tenant));
        using (var live = database.Tenant.Server.Client()) (await live.GetAnswerAsync("/health/live")).Is(HttpStatusCode.OK);

        Assert.All(answers, a =>
        {
            if (a.What == "batch" && a.Answer.Status == HttpStatusCode.OK) Assert.Equal(503, (int?)a.Answer.Json["responses"]![0]!["status"]);
            else a.Answer.Is(HttpStatusCode.ServiceUnavailable);
            if (a.Answer.Status == HttpStatusCode.ServiceUnavailable) Assert.Equal("2", a.Answer.Headers.GetValues("Retry-After").Single());
            Assert.True(a.Took < Limit, $"{a.What} took {a.Took}");
        });
        Assert.Contains("The database failed", Assert.Single(Lines(log)), StringComparison.Ordinal);

        database.Proxy.Traffic = Traffic.Passes;
        await UntilAsync(async () => (await client.GetAnswerAsync("/v1.0/me")).Status == HttpStatusCode.OK);
        Assert.All(await BurstAsync(client, database.Tenant), a => Assert.NotEqual(HttpStatusCode.ServiceUnavailable, a.Answer.Status));
        await UntilAsync(() => Task.FromResult(Lines(log).Length > 1));
        Assert.Contains("answers again", Lines(log).Skip(1).Single(), StringComparison.Ordinal);
    }

    /// <summary>A server that starts while its database goes away must not stop.</summary>
    [SkippableFact]
    public async Task WarmUp_WithoutADatabase_ReportsIt()
    {
        var log = new RecordedLog(LogLevel.Error);
        await using var database = await ProxiedDatabase.StartAsync(log);
        database.Proxy.Traffic = Traffic.IsCut;

        await WarmUp.RunAsync(database.Tenant.Server.Services);

        await UntilAsync(() => Task.FromResult(Lines(log).Length > 0));
    }

    [SkippableFact]
    public async Task Write_WhoseCommitWasNotAnswered_Is503AndIsNotMadeTwice()
    {
        await using var database = await ProxiedDatabase.StartAsync(new RecordedLog(LogLevel.Warning));
        var tenant = database.Tenant;
        using var admin = await tenant.AsAsync("global.admin");
        var emails = $"/v1.0/users/{tenant.Name("balas")}/authentication/emailMethods";
        const string body = """{"emailAddress":"balas@fabrikam.com"}""";
        (await admin.GetAnswerAsync(emails)).Is(HttpStatusCode.OK);
        database.Proxy.Traffic = Traffic.LosesTheNextCommit;

        (await admin.PostAnswerAsync(emails, body)).Is(HttpStatusCode.ServiceUnavailable, "serviceNotAvailable");

        await UntilAsync(async () => (await admin.GetAnswerAsync(emails)).Status == HttpStatusCode.OK);
        Assert.Single((await admin.GetAnswerAsync(emails)).Value);
        (await admin.PostAnswerAsync(emails, body)).Is(HttpStatusCode.BadRequest);
        Assert.Equal(1, await tenant.Server.QueryAsync(
            tenant.Id, db => db.AuditRecords.CountAsync(a => a.ActivityDisplayName == "Admin registered security info")));
    }

    [SkippableFact]
    public async Task AcknowledgedWrites_SurviveEachOutage()
    {
        var log = new RecordedLog(LogLevel.Error);
        await using var database = await ProxiedDatabase.StartAsync(log);
        var tenant = database.Tenant;
        using var admin = await tenant.AsAsync("global.admin");
        var acknowledged = new ConcurrentBag<string>();
        var others = new ConcurrentBag<HttpStatusCode>();
        using var end = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var request = Guid.NewGuid().ToString();
                var answer = await admin.AnswerAsync(
                    HttpMethod.Patch, $"/v1.0/users/{tenant.Name(writer % 2 == 0 ? "kim" : "adele")}", $$"""{"city":"{{writer}}-{{i}}"}""",
                    headers: ("client-request-id", request));
                if (answer.Status == HttpStatusCode.NoContent) acknowledged.Add(request);
                else others.Add(answer.Status);
            }
        }));
        foreach (var traffic in new[] { Traffic.IsCut, Traffic.IsHeld, Traffic.IsCut })
        {
            await Task.Delay(1_000);
            database.Proxy.Traffic = traffic;
            await Task.Delay(1_500);
            database.Proxy.Traffic = Traffic.Passes;
        }

        await Task.Delay(2_000);
        await end.CancelAsync();
        await writing;

        var recorded = await tenant.Server.QueryAsync(tenant.Id, db => db.AuditRecords.Select(a => a.CorrelationId).ToListAsync());
        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Except(recorded));
        Assert.True(others.All(status => status == HttpStatusCode.ServiceUnavailable), string.Join('\n', log.Lines));
    }

    private static async Task<(string What, Answer Answer, TimeSpan Took)[]> BurstAsync(HttpClient client, TestTenant tenant) =>
        await Task.WhenAll(Enumerable.Range(0, 4 * Requests.Length).Select(async i =>
        {
            var (what, send) = Requests[i % Requests.Length];
            var began = Stopwatch.GetTimestamp();
            return (what, await send(client, tenant), Stopwatch.GetElapsedTime(began));
        }));

    // The password in the requests for a token is wrong, which is logged too.
    private static string[] Lines(RecordedLog log) => [.. log.Lines.Where(line => !line.Contains("sign-in", StringComparison.OrdinalIgnoreCase))];

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await condition()) return;
            await Task.Delay(100);
        }

        Assert.Fail("It took more than ten seconds.");
    }

    /// <summary>A server over a database of its own on PostgreSQL, reached through a proxy.</summary>
    private sealed class ProxiedDatabase : IAsyncDisposable
    {
        public required TcpProxy Proxy { get; init; }

        public required TestTenant Tenant { get; init; }

        public static async Task<ProxiedDatabase> StartAsync(RecordedLog log)
        {
            var direct = new NpgsqlConnectionStringBuilder(TestDatabase.New(StorageEngine.PostgreSql).ConnectionString);
            var proxy = new TcpProxy(direct.Host!, direct.Port);
            (direct.Host, direct.Port) = ("127.0.0.1", proxy.Port);
            var server = await TestServer.StartAsync(
                [new("Storage:Engine", "PostgreSql"), new("Storage:ConnectionString", direct.ToString())], listen: true,
                services: services => services.AddSingleton<ILoggerProvider>(log));
            return new() { Proxy = proxy, Tenant = await server.TenantAsync() };
        }

        public async ValueTask DisposeAsync()
        {
            Proxy.Traffic = Traffic.Passes;
            await UntilAsync(Tenant.Server.Services.GetRequiredService<DatabaseOutage>().AnswersAsync);
            await EngineServers.DropAsync(Tenant.Server);
            Proxy.Dispose();
        }
    }
}
