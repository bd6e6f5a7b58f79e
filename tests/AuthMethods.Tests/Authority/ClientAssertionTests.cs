using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Authority;

/// <summary>An application that authenticates with a certificate.</summary>
public sealed class ClientAssertionTests : ServerTests
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly RSA _key = RSA.Create(2048);
    private readonly string _certificate = Path.GetTempFileName();

    private DateTimeOffset Now => _clock.GetUtcNow();

    private string Address => $"{_server.Client().BaseAddress}{_tenant.Id}/oauth2/v2.0/token";

    protected override async Task<TestServer> StartAsync()
    {
        using var certificate = new CertificateRequest("CN=Provisioning", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(_certificate, certificate.ExportCertificatePem());
        return await TestServer.StartAsync([new($"Authority:ClientCertificates:{SampleTenant.Provisioning}", _certificate)], clock: _clock);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(_certificate);
        _key.Dispose();
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256)]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    public async Task AnAssertion_ReplacesTheSecret(string algorithm)
    {
        var claims = (await AskAsync(Assertion(algorithm: algorithm))).Is(HttpStatusCode.OK).Claims();

        Assert.Equal(SampleTenant.Provisioning.ToString(), (string?)claims["appid"]);
        Assert.Contains("UserAuthenticationMethod.ReadWrite.All", claims["roles"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task AnAssertion_IsUsedOnce_OnWhicheverServer()
    {
        var assertion = Assertion();
        await using var second = await TestServer.StartAsync(
            [
                new($"Authority:ClientCertificates:{SampleTenant.Provisioning}", _certificate),
                new("Storage:ConnectionString", $"Data Source={Path.Combine(_server.Directory, "test.db")}"),
            ],
            clock: _clock);
        var replica = new TestTenant(second, _tenant.Id, _tenant.Domain);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => AskAsync(i % 2 == 0 ? _tenant : replica, assertion)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(
            answers.Where(a => a.Status != HttpStatusCode.OK), a => a.IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 700027));
    }

    [Fact]
    public async Task AnAssertionWithoutAnId_IsUsedOnceToo()
    {
        var assertion = Assertion(id: null);

        (await AskAsync(assertion)).Is(HttpStatusCode.OK);
        await AssertRefusedAsync(assertion);
    }

    [Fact]
    public async Task AnIdThatAnotherTenantHasSeen_IsAccepted()
    {
        var other = await _server.TenantAsync();
        const string id = "the same id";
        (await AskAsync(Assertion(id: id))).Is(HttpStatusCode.OK);

        (await AskAsync(other, Assertion(id: id, audience: Address.Replace(_tenant.Id.ToString(), other.Id.ToString(), StringComparison.Ordinal))))
            .Is(HttpStatusCode.OK);
        await AssertRefusedAsync(Assertion(id: id));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(60 * 24 * 365 * 10)]
    public async Task AnAssertionForLongerThanTenMinutes_IsRefused(int minutes) => await AssertRefusedAsync(Assertion(lifetime: TimeSpan.FromMinutes(minutes)));

    [Fact]
    public async Task TheSecret_StillWorks() => (await _tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);

    [Fact]
    public async Task AnAssertionForAnotherAddress_IsRefused() =>
        await AssertRefusedAsync(Assertion(audience: "https://login.microsoftonline.com/common/oauth2/v2.0/token"));

    [Fact]
    public async Task AnAssertionOfAnotherApplication_IsRefused() => await AssertRefusedAsync(Assertion(application: SampleTenant.Reporting));

    [Fact]
    public async Task AnExpiredAssertion_IsRefused() => await AssertRefusedAsync(Assertion(from: Now.AddMinutes(-20)));

    [Fact]
    public async Task AnAssertionThatIsNotYetValid_IsRefused() => await AssertRefusedAsync(Assertion(from: Now.AddMinutes(6)));

    [Fact]
    public async Task AnAssertionByAnotherKey_IsRefused()
    {
        using var other = RSA.Create(2048);

        await AssertRefusedAsync(Assertion(key: other));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("e30.e30.e30")]
    [InlineData("..")]
    public async Task AnInvalidAssertion_IsRefused(string text) => await AssertRefusedAsync(text);

    [Fact]
    public async Task AnAssertionOfAnotherType_IsRefused() =>
        (await AskAsync(Assertion(), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")))
            .IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 700027);

    [Fact]
    public async Task AnApplicationWithoutACertificate_IsRefused() =>
        (await AskAsync(Assertion(application: SampleTenant.Reporting), ("client_id", SampleTenant.Reporting.ToString())))
            .IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 700027);

    [Fact]
    public async Task APublicClient_HasNothingToAssert() =>
        (await AskAsync(Assertion(), ("client_id", SampleTenant.AdminTools.ToString()))).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 700025);

    private async Task AssertRefusedAsync(string assertion) => (await AskAsync(assertion)).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 700027);

    private Task<Answer> AskAsync(string assertion, params (string Name, string Value)[] changes) => AskAsync(_tenant, assertion, changes);

    private static Task<Answer> AskAsync(TestTenant tenant, string assertion, params (string Name, string Value)[] changes)
    {
        (string Name, string Value)[] proof = [("client_secret", ""), ("client_assertion", assertion), ("client_assertion_type", ClientAssertions.Type)];
        return tenant.TokenAsync(TokenRequests.OfApplication([.. proof.Where(f => !changes.Any(c => c.Name == f.Name)), .. changes]));
    }

    private string Assertion(
        string algorithm = SecurityAlgorithms.RsaSsaPssSha256,
        string? audience = null,
        Guid? application = null,
        DateTimeOffset? from = null,
        RSA? key = null,
        string? id = "new",
        TimeSpan? lifetime = null)
    {
        var client = (application ?? SampleTenant.Provisioning).ToString();
        var claims = new Dictionary<string, object> { ["sub"] = client };
        if (id is not null) claims["jti"] = id == "new" ? Guid.NewGuid().ToString() : id;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = client,
            Audience = audience ?? Address,
            Claims = claims,
            NotBefore = (from ?? Now).UtcDateTime,
            Expires = ((from ?? Now) + (lifetime ?? TimeSpan.FromMinutes(10))).UtcDateTime,
            SigningCredentials = new(new RsaSecurityKey(key ?? _key), algorithm),
        });
    }
}
