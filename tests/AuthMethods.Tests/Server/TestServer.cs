using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Server;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Server;

/// <summary>
/// The real server with a database of its own. Each test uses its own tenant, so one server is enough for all of them;
/// a test that moves the clock or sets an option starts its own.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private const string Database = "test.db";

    // A directory with the schema and a signing key, made once because they are the same for every server.
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly WebApplication _app;
    private readonly string _directory;

    private TestServer(WebApplication app, string directory, TimeProvider clock) => (_app, _directory, Clock) = (app, directory, clock);

    public TimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The directory of its files; the database is <c>test.db</c>.</summary>
    public string Directory => _directory;

    /// <summary>The address it listens on; only when it was started with <c>listen</c>.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <param name="settings">Configuration, as <c>appsettings.json</c> would have it.</param>
    /// <param name="listen">Whether to listen on a real port of the loopback interface instead of in memory.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="services">Replaces services of the server.</param>
    /// <param name="clock">A clock that the test moves, instead of the system's.</param>
    public static async Task<TestServer> StartAsync(
        IEnumerable<KeyValuePair<string, string?>>? settings = null, bool listen = false, string environment = "Development",
        Action<IServiceCollection>? services = null, TimeProvider? clock = null)
    {
        var directory = NewDirectory();
        foreach (var file in System.IO.Directory.EnumerateFiles(await Template.Value)) File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        clock ??= TimeProvider.System;
        var builder = Builder(directory, environment);
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        ServerHost.Configure(builder);
        builder.Services.AddSingleton(clock);
        // Hashing at its real cost would slow down every test that signs in.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        services?.Invoke(builder.Services);
        if (!listen) builder.WebHost.UseTestServer();
        var server = new TestServer(builder.Build(), directory, clock);
        try
        {
            ServerHost.Use(server._app);
            await Schema.MigrateAsync(server.Services, CancellationToken.None);
            await server._app.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var directory = NewDirectory();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(directory, recursive: true);
        var app = ServerHost.Build(Builder(directory, "Development"));
        await Schema.MigrateAsync(app.Services, CancellationToken.None);
        SigningKeys.FirstKey(directory);
        // Closing merges the write-ahead log into the database file, so no file disappears while a server copies them.
        await CloseAsync(app);
        return directory;
    }

    private static WebApplicationBuilder Builder(string directory, string environment)
    {
        // The system limits the number of watched files, and many servers run at the same time.
        var builder = ServerHost.CreateBuilder($"--environment={environment}", "--urls=http://127.0.0.1:0", "--hostBuilder:reloadConfigOnChange=false");
        builder.Configuration.AddInMemoryCollection([
            new("Public:Url", environment == "Development" ? null : "http://localhost"),
            new("Storage:Directory", directory),
            new("Storage:ConnectionString", $"Data Source={Path.Combine(directory, Database)}"),
            new("Logging:LogLevel:Default", "Warning")]);
        return builder;
    }

    private static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("authmethods-").FullName;

    /// <summary>A client without a token.</summary>
    public HttpClient Client() => _app.Services.GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer)) is Microsoft.AspNetCore.TestHost.TestServer
        ? _app.GetTestClient()
        : new HttpClient { BaseAddress = Address };

    /// <summary>A new tenant with the sample users, applications and policy, under a domain of its own.</summary>
    public async Task<TestTenant> TenantAsync()
    {
        var id = Guid.NewGuid();
        var domain = $"t{id:N}.com"[..20] + ".com";
        await Services.GetRequiredService<SampleTenant>().CreateAsync(id, domain);
        return new(this, id, domain);
    }

    /// <summary>Queries the database directly, within a tenant.</summary>
    internal async Task<T> QueryAsync<T>(Guid tenant, Func<AuthDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync();
        db.TenantId = tenant;
        return await query(db);
    }

    /// <summary>Changes the database directly, within a tenant.</summary>
    internal Task<T> ChangeAsync<T>(Guid tenant, Func<AuthDb, Task<T>> work) =>
        Services.GetRequiredService<Writer>().RunAsync(tenant, AuditTrail.Server(Clock), async change =>
        {
            var result = await work(change.Rows);
            change.Record(new AuditActivity("Test set-up", "Update"), tenant, "test");
            return result;
        });

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(_app);
        DeleteFiles();
    }

    /// <summary>Disposes of a server and of the pooled connections to its database only, because those of other servers are in use.</summary>
    private static async Task CloseAsync(WebApplication app)
    {
        var storage = app.Configuration.GetSection("Storage").Get<StorageOptions>()!;
        await app.DisposeAsync();
        if (storage.Engine != StorageEngine.Sqlite) return;
        // Must equal the connection string of the engine, which is the key of the pool.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(storage.ConnectionString).ToString());
        SqliteConnection.ClearPool(connection);
    }

    internal void DeleteFiles() => System.IO.Directory.Delete(_directory, recursive: true);
}
