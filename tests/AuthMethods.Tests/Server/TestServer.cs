using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Server;
using AuthMethods.Server.Documentation;
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
/// The real server over a database of its own. Tests stand apart from each other by tenant, so one server serves them all;
/// a test that moves the clock or sets an option starts its own.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private const string Database = "test.db";

    // A directory with the schema and a signing key, made once: neither differs from server to server.
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly WebApplication _app;
    private readonly string _directory;

    private TestServer(WebApplication app, string directory, TimeProvider clock) => (_app, _directory, Clock) = (app, directory, clock);

    public TimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Where it keeps its files: the database is <c>test.db</c>.</summary>
    public string Directory => _directory;

    /// <summary>Where it listens; only when it was started with <c>listen</c>.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <param name="settings">Configuration, as <c>appsettings.json</c> would have it.</param>
    /// <param name="listen">On a real port of the loopback interface, instead of in memory.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="services">Last-minute replacements.</param>
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
        // What hashing costs in earnest, a test that signs in would pay each time.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        services?.Invoke(builder.Services);
        if (!listen) builder.WebHost.UseTestServer();
        var server = new TestServer(builder.Build(), directory, clock);
        try
        {
            server._app.UseAuthMethods().MapAuthority();
            server._app.MapDocumentation();
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
        _ = app.Services.GetRequiredService<SigningKey>().Id;
        // Now the log is in the file, and none of the files vanishes while a server copies them.
        await CloseAsync(app);
        return directory;
    }

    private static WebApplicationBuilder Builder(string directory, string environment)
    {
        // A system watches only so many settings files, and there are many servers at once.
        var builder = ServerHost.CreateBuilder($"--environment={environment}", "--urls=http://127.0.0.1:0", "--hostBuilder:reloadConfigOnChange=false");
        builder.Configuration.AddInMemoryCollection([
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

    /// <summary>Asks the database directly, within a tenant.</summary>
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

    /// <summary>Disposes of a server, and of the connections that are kept of its database: those of other servers are in use.</summary>
    private static async Task CloseAsync(WebApplication app)
    {
        var storage = app.Configuration.GetSection("Storage").Get<StorageOptions>()!;
        await app.DisposeAsync();
        if (storage.Engine != StorageEngine.Sqlite) return;
        // Spelled as the engine spells it: connections are kept by that.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(storage.ConnectionString).ToString());
        SqliteConnection.ClearPool(connection);
    }

    internal void DeleteFiles() => System.IO.Directory.Delete(_directory, recursive: true);
}
