using AuthMethods.Testing;
using BenchmarkDotNet.Attributes;

namespace AuthMethods.Benchmarks;

/// <summary>What a test waits for: the start of a host in its process, a tenant of its own, and the state of that tenant to return to.</summary>
[MemoryDiagnoser]
public class HostBenchmarks
{
    private AuthMethodsHost _host = null!;
    private TestTenant _tenant = null!;
    private TestSnapshot _snapshot = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _host = await AuthMethodsHost.StartAsync();
        _tenant = await _host.CreateTenantAsync();
        _snapshot = await _tenant.SnapshotAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Benchmark]
    public async Task Start()
    {
        await using var host = await AuthMethodsHost.StartAsync();
    }

    [Benchmark]
    public Task<TestTenant> CreateTenant() => _host.CreateTenantAsync();

    [Benchmark]
    public Task<TestSnapshot> Snapshot() => _tenant.SnapshotAsync();

    [Benchmark]
    public Task Restore() => _tenant.RestoreAsync(_snapshot);
}
