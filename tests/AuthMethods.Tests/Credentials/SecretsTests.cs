using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    [Fact]
    public async Task Keys_UnderACertificate_AreUnreadableWithoutIt()
    {
        using var certificate = new CertificateFile();
        await using var server = await ReplicaAsync(new KeyValuePair<string, string?>("Secrets:Certificate", certificate.Path));
        var encrypted = Secrets(server).Encrypt("GEZDGNBVGY3TQOJQ");

        var stored = await server.QueryAsync(Guid.Empty, db => db.Set<EncryptionKeyRow>().Select(k => k.Xml).SingleAsync());

        Assert.DoesNotContain("<masterKey", stored, StringComparison.Ordinal);
        Assert.Equal((1, 0), Secrets(_one).CountKeys());
        Assert.Equal((1, 1), Secrets(server).CountKeys());
        Assert.Throws<CryptographicException>(() => Secrets(_one).Decrypt(encrypted));
    }

    [Fact]
    public async Task Keys_OfBefore_AreProtectedByTheCommand_AndAgainByTheNextCertificate()
    {
        using CertificateFile first = new(), second = new();
        var encrypted = Secrets(_one).Encrypt("GEZDGNBVGY3TQOJQ");

        await ProtectAsync(new KeyValuePair<string, string?>("Secrets:Certificate", first.Path));
        await ProtectAsync(new("Secrets:Certificate", second.Path), new("Secrets:PreviousCertificates:0", first.Path));

        await using var now = await ReplicaAsync(new KeyValuePair<string, string?>("Secrets:Certificate", second.Path));
        await using var without = await ReplicaAsync(new KeyValuePair<string, string?>("Secrets:Certificate", first.Path));
        var stored = await now.QueryAsync(Guid.Empty, db => db.Set<EncryptionKeyRow>().Select(k => k.Xml).SingleAsync());
        Assert.DoesNotContain("<masterKey", stored, StringComparison.Ordinal);
        Assert.Equal("GEZDGNBVGY3TQOJQ", Secrets(now).Decrypt(encrypted));
        Assert.Throws<CryptographicException>(() => Secrets(without).Decrypt(encrypted));
    }

    private async Task ProtectAsync(params KeyValuePair<string, string?>[] settings)
    {
        await using var server = await ReplicaAsync(settings);
        Assert.Equal(1, await server.Services.GetRequiredService<KeyProtection>().ProtectAsync(CancellationToken.None));
    }

    private Task<TestServer> ReplicaAsync(params KeyValuePair<string, string?>[] settings) =>
        TestServer.StartAsync([new("Storage:ConnectionString", $"Data Source={_database};Default Timeout=30"), .. settings]);

    /// <summary>A self-signed certificate with its key in one PEM file.</summary>
    private sealed class CertificateFile : IDisposable
    {
        public CertificateFile()
        {
            using var key = RSA.Create(2048);
            using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            File.WriteAllText(Path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        }

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }

    private static Secrets Secrets(TestServer server) => server.Services.GetRequiredService<Secrets>();
}
