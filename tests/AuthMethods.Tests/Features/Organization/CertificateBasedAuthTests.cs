using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Organization;

public sealed class CertificateBasedAuthTests() : AdminTests("global.admin")
{
    private const string Id = "29728ade-6ae4-4ee9-9103-412912537da5";

    private string Configurations => $"/v1.0/organization/{_tenant.Id}/certificateBasedAuthConfiguration";

    [Fact]
    public async Task Create_ComputesIssuerAndKeyIdentifierFromTheCertificate()
    {
        using var root = Certificate("CN=Contoso Root");
        using var intermediate = Certificate("CN=Contoso Issuing", root);

        var created = (await _admin.PostAnswerAsync(Configurations, Body((root, true), (intermediate, false)))).Is(HttpStatusCode.Created);

        Assert.EndsWith("$metadata#certificateBasedAuthConfiguration/$entity", (string)created.Json["@odata.context"]!, StringComparison.Ordinal);
        Assert.EndsWith($"{Configurations}/{Id}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Id, (string?)created.Json["id"]);
        var authorities = created.Json["certificateAuthorities"]!.AsArray();
        Assert.Equal(
            [(true, "CN=Contoso Root", KeyIdentifier(root)), (false, "CN=Contoso Root", KeyIdentifier(intermediate))],
            authorities.Select(a => ((bool)a!["isRootAuthority"]!, (string?)a["issuer"], (string?)a["issuerSki"])));
        Assert.Equal(Convert.ToBase64String(root.RawData), (string?)authorities[0]!["certificate"]);
        Assert.Equal("http://crl.contoso.com/root.crl", (string?)authorities[0]!["certificateRevocationListUrl"]);

        var list = (await _admin.GetAnswerAsync(Configurations)).Is(HttpStatusCode.OK);
        Assert.EndsWith("$metadata#certificateBasedAuthConfiguration", (string)list.Json["@odata.context"]!, StringComparison.Ordinal);
        var one = (await _admin.GetAnswerAsync($"{Configurations}/{Id}")).Is(HttpStatusCode.OK).Json.AsObject();
        one.Remove("@odata.context");
        Assert.Equal(Assert.Single(list.Value)!.ToJsonString(), one.ToJsonString());
    }

    [Fact]
    public async Task Tenant_HasAtMostOneConfiguration()
    {
        using var root = Certificate("CN=Contoso Root");
        Assert.Empty((await _admin.GetAnswerAsync(Configurations)).Is(HttpStatusCode.OK).Value);
        (await _admin.GetAnswerAsync($"{Configurations}/{Id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"{Configurations}/{Id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");

        (await _admin.PostAnswerAsync(Configurations, Body((root, true)))).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync(Configurations, Body((root, true)))).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.DeleteAnswerAsync($"{Configurations}/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"{Configurations}/{Id}")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync(Configurations)).Value);
        (await _admin.PostAnswerAsync(Configurations, Body((root, true)))).Is(HttpStatusCode.Created);
        Assert.Equal(3, await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.AuditRecords.CountAsync(a => a.ActivityDisplayName == "Set Company Information")));
    }

    [Theory]
    [InlineData("""{"certificateAuthorities":[]}""")]
    [InlineData("""{"certificateAuthorities":[{"isRootAuthority":true}]}""")]
    [InlineData("""{"certificateAuthorities":[{"certificate":"AAAA"}]}""")]
    [InlineData("""{"certificateAuthorities":[{"isRootAuthority":true,"certificate":"AAAA"}]}""")]
    [InlineData("""{"certificateAuthorities":[{"isRootAuthority":true,"certificate":"not base64"}]}""")]
    [InlineData("""{"certificateAuthorities":7}""")]
    [InlineData("{}")]
    public async Task Create_WithABodyThatDoesNotFit_Answers400(string body) =>
        (await _admin.PostAnswerAsync(Configurations, body)).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Create_OfARootThatIsNoneOrAnUnusableAddress_Answers400()
    {
        using var root = Certificate("CN=Contoso Root");
        using var intermediate = Certificate("CN=Contoso Issuing", root);

        (await _admin.PostAnswerAsync(Configurations, Body((intermediate, true)))).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.PostAnswerAsync(Configurations, Body((root, false)))).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.PostAnswerAsync(
            Configurations, Body((root, true)).Replace("http://crl", "file://crl", StringComparison.Ordinal))).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Configuration_IsOfTheCallersTenantAlone()
    {
        using var root = Certificate("CN=Contoso Root");
        var other = await NewTenantAsync();
        (await (await other.AsAsync("global.admin")).PostAnswerAsync(
            $"/v1.0/organization/{other.Id}/certificateBasedAuthConfiguration", Body((root, true)))).Is(HttpStatusCode.Created);

        Assert.Empty((await _admin.GetAnswerAsync(Configurations)).Is(HttpStatusCode.OK).Value);
        (await _admin.GetAnswerAsync($"/v1.0/organization/{other.Id}/certificateBasedAuthConfiguration")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"/v1.0/organization/{other.Id}/certificateBasedAuthConfiguration/{Id}"))
            .Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Theory]
    [InlineData("global.reader", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("auth.policy.admin", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("global.admin", HttpStatusCode.OK, HttpStatusCode.Created)]
    public async Task Role_DecidesWhoReadsAndWrites(string alias, HttpStatusCode read, HttpStatusCode write)
    {
        using var root = Certificate("CN=Contoso Root");
        var caller = await _tenant.AsAsync(alias, "Organization.ReadWrite.All");

        (await caller.GetAnswerAsync(Configurations)).Is(read);
        (await caller.PostAnswerAsync(Configurations, Body((root, true)))).Is(write);
        (await (await _tenant.AsAppAsync("Organization.Read.All")).PostAnswerAsync(Configurations, Body((root, true))))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    private static X509Certificate2 Certificate(string name, X509Certificate2? issuer = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return issuer is null ? request.CreateSelfSigned(from, to) : request.Create(issuer, from, to.AddDays(-1), [1, 2, 3]);
    }

    private static string KeyIdentifier(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifier!;

    private static string Body(params (X509Certificate2 Certificate, bool IsRoot)[] authorities) => new JsonObject
    {
        ["certificateAuthorities"] = new JsonArray([.. authorities.Select(a => (JsonNode)new JsonObject
        {
            ["isRootAuthority"] = a.IsRoot,
            ["certificate"] = Convert.ToBase64String(a.Certificate.RawData),
            ["certificateRevocationListUrl"] = a.IsRoot ? "http://crl.contoso.com/root.crl" : null,
        })]),
    }.ToJsonString();
}
