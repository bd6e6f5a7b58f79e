using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Authority;

public sealed class DiscoveryTests : TenantTests
{
    private HttpClient _client = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _client = _tenant.Server.Client();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Metadata_ByIdOrDomain_NamesTheTenantById(bool byId)
    {
        var metadata = (await MetadataAsync(byId ? _tenant.Id.ToString() : _tenant.Domain)).Is(HttpStatusCode.OK);

        var root = $"http://localhost/{_tenant.Id}";
        Assert.Equal($"{root}/v2.0", metadata.Field("issuer"));
        Assert.Equal($"{root}/oauth2/v2.0/authorize", metadata.Field("authorization_endpoint"));
        Assert.Equal($"{root}/oauth2/v2.0/token", metadata.Field("token_endpoint"));
        Assert.Equal($"{root}/discovery/v2.0/keys", metadata.Field("jwks_uri"));
        Assert.Equal("application/json", metadata.ContentHeaders.ContentType!.MediaType);
        Assert.Equal("pairwise", (string?)metadata.Json["subject_types_supported"]!.AsArray().Single());
        Assert.Equal("RS256", (string?)metadata.Json["id_token_signing_alg_values_supported"]!.AsArray().Single());
        foreach (var also in new[]
        {
            "device_authorization_endpoint",
            "end_session_endpoint",
            "response_types_supported",
            "response_modes_supported",
            "scopes_supported",
            "token_endpoint_auth_methods_supported",
            "claims_supported",
        })
        {
            Assert.NotNull(metadata.Json[also]);
        }
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task Metadata_ByAlias_LeavesTheTenantOpen(string alias)
    {
        var metadata = (await MetadataAsync(alias)).Is(HttpStatusCode.OK);

        Assert.Equal("http://localhost/{tenantid}/v2.0", metadata.Field("issuer"));
        Assert.Equal($"http://localhost/{alias}/oauth2/v2.0/token", metadata.Field("token_endpoint"));
        (await _client.GetAnswerAsync(new Uri(metadata.Field("jwks_uri")).AbsolutePath)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("nobody.example.com")]
    [InlineData("00000000-0000-4000-8000-00000000dead")]
    public async Task UnknownTenants_AreRefusedEverywhere(string tenant)
    {
        (await MetadataAsync(tenant)).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 90002);
        (await _client.GetAnswerAsync($"/{tenant}/discovery/v2.0/keys")).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 90002);
        (await _tenant.TokenAtAsync(tenant, TokenRequests.OfApplication())).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 90002);
    }

    [Fact]
    public async Task Keys_VerifyTheTokensThatAreIssued()
    {
        var keys = (await _client.GetAnswerAsync($"/{_tenant.Id}/discovery/v2.0/keys")).Is(HttpStatusCode.OK);
        var token = (await _tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK).Field("access_token");

        var key = keys.Json["keys"]!.AsArray().Single()!;
        Assert.Equal(("RSA", "sig"), ((string?)key["kty"], (string?)key["use"]));
        Assert.Equal(["kty", "use", "alg", "kid", "n", "e"], key.AsObject().Select(p => p.Key));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(keys.Text).GetSigningKeys(),
            ValidIssuer = $"http://localhost/{_tenant.Id}/v2.0",
            ValidAudience = "https://graph.microsoft.com",
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal((string?)key["kid"], ((JsonWebToken)result.SecurityToken).Kid);
    }

    [Fact]
    public async Task UserRealm_SaysManaged()
    {
        var realm = (await _client.GetAnswerAsync($"/common/userrealm/{_tenant.Name("kim")}?api-version=1.0")).Is(HttpStatusCode.OK);

        Assert.Equal(("1.0", "Managed"), (realm.Field("ver"), realm.Field("account_type")));
        Assert.Equal(_tenant.Domain, realm.Field("domain_name"));
        Assert.Equal(("microsoftonline.com", "urn:federation:MicrosoftOnline"), (realm.Field("cloud_instance_name"), realm.Field("cloud_audience_urn")));
    }

    [Fact]
    public async Task InstanceDiscovery_NamesThisHost()
    {
        var instance = (await _client.GetAnswerAsync(
            "/common/discovery/instance?api-version=1.1&authorization_endpoint=http://localhost/common/oauth2/v2.0/authorize")).Is(HttpStatusCode.OK);

        Assert.EndsWith("/v2.0/.well-known/openid-configuration", instance.Field("tenant_discovery_endpoint"), StringComparison.Ordinal);
        var host = instance.Json["metadata"]!.AsArray().Single()!;
        Assert.Equal(
            ("localhost", "localhost", "localhost"),
            ((string?)host["preferred_network"], (string?)host["preferred_cache"], (string?)host["aliases"]!.AsArray().Single()));
    }

    [Fact]
    public async Task InstanceDiscovery_NamesTheHostWithoutItsPort()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/common/discovery/instance?api-version=1.1");
        request.Headers.Host = "login.example:5443";
        using var response = await _client.SendAsync(request);

        var host = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!["metadata"]![0]!;
        Assert.Equal(
            ("login.example", "login.example", "login.example"),
            ((string?)host["preferred_network"], (string?)host["preferred_cache"], (string?)host["aliases"]![0]));
    }

    private Task<Answer> MetadataAsync(string tenant) => _client.GetAnswerAsync($"/{tenant}/v2.0/.well-known/openid-configuration");
}
