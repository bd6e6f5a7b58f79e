using System.Collections.Concurrent;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Engines;

/// <summary>One server for each engine, over a fresh database that is dropped at the end. Each test uses a tenant of its own.</summary>
public sealed class EngineServers : IAsyncLifetime
{
    public const string Collection = "engines";

    private readonly ConcurrentDictionary<StorageEngine, Lazy<Task<TestServer>>> _servers = new();

    /// <summary>A new tenant on an engine; skips the test when the engine is not configured.</summary>
    public async Task<TestTenant> TenantAsync(StorageEngine engine) => await (await ServerAsync(engine)).TenantAsync();

    public Task<TestServer> ServerAsync(StorageEngine engine)
    {
        var database = TestDatabase.New(engine);
        return _servers.GetOrAdd(engine, _ => new(() => TestServer.StartAsync(database.Settings))).Value;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values.Where(s => s.Value.IsCompletedSuccessfully)) await DropAsync(await server.Value);
    }

    /// <summary>Stops a server and drops its database.</summary>
    public static async Task DropAsync(TestServer server)
    {
        await using (server)
        {
            await using var db = await server.Services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync();
            await TestDatabase.DropAsync(db);
        }
    }
}

[CollectionDefinition(EngineServers.Collection)]
public sealed class EnginesCollection : ICollectionFixture<EngineServers>;
