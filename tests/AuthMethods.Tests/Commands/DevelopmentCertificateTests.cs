using System.Security.Cryptography.X509Certificates;
using AuthMethods.Server;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Commands;

public sealed class DevelopmentCertificateTests : IDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("authmethods-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Certificate_IsMadeOnceAndForTheNamesOfThisMachine()
    {
        using var made = DevelopmentCertificate.LoadOrCreate(_directory.FullName);
        using var kept = DevelopmentCertificate.LoadOrCreate(_directory.FullName);

        Assert.Equal(made.Thumbprint, kept.Thumbprint);
        Assert.True(made.HasPrivateKey && made.MatchesHostname("localhost") && made.MatchesHostname("127.0.0.1"));
        Assert.False(made.MatchesHostname("graph.microsoft.com"));
        Assert.False(made.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public void Key_IsForItsOwnerOnly()
    {
        using var made = DevelopmentCertificate.LoadOrCreate(_directory.FullName);

        Assert.DoesNotContain("PRIVATE KEY", File.ReadAllText(Path.Combine(_directory.FullName, DevelopmentCertificate.FileName)), StringComparison.Ordinal);
        var key = _directory.GetFiles("*key.pem").Single();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, key.UnixFileMode);
    }

    [Fact]
    public async Task Production_MakesNone() => await Assert.ThrowsAsync<InvalidOperationException>(() => TestServer.StartAsync(
        [
            new("Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0"), new("AzureAd:TenantId", "organizations"),
            new("Storage:Directory", _directory.FullName),
        ],
        listen: true,
        environment: "Production"));
}
