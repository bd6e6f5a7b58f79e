using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Fido2Methods;

/// <summary>Passkeys with attestations in each format that carries certificates, on a server that trusts their issuer.</summary>
public sealed class AttestationFormatTests : IAsyncLifetime
{
    private readonly AttestationIssuer _issuer = new(Guid.Empty);
    private readonly string _roots = Path.GetTempFileName();
    private TestServer _server = null!;
    private HttpClient _admin = null!;
    private string _balas = "";

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_roots, _issuer.Root.ExportCertificatePem());
        _server = await TestServer.StartAsync([new("Passkey:AttestationRoots", _roots)]);
        var tenant = await _server.TenantAsync();
        _admin = await tenant.AsAsync("auth.admin");
        _balas = $"/v1.0/users/{tenant.Name("balas")}/authentication/fido2Methods";
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _issuer.Dispose();
        File.Delete(_roots);
    }

    [Theory]
    [InlineData("fido-u2f", 1)]
    [InlineData("android-key", 2)]
    [InlineData("tpm", 1)]
    public async Task Create_WithAChainToARoot_IsAttested(string format, int certificates)
    {
        using var authenticator = AttestationStatements.Authenticator(format, _issuer);

        var created = (await _admin.RegisterAsync(_balas, authenticator)).Is(HttpStatusCode.Created).Json;

        Assert.Equal("attested", (string?)created["attestationLevel"]);
        Assert.Equal(certificates, created["attestationCertificates"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("fido-u2f")]
    [InlineData("android-key")]
    [InlineData("tpm")]
    public async Task Create_WithAChainToAnotherRoot_Answers400(string format)
    {
        using var stranger = new AttestationIssuer(Guid.Empty);
        using var authenticator = AttestationStatements.Authenticator(format, stranger);

        (await _admin.RegisterAsync(_balas, authenticator)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Theory]
    [InlineData("fido-u2f")]
    [InlineData("android-key")]
    [InlineData("tpm")]
    public async Task Create_WithAStatementOfAnotherCeremony_Answers400(string format)
    {
        using var sound = AttestationStatements.Authenticator(format, _issuer);
        using var authenticator = new SoftwareAuthenticator
        {
            Format = format, AaGuid = sound.AaGuid, Statement = key => sound.Statement!(key with { ClientDataHash = new byte[32] }),
        };

        (await _admin.RegisterAsync(_balas, authenticator)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    /// <summary>Only Apple's root is valid for this format; a configured root doesn't replace it.</summary>
    [Fact]
    public async Task Create_InApplesFormatWithoutApplesRoot_Answers400()
    {
        using var authenticator = AttestationStatements.Authenticator("apple", _issuer);

        (await _admin.RegisterAsync(_balas, authenticator)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_InAFormatOutsideWebAuthn_Answers400()
    {
        using var authenticator = new SoftwareAuthenticator { Format = "apple-appattest", Statement = _ => new() };

        (await _admin.RegisterAsync(_balas, authenticator)).Is(HttpStatusCode.BadRequest, "badRequest");
    }
}
