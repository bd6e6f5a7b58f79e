using AuthMethods.Credentials;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Credentials;

/// <summary>Secrets that are stored encrypted, to be read again.</summary>
public sealed class SecretsTests : IAsyncLifetime
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"authmethods-{Guid.NewGuid():N}.db");

    private TestServer _one = null!;
    private TestServer _other = null!;

    public async Task InitializeAsync() => (_one, _other) = (await ReplicaAsync(), await ReplicaAsync());

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        foreach (var file in new[] { _database, $"{_database}-wal", $"{_database}-shm" }) File.Delete(file);
    }

    [Fact]
    public async Task Encrypt_OnReplicasThatNeedTheirFirstKeyAtOnce_IsReadByEach()
    {
        var encrypted = await Task.WhenAll(new[] { _one, _other, _one, _other }.Select(server => Task.Run(() => Secrets(server).Encrypt("GEZDGNBVGY3TQOJQ"))));

        Assert.All(encrypted, text => Assert.Equal(("GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQ"), (Secrets(_one).Decrypt(text), Secrets(_other).Decrypt(text))));
        Assert.All(encrypted, text => Assert.DoesNotContain("GEZDGNBVGY3TQOJQ", text, StringComparison.Ordinal));
        Assert.Equal(encrypted.Length, encrypted.Distinct().Count());
        Assert.Equal(1, await _one.QueryAsync(Guid.Empty, db => db.Set<EncryptionKeyRow>().CountAsync()));
    }

    [Fact]
    public async Task Keys_AreSeenInNoTenant()
    {
        Secrets(_one).Encrypt("anything");
        var tenant = await _one.TenantAsync();

        Assert.Empty(await _one.QueryAsync(tenant.Id, db => db.Set<EncryptionKeyRow>().ToListAsync()));
    }

    private Task<TestServer> ReplicaAsync() => TestServer.StartAsync([new("Storage:ConnectionString", $"Data Source={_database};Default Timeout=30")]);

    private static Secrets Secrets(TestServer server) => server.Services.GetRequiredService<Secrets>();
}
