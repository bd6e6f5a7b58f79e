using System.Net;
using System.Security.Cryptography;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Features.Fido2Methods;

/// <summary>Which attestations of an authenticator are accepted, and which are refused.</summary>
public sealed class AttestationTests() : AdminTests("auth.admin")
{
    private static readonly Guid Make = new("2fc0579f-8113-47ea-b116-bb5a8db9202a");

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";

    [Fact]
    public async Task Create_WithoutATrustedRoot_IsNotAttested()
    {
        using var issuer = new AttestationIssuer(Make);
        using var authenticator = new SoftwareAuthenticator { Format = "packed", Issuer = issuer };

        var created = (await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created).Json;

        Assert.Equal("notAttested", (string?)created["attestationLevel"]);
        Assert.Empty(created["attestationCertificates"]!.AsArray());
    }

    [Fact]
    public async Task Create_WhenTheKeySignsForItself_IsNotAttested()
    {
        using var authenticator = new SoftwareAuthenticator { Format = "packed" };

        var created = (await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created).Json;

        Assert.Equal("notAttested", (string?)created["attestationLevel"]);
        Assert.Empty(created["attestationCertificates"]!.AsArray());
    }

    [Fact]
    public async Task Create_WhenSomethingIsWrong_Answers400()
    {
        using var issuer = new AttestationIssuer(Make);
        using var ofAnotherMake = new AttestationIssuer(Guid.NewGuid());
        using var forSomethingElse = new AttestationIssuer(Make, organizationalUnit: "Web Server");
        using var authority = new AttestationIssuer(Make, isAuthority: true);
        var wrong = new Dictionary<string, SoftwareAuthenticator>
        {
            ["another origin"] = new() { Origin = "https://login.evil.example" },
            ["an origin that only begins like ours"] = new() { Origin = "http://localhost.evil.example" },
            ["no origin"] = new() { Origin = "localhost" },
            ["a frame in another page"] = new() { IsCrossOrigin = true },
            ["another relying party"] = new() { RelyingParty = "evil.example" },
            ["a sign-in instead of a registration"] = new() { Type = "webauthn.get" },
            ["nobody verified the user"] = new() { IsUserVerified = false },
            ["a statement that is not of its format"] = new() { Format = "fido-u2f" },
            ["another key signed for itself"] = new() { Format = "packed", SignsWrongly = true },
            ["the certificate's key did not sign"] = new() { Format = "packed", Issuer = issuer, SignsWrongly = true },
            ["a certificate of another make"] = new() { Format = "packed", Issuer = ofAnotherMake },
            ["a certificate for something else"] = new() { Format = "packed", Issuer = forSomethingElse },
            ["a certificate of an authority"] = new() { Format = "packed", Issuer = authority },
        };

        foreach (var (why, authenticator) in wrong)
        {
            var refused = await _admin.RegisterAsync(Balas, authenticator);
            authenticator.Dispose();
            Assert.True(refused.Status == HttpStatusCode.BadRequest && refused.ErrorCode == "badRequest", $"{why}: {(int)refused.Status} {refused.Text}");
        }

        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Fact]
    public async Task Create_WhenBytesOfTheAnswerChange_Answers400()
    {
        using var authenticator = new SoftwareAuthenticator { Format = "packed" };
        var options = await _admin.OptionsAsync(Balas);
        var sound = Convert.FromBase64String(
            (string)authenticator.Make(options, encode: Convert.ToBase64String)["publicKeyCredential"]!["response"]!["attestationObject"]!);

        foreach (var at in Enumerable.Range(0, sound.Length).Where(i => i % 7 == 0).Append(sound.Length - 1))
        {
            var body = authenticator.Make(options);
            var changed = sound.ToArray();
            changed[at] ^= 0x11;
            body["publicKeyCredential"]!["response"]!["attestationObject"] = Convert.ToBase64String(changed);
            (await _admin.PostAnswerAsync(Balas, body.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
        }
    }

    [Fact]
    public async Task Create_WhenTheServerKnowsRootsAndAParty_BelievesOnlyThose()
    {
        using var trusted = new AttestationIssuer(Make);
        using var stranger = new AttestationIssuer(Make);
        var roots = Path.GetTempFileName();
        await File.WriteAllTextAsync(roots, trusted.Root.ExportCertificatePem());
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync([
            new("Passkey:AttestationRoots", roots), new("Passkey:RelyingPartyId", "login.contoso.com"), new("Passkey:RelyingPartyName", "Contoso"),
            new("Passkey:Origins:0", "https://keys.contoso.com")], clock: clock);
        var tenant = await server.TenantAsync();
        var admin = await tenant.AsAsync("auth.admin");
        var balas = $"/v1.0/users/{tenant.Name("balas")}/authentication/fido2Methods";
        using var good = new SoftwareAuthenticator { Format = "packed", Issuer = trusted, Origin = "https://keys.contoso.com" };
        using var unknown = new SoftwareAuthenticator { Format = "packed", Issuer = stranger, Origin = "https://keys.contoso.com" };
        using var elsewhere = new SoftwareAuthenticator { Format = "packed", Issuer = trusted, Origin = "https://login.contoso.com" };

        Assert.Equal("""{"id":"login.contoso.com","name":"Contoso"}""", (await admin.OptionsAsync(balas))["publicKey"]!["rp"]!.ToJsonString());
        var attested = (await admin.RegisterAsync(balas, good)).Is(HttpStatusCode.Created).Json;
        Assert.Equal("attested", (string?)attested["attestationLevel"]);
        Assert.Equal(
            trusted.Leaf.GetCertHashString(HashAlgorithmName.SHA1).ToLowerInvariant(),
            (string?)Assert.Single(attested["attestationCertificates"]!.AsArray()));
        (await admin.RegisterAsync(balas, unknown)).Is(HttpStatusCode.BadRequest, "badRequest");
        (await admin.RegisterAsync(balas, elsewhere)).Is(HttpStatusCode.BadRequest, "badRequest");
        File.Delete(roots);

        var options = await admin.OptionsAsync(balas);
        clock.Advance(TimeSpan.FromMinutes(6));
        using var late = new SoftwareAuthenticator { Origin = "https://keys.contoso.com" };
        (await admin.PostAnswerAsync(balas, late.Make(options).ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
    }
}
