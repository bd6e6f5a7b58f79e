using System.Text;
using AuthMethods.Tests.Server;
using BenchmarkDotNet.Attributes;

namespace AuthMethods.Benchmarks;

/// <summary>
/// Requests through the whole server, in memory: pipeline, token, matrix, SQLite with durable commits, JSON. Requests run one
/// at a time, so a write shows the full cost of its own commit.
/// </summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private TestServer _server = null!;
    private HttpClient _admin = null!;
    private string _methods = null!;
    private string _phones = null!;
    private string _mobile = null!;
    private int _number;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _server = await TestServer.StartAsync();
        var tenant = await _server.TenantAsync();
        _admin = await tenant.AsAsync("auth.admin");
        _methods = $"/v1.0/users/{tenant.Name("kim")}/authentication/methods";
        _phones = $"/v1.0/users/{tenant.Name("kim")}/authentication/phoneMethods";
        _mobile = $"{_phones}/3179e48a-750b-4051-897c-87b9720928f7";
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public Task<int> ListPhones() => GetAsync(_phones);

    [Benchmark]
    public Task<int> ListMethods() => GetAsync(_methods);

    [Benchmark]
    public async Task UpdatePhone()
    {
        _number = (_number + 1) % 10_000;
        using var body = new StringContent($$"""{"phoneNumber":"+1 206555{{_number:D4}}"}""", Encoding.UTF8, "application/json");
        using var response = await _admin.PatchAsync(_mobile, body);
        response.EnsureSuccessStatusCode();
    }

    private async Task<int> GetAsync(string path) => (await _admin.GetByteArrayAsync(path)).Length;
}
