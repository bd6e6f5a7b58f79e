using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Server;

/// <summary>Tests that each get a new tenant, on the shared server unless the class names another one.</summary>
public abstract class TenantTests : IAsyncLifetime
{
    protected TestTenant _tenant = null!;

    public virtual async Task InitializeAsync() => _tenant = await NewTenantAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected virtual Task<TestTenant> NewTenantAsync() => SharedServer.TenantAsync();
}

/// <summary>Tests that act as one of the sample tenant's administrators.</summary>
public abstract class AdminTests(string alias) : TenantTests
{
    protected HttpClient _admin = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await _tenant.AsAsync(alias);
    }
}

/// <summary>Tests that each start a server because they move its clock or set its options.</summary>
public abstract class ServerTests : TenantTests
{
    protected readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    protected TestServer _server = null!;

    public override async Task DisposeAsync() => await _server.DisposeAsync();

    protected virtual Task<TestServer> StartAsync() => TestServer.StartAsync(clock: _clock);

    protected sealed override async Task<TestTenant> NewTenantAsync()
    {
        _server = await StartAsync();
        return await _server.TenantAsync();
    }
}

/// <summary>A server that the tests of one class share.</summary>
public abstract class ServerFixture : IAsyncLifetime
{
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    protected abstract Task<TestServer> StartAsync();
}
