using System.Globalization;
using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>The endpoints of version 1, which name a resource instead of scopes.</summary>
public sealed class VersionOneTests : TenantTests
{
    private const string Graph = "https://graph.microsoft.com";

    [Theory]
    [InlineData(Graph)]
    [InlineData(Graph + "/")]
    [InlineData("00000003-0000-0000-c000-000000000000")]
    public async Task ApplicationToken_HasTheFormOfVersionOne(string resource)
    {
        var answer = (await AskAsync(OfApplication(resource))).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["token_type", "expires_in", "ext_expires_in", "expires_on", "not_before", "resource", "access_token"],
            answer.Json.AsObject().Select(p => p.Key));
        var claims = answer.Claims();
        Assert.Equal((resource, "1.0", $"http://localhost/{_tenant.Id}/"), ((string?)claims["aud"], (string?)claims["ver"], (string?)claims["iss"]));
        Assert.Equal((SampleTenant.Provisioning.ToString(), null), ((string?)claims["appid"], (string?)claims["azp"]));
        Assert.Equal(resource, answer.Field("resource"));
        Assert.Equal(
            ((long)claims["exp"]!, (long)claims["nbf"]!, (long)claims["exp"]! - (long)claims["iat"]!),
            (Number(answer, "expires_on"), Number(answer, "not_before"), Number(answer, "expires_in")));
        Assert.Equal(System.Text.Json.JsonValueKind.String, answer.Json["expires_in"]!.GetValueKind());
        (await _tenant.WithToken(answer.Field("access_token")).GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("common")]
    [InlineData("domain")]
    public async Task UserToken_IsRefreshedForTheResource(string? segment)
    {
        segment = segment == "domain" ? _tenant.Domain : segment;
        var answer = (await AskAsync(OfUser(("scope", "openid")), segment)).Is(HttpStatusCode.OK);

        Assert.Equal(
            [
                "token_type", "scope", "expires_in", "ext_expires_in", "expires_on", "not_before", "resource", "access_token", "refresh_token", "id_token",
            ],
            answer.Json.AsObject().Select(p => p.Key));
        Assert.Contains("User.Read", answer.Field("scope").Split(' '));
        Assert.Equal((_tenant.Name("kim"), "1.0"), ((string?)answer.Claims()["unique_name"], (string?)answer.Claims("id_token")["ver"]));
        (await _tenant.WithToken(answer.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        var refreshed = (await AskAsync([.. TokenRequests.OfRefresh(answer.Field("refresh_token")), ("resource", Graph)], segment)).Is(HttpStatusCode.OK);
        Assert.Equal("1.0", (string?)refreshed.Claims()["ver"]);
        (await AskAsync(TokenRequests.OfRefresh(refreshed.Field("refresh_token")), segment)).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(TokenRequests.OfRefresh(refreshed.Field("refresh_token")))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("resource", "", "invalid_request", 900144)]
    [InlineData("resource", "https://vault.azure.net", "invalid_resource", 500011)]
    [InlineData("grant_type", "saml1_1", "unsupported_grant_type", 70003)]
    [InlineData("grant_type", "device_code", "invalid_request", 900144)]
    [InlineData("password", "wrong", "invalid_grant", 50126)]
    public async Task AWrongField_IsRefused(string field, string value, string error, int code) =>
        (await AskAsync(OfUser((field, value)))).IsRefused(HttpStatusCode.BadRequest, error, code);

    [Theory]
    [InlineData("code", null)]
    [InlineData("device_code", "common")]
    public async Task Device_PollsWithItsCode(string field, string? segment)
    {
        var path = $"/{segment ?? _tenant.Id.ToString()}/oauth2/devicecode";
        var codes = (await _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, path, TokenRequests.Encoded([("client_id", $"{AuthMethods.Seed.SampleTenant.AdminTools}"), ("resource", Graph)]),
            "application/x-www-form-urlencoded")).Is(HttpStatusCode.OK);
        Assert.Equal(System.Text.Json.JsonValueKind.String, codes.Json["expires_in"]!.GetValueKind());
        Assert.EndsWith("/common/oauth2/deviceauth", codes.Field("verification_url"), StringComparison.Ordinal);
        (string, string)[] poll =
        [
            ("grant_type", "device_code"), ("client_id", $"{AuthMethods.Seed.SampleTenant.AdminTools}"), ("resource", Graph), (field, codes.Field("device_code")),
        ];
        (await AskAsync(poll, segment)).IsRefused(HttpStatusCode.BadRequest, "authorization_pending", 70016);
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync("/common/oauth2/deviceauth");
        await browser.SubmitAsync(("user_code", codes.Field("user_code")));
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        (await browser.SubmitAsync(("password", AuthMethods.Seed.SampleTenant.Password))).Is(HttpStatusCode.OK);

        var tokens = (await AskAsync(poll, segment)).Is(HttpStatusCode.OK);

        Assert.Equal(("1.0", _tenant.Name("kim")), ((string?)tokens.Claims()["ver"], (string?)tokens.Claims()["upn"]));
    }

    [Fact]
    public async Task AnAlias_NamesNoTenantForAnApplication() =>
        (await AskAsync(OfApplication(Graph), "common")).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 90002);

    [Theory]
    [InlineData($"&resource={Graph}")]
    [InlineData("")]
    public async Task Authorize_TakesAResource(string resource)
    {
        var page = (await _tenant.Server.Client().GetAnswerAsync(
            $"/{_tenant.Id}/oauth2/authorize?client_id={SampleTenant.AdminTools}&response_type=code&redirect_uri={Uri.EscapeDataString(Codes.Redirect)}"
            + $"&code_challenge={Codes.Challenge}&code_challenge_method=S256{resource}")).Is(HttpStatusCode.OK);
        Assert.Contains($"/{_tenant.Id}/oauth2/authorize?", page.Text, StringComparison.Ordinal);
        var code = await _tenant.CodeAsync("kim", $"{Graph}/.default openid offline_access");

        var answer = (await AskAsync(
            [
                ("grant_type", "authorization_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("code", code), ("redirect_uri", Codes.Redirect),
                ("code_verifier", Codes.Verifier),
            ])).Is(HttpStatusCode.OK);

        Assert.Equal(("1.0", Graph), ((string?)answer.Claims()["ver"], answer.Field("resource")));
        (await AskAsync(TokenRequests.OfRefresh(answer.Field("refresh_token")))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("common")]
    [InlineData("domain")]
    public async Task Metadata_NamesTheEndpoints(string? segment)
    {
        segment = segment == "domain" ? _tenant.Domain : segment ?? _tenant.Id.ToString();
        var metadata = (await _tenant.Server.Client().GetAnswerAsync($"/{segment}/.well-known/openid-configuration")).Is(HttpStatusCode.OK);

        var root = segment == "common" ? "http://localhost/common" : $"http://localhost/{_tenant.Id}";
        Assert.Equal(segment == "common" ? "http://localhost/{tenantid}/" : $"{root}/", metadata.Field("issuer"));
        Assert.Equal(($"{root}/oauth2/token", $"{root}/discovery/keys"), (metadata.Field("token_endpoint"), metadata.Field("jwks_uri")));
        Assert.Single((await _tenant.Server.Client().GetAnswerAsync(new Uri(metadata.Field("jwks_uri")).AbsolutePath)).Is(HttpStatusCode.OK).Json["keys"]!.AsArray());
    }

    [Fact]
    public async Task Metadata_OfAnUnknownTenant_IsRefused() =>
        (await _tenant.Server.Client().GetAnswerAsync("/nobody.example/.well-known/openid-configuration"))
            .IsRefused(HttpStatusCode.BadRequest, "invalid_request", 90002);

    private Task<Answer> AskAsync((string Name, string Value)[] form, string? segment = null) => _tenant.Server.Client().AnswerAsync(
        HttpMethod.Post, $"/{segment ?? _tenant.Id.ToString()}/oauth2/token", TokenRequests.Encoded(form), "application/x-www-form-urlencoded");

    private static (string Name, string Value)[] OfApplication(string resource) => TokenRequests.OfApplication(("scope", ""), ("resource", resource));

    private (string Name, string Value)[] OfUser(params (string Name, string Value)[] changes) =>
        _tenant.OfUser("kim", [.. new[] { ("scope", ""), ("resource", Graph) }.Where(f => !changes.Any(c => c.Name == f.Item1)), .. changes]);

    private static long Number(Answer answer, string field) => long.Parse(answer.Field(field), CultureInfo.InvariantCulture);
}
