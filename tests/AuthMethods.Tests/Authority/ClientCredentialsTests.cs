using System.Net;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

public sealed class ClientCredentialsTests : TenantTests
{
    [Fact]
    public async Task Answer_IsAnAccessTokenAndNothingOfAUser()
    {
        var answer = (await _tenant.TokenAsync(TokenRequests.OfApplication(("client_info", "2")))).Is(HttpStatusCode.OK);

        Assert.Equal(["token_type", "expires_in", "ext_expires_in", "access_token"], answer.Json.AsObject().Select(p => p.Key));
        Assert.Equal("Bearer", answer.Field("token_type"));
        Assert.True((int)answer.Json["expires_in"]! >= 3599, "clients come back only shortly before the end");
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-cache", answer.Headers.Pragma.Single().Name);
    }

    [Fact]
    public async Task Token_HasTheClaimsOfAnApplicationAndOpensGraph()
    {
        var answer = await _tenant.TokenAsync(TokenRequests.OfApplication());
        var claims = answer.Claims();

        Assert.Equal("https://graph.microsoft.com", (string?)claims["aud"]);
        Assert.Equal($"http://localhost/{_tenant.Id}/v2.0", (string?)claims["iss"]);
        Assert.Equal((_tenant.Id.ToString(), "app", "Provisioning"), ((string?)claims["tid"], (string?)claims["idtyp"], (string?)claims["app_displayname"]));
        Assert.Equal((int)answer.Json["expires_in"]!, (long)claims["exp"]! - (long)claims["iat"]!);
        foreach (var id in new[] { "oid", "sub", "appid", "azp" }) Assert.Equal(SampleTenant.Provisioning.ToString(), (string?)claims[id]);
        Assert.Contains("UserAuthenticationMethod.ReadWrite.All", claims["roles"]!.AsArray().Select(r => (string?)r));
        Assert.Null(claims["scp"]);
        (await _tenant.WithToken(answer.Field("access_token")).GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheReportingApplication_MayOnlyRead()
    {
        var answer = await _tenant.TokenAsync(
            TokenRequests.OfApplication(("client_id", SampleTenant.Reporting.ToString()), ("client_secret", SampleTenant.ReportingSecret)));

        var roles = answer.Claims()["roles"]!.AsArray().Select(r => (string)r!).ToArray();
        Assert.Contains("UserAuthenticationMethod.Read.All", roles);
        Assert.DoesNotContain(roles, r => r.Contains("Write", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/.default")]
    [InlineData("00000003-0000-0000-c000-000000000000/.default")]
    [InlineData("http://localhost/.default")]
    public async Task EveryNameOfGraph_IsAccepted(string scope) =>
        Assert.Equal(
            "https://graph.microsoft.com",
            (string?)(await _tenant.TokenAsync(TokenRequests.OfApplication(("scope", scope)))).Is(HttpStatusCode.OK).Claims()["aud"]);

    [Fact]
    public async Task AHundredRequestsAtOnce_AreAllAnswered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _tenant.TokenAsync(TokenRequests.OfApplication())));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/User.Read.All")]
    [InlineData("User.Read.All")]
    [InlineData("https://vault.azure.net/.default")]
    [InlineData("https://graph.microsoft.com/.default offline_access")]
    public async Task AnyOtherScope_IsRefused(string scope) =>
        (await _tenant.TokenAsync(TokenRequests.OfApplication(("scope", scope)))).IsRefused(HttpStatusCode.BadRequest, "invalid_scope", 1002012);

    [Fact]
    public async Task TheSecret_MayComeAsBasicAuthentication()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SampleTenant.Provisioning}:{SampleTenant.ProvisioningSecret}"));
        var form = TokenRequests.Encoded([("grant_type", "client_credentials"), ("scope", TokenRequests.Default)]);

        (await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post,
            $"/{_tenant.Id}/oauth2/v2.0/token",
            form,
            "application/x-www-form-urlencoded; charset=utf-8",
            ("Authorization", $"Basic {basic}")))
            .Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("client_secret", "wrong", HttpStatusCode.Unauthorized, "invalid_client", 7000215)]
    [InlineData("client_secret", "", HttpStatusCode.Unauthorized, "invalid_client", 7000218)]
    [InlineData("client_assertion", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", HttpStatusCode.Unauthorized, "invalid_client", 700027)]
    [InlineData("client_id", "22223333-cccc-4444-dddd-5555eeee6666", HttpStatusCode.Unauthorized, "invalid_client", 700025)]
    [InlineData("client_id", "00000000-0000-4000-8000-00000000dead", HttpStatusCode.BadRequest, "unauthorized_client", 700016)]
    [InlineData("client_id", "not-an-id", HttpStatusCode.BadRequest, "unauthorized_client", 700016)]
    [InlineData("client_id", "", HttpStatusCode.BadRequest, "invalid_request", 900144)]
    [InlineData("scope", "", HttpStatusCode.BadRequest, "invalid_request", 900144)]
    [InlineData("grant_type", "", HttpStatusCode.BadRequest, "invalid_request", 900144)]
    [InlineData("grant_type", "urn:example:grant", HttpStatusCode.BadRequest, "unsupported_grant_type", 70003)]
    public async Task AWrongField_IsRefused(string field, string value, HttpStatusCode status, string error, int code) =>
        (await _tenant.TokenAsync(TokenRequests.OfApplication((field, value)))).IsRefused(status, error, code);

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task AnAlias_NamesNoTenant(string alias) =>
        (await _tenant.TokenAtAsync(alias, TokenRequests.OfApplication())).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 90002);

    [Fact]
    public async Task TheDomain_NamesTheTenant() =>
        Assert.Equal(
            _tenant.Id.ToString(),
            (string?)(await _tenant.TokenAtAsync(_tenant.Domain, TokenRequests.OfApplication())).Is(HttpStatusCode.OK).Claims()["tid"]);

    [Fact]
    public async Task TheClientsRequestId_IsTheCorrelationId()
    {
        var id = Guid.NewGuid().ToString();

        var refused = await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post,
            $"/{_tenant.Id}/oauth2/v2.0/token",
            TokenRequests.Encoded(TokenRequests.OfApplication(("client_secret", "wrong"))),
            "application/x-www-form-urlencoded",
            ("client-request-id", id));
        var inQuery = await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post,
            $"/{_tenant.Id}/oauth2/v2.0/token?client-request-id={id}",
            TokenRequests.Encoded(TokenRequests.OfApplication(("client_secret", "wrong"))),
            "application/x-www-form-urlencoded");

        Assert.Equal(id, refused.Field("correlation_id"));
        Assert.Equal(id, refused.Headers.GetValues("client-request-id").Single());
        Assert.Equal(id, inQuery.Field("correlation_id"));
    }

    [Theory]
    [InlineData("{\"grant_type\":\"client_credentials\"}", "application/json")]
    [InlineData("", null)]
    [InlineData("grant_type=%zz&&==", "application/x-www-form-urlencoded")]
    [InlineData("--x\r\nbroken", "multipart/form-data; boundary=x")]
    [InlineData("grant_type=client_credentials", "multipart/form-data; boundary=x")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nclient_cred", "multipart/form-data; boundary=x")]
    public async Task ABodyThatIsNoForm_IsRefused(string body, string? contentType)
    {
        var refused = await _tenant.Server.Client().AnswerAsync(HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/token", body, contentType);

        refused.Is(HttpStatusCode.BadRequest);
        Assert.Contains(refused.Field("error"), new[] { "invalid_request", "unsupported_grant_type" });
    }

    [Fact]
    public async Task FieldsThatClientsAdd_AreIgnored() =>
        (await _tenant.TokenAsync(TokenRequests.OfApplication(
            ("x-client-SKU", "MSAL.NetCore"),
            ("x-client-VER", "4.92.0"),
            ("x-client-current-telemetry", "5|1,0"),
            ("clidata", "1"),
            ("client-request-id", "not a guid"))))
            .Is(HttpStatusCode.OK);

    [Fact]
    public async Task AnotherTenantsApplications_AreTheirOwn()
    {
        var other = await SharedServer.TenantAsync();
        await other.Server.ChangeAsync(other.Id, db =>
        {
            db.ServicePrincipals.Remove(db.ServicePrincipals.Single(s => s.AppId == SampleTenant.Provisioning));
            db.Applications.Remove(db.Applications.Single(a => a.AppId == SampleTenant.Provisioning));
            return db.SaveChangesAsync();
        });

        (await other.TokenAsync(TokenRequests.OfApplication())).IsRefused(HttpStatusCode.BadRequest, "unauthorized_client", 700016);
        (await _tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);
    }
}
