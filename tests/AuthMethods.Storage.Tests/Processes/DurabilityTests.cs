using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Server;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>Acknowledged changes and their audit records survive <c>kill -9</c> and a restart.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Writers = 8;
    private const int Rounds = 3;

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [SkippableTheory, EachEngine]
    public async Task AcknowledgedWrites_OutliveTheProcess(StorageEngine engine)
    {
        KeyValuePair<string, string?>[] settings =
            [.. TestDatabase.New(engine).Settings, new("Storage:Directory", _directory), new("Logging:LogLevel:Default", "Warning")];
        Assert.Equal(0, (await ServerProcess.RunAsync(settings, "migrate")).ExitCode);
        Assert.Equal(0, (await ServerProcess.RunAsync(settings, "seed", "--users", $"{Writers}")).ExitCode);
        var token = (await ServerProcess.RunAsync(settings, "token", "--user", $"global.admin@{SampleTenant.Domain}")).Output.Trim();
        var phones = Enumerable.Range(0, Writers).Select(i => new Phone(i)).ToArray();
        var server = await ServerProcess.ServeAsync(settings);
        for (var round = 0; round < Rounds; round++)
        {
            using (server)
            {
                using var client = Client(server, token);
                var writing = Task.WhenAll(phones.Select(p => p.WriteUntilDeadAsync(client)));
                var enough = phones.Sum(p => p.Acknowledged.Count) + Random.Shared.Next(Writers, 20 * Writers);
                while (!writing.IsCompleted && phones.Sum(p => p.Acknowledged.Count) < enough) await Task.Delay(5);
                await server.KillAsync();
                await writing;
            }

            server = await ServerProcess.ServeAsync(settings);
            using var reader = Client(server, token);
            foreach (var phone in phones) await phone.CheckAsync(reader);
        }

        server.Dispose();
        await CheckAuditAsync(settings, phones);
    }

    private static HttpClient Client(ServerProcess server, string token) =>
        new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };

    private static async Task CheckAuditAsync(IEnumerable<KeyValuePair<string, string?>> settings, Phone[] phones)
    {
        await using var app = ServerHost.Build(ServerHost.CreateBuilder([.. settings.Select(s => $"--{s.Key}={s.Value}")]));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync();
        db.TenantId = SampleTenant.Id;
        var recorded = (await db.AuditRecords.Select(a => a.CorrelationId).ToListAsync()).ToHashSet();
        var acknowledged = phones.SelectMany(p => p.Acknowledged).ToArray();

        Assert.True(acknowledged.Length >= Writers * Rounds, $"only {acknowledged.Length} writes were acknowledged");
        Assert.Empty(acknowledged.Except(recorded));
        await TestDatabase.DropAsync(db);
    }

    /// <summary>One user's mobile, written by one writer: the last acknowledged number, and the one in flight when the server died.</summary>
    private sealed class Phone(int user)
    {
        private readonly string _path = $"/v1.0/users/user{user}@{SampleTenant.Domain}/authentication/phoneMethods/3179e48a-750b-4051-897c-87b9720928f7";
        private string _last = $"+1 {2_060_000_000L + user}";
        private string _underWay = "";
        private int _written;

        /// <summary>The request ids of the writes that were acknowledged.</summary>
        public ConcurrentBag<string> Acknowledged { get; } = [];

        public async Task WriteUntilDeadAsync(HttpClient client)
        {
            try
            {
                while (true)
                {
                    _underWay = $"+1 {3_000_000_000L + user * 1_000_000 + ++_written}";
                    var request = Guid.NewGuid().ToString();
                    (await client.AnswerAsync(HttpMethod.Patch, _path, $$"""{"phoneNumber":"{{_underWay}}"}""", headers: ("client-request-id", request)))
                        .Is(HttpStatusCode.NoContent);
                    _last = _underWay;
                    Acknowledged.Add(request);
                }
            }
            catch (HttpRequestException)
            {
                // The server is dead; it may or may not have made the last write.
            }
        }

        public async Task CheckAsync(HttpClient client)
        {
            var found = (string)JsonNode.Parse(await client.GetStringAsync(_path))!["phoneNumber"]!;
            Assert.True(found == _last || found == _underWay, $"{found} is neither {_last}, which was acknowledged, nor {_underWay}, which was under way");
            _last = found;
        }
    }
}
