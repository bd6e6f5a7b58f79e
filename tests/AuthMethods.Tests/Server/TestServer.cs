using AuthMethods.Storage;
using AuthMethods.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Server;

/// <summary>
/// The host that users of the API test with, and its database. Each test uses its own tenant, so one server is enough for all of them;
/// a test that moves the clock or sets an option starts its own.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private TestServer(AuthMethodsHost host, TimeProvider clock) => (Host, Clock) = (host, clock);

    public AuthMethodsHost Host { get; }

    public TimeProvider Clock { get; }

    public IServiceProvider Services => Host.Services;

    /// <summary>The directory of its files; the database is <c>test.db</c>.</summary>
    public string Directory => Host.DataDirectory;

    /// <summary>The address it listens on; only when it was started with <c>listen</c>.</summary>
    public Uri Address => Host.BaseAddress;

    /// <param name="settings">Configuration, as <c>appsettings.json</c> would have it.</param>
    /// <param name="listen">Whether to listen on a real port of the loopback interface instead of in memory.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="services">Replaces services of the server.</param>
    /// <param name="clock">A clock that the test moves, instead of the system's.</param>
    public static async Task<TestServer> StartAsync(
        IEnumerable<KeyValuePair<string, string?>>? settings = null, bool listen = false, string environment = "Development",
        Action<IServiceCollection>? services = null, TimeProvider? clock = null)
    {
        var options = new AuthMethodsHostOptions
        {
            HttpPort = listen ? 0 : null, Environment = environment, Services = services, Clock = clock ?? TimeProvider.System,
        };
        foreach (var (key, value) in settings ?? []) options.Settings[key] = value;
        return new(await AuthMethodsHost.StartAsync(options), options.Clock);
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Client() => Host.CreateClient();

    /// <summary>A new tenant with the sample users, applications and policy, under a domain of its own.</summary>
    public async Task<TestTenant> TenantAsync()
    {
        var tenant = await Host.CreateTenantAsync();
        return new(this, tenant.Id, tenant.Domain);
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

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    internal void DeleteFiles() => Host.DeleteFiles();
}
