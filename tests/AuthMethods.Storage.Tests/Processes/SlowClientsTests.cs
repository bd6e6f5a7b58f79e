using System.Net;
using System.Net.Sockets;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;

namespace AuthMethods.Storage.Tests.Processes;

/// <summary>Clients that send slowly, or not to the end, hold nothing but their own connection.</summary>
public sealed class SlowClientsTests : IDisposable
{
    private const int Clients = 500;
    // The connections to a database server, at most 100, stay open for a while.
    private const int Tolerance = 130;

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    /// <summary>What each kind of client sends before it falls silent.</summary>
    private static readonly (string Kind, Func<string, string> Sent)[] Slow =
    [
        ("half a form", _ => Request("POST", $"/{SampleTenant.Id}/oauth2/v2.0/token", "application/x-www-form-urlencoded", "grant_type=pass")),
        ("half a form for a device", _ => Request("POST", $"/{SampleTenant.Id}/oauth2/v2.0/devicecode", "application/x-www-form-urlencoded", "client_id=2")),
        ("half a form of a page", _ => Request("POST", "/common/oauth2/deviceauth", "application/x-www-form-urlencoded", "user_code=A")),
        ("half a JSON", token => Request("PATCH", "/v1.0/me", "application/json", "{\"city\":", token)),
        ("half a method", token => Request("POST", "/v1.0/me/authentication/phoneMethods", "application/json", "{", token)),
        ("half a batch", token => Request("POST", "/v1.0/$batch", "application/json", "{\"requests\":[", token)),
        ("half a body without a token", _ => Request("PATCH", "/v1.0/me", "application/json", "{")),
        ("half a header", _ => "GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\nAuthoriz"),
        ("nothing", _ => ""),
    ];

    [SkippableTheory, EachEngine]
    public async Task SlowClients_HoldNothingOfTheDatabaseAndOthersAreAnswered(StorageEngine engine)
    {
        Skip.IfNot(System.IO.Directory.Exists("/proc"), "Open files are counted in /proc.");
        KeyValuePair<string, string?>[] settings =
            [.. TestDatabase.New(engine).Settings, new("Storage:Directory", _directory), new("Logging:LogLevel:Default", "Warning")];
        Assert.Equal(0, (await ServerProcess.RunAsync(settings, "migrate")).ExitCode);
        Assert.Equal(0, (await ServerProcess.RunAsync(settings, "seed")).ExitCode);
        var token = (await ServerProcess.RunAsync(settings, "token", "--user", $"global.admin@{SampleTenant.Domain}")).Output.Trim();
        using var server = await ServerProcess.ServeAsync(settings);
        using var client = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        await ReadAsync(client);
        var before = server.OpenFiles;

        var slow = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => ConnectAsync(server.Address, Slow[i % Slow.Length].Sent(token))));
        await ReadAsync(client);
        var during = server.OpenFiles;
        foreach (var connection in slow) connection.Dispose();

        Assert.InRange(during, before + Clients / 2, before + Clients + Tolerance);
        await UntilAsync(() => server.OpenFiles <= before + Tolerance, () => $"of {before} open files {server.OpenFiles} remain");
    }

    [Fact]
    public async Task Burst_OnSqlite_LeavesFewConnectionsOpen()
    {
        if (!System.IO.Directory.Exists("/proc")) return;
        KeyValuePair<string, string?>[] settings = [new("Storage:Directory", _directory), new("Logging:LogLevel:Default", "Warning")];
        using var server = await ServerProcess.ServeAsync(settings);
        var token = (await ServerProcess.RunAsync(settings, "token", "--user", $"global.admin@{SampleTenant.Domain}")).Output.Trim();
        var file = Path.Combine(_directory, "authmethods.db");
        var most = 0;

        using (var client = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } })
        {
            var reading = Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
            {
                for (var i = 0; i < 10; i++) await ReadAsync(client);
            }));
            while (!reading.IsCompleted)
            {
                most = Math.Max(most, server.Opened(file));
                await Task.Delay(20);
            }

            await reading;
        }

        Assert.InRange(most, 2, 64 + 2);
        await UntilAsync(() => server.Opened(file) <= 4, () => $"the database is open {server.Opened(file)} times");
    }

    private static async Task ReadAsync(HttpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = await client.GetAsync(new Uri("/v1.0/me", UriKind.Relative), limit.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<TcpClient> ConnectAsync(Uri address, string sent)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, address.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent));
        return connection;
    }

    private static string Request(string method, string path, string type, string body, string? token = null) =>
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {body.Length + 1_000}\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n") + $"\r\n{body}";

    private static async Task UntilAsync(Func<bool> condition, Func<string> otherwise)
    {
        for (var i = 0; i < 300 && !condition(); i++) await Task.Delay(100);
        Assert.True(condition(), otherwise());
    }
}
