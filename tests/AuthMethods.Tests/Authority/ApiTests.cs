using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>Tokens for applications of the tenant that offer permissions, as Microsoft Graph does.</summary>
public sealed class ApiTests() : AdminTests("global.admin")
{
    private const string ScopeId = "10000000-0000-4000-8000-000000000001";
    private const string RoleId = "10000000-0000-4000-8000-000000000002";

    private readonly string _uri = $"api://{Guid.NewGuid()}";

    [Theory]
    [InlineData(2, "2.0")]
    [InlineData(1, "1.0")]
    public async Task UserToken_IsForTheApi_InTheVersionThatItWants(int version, string ver)
    {
        var (api, client) = (await RegisterApiAsync(version), await RegisterClientAsync());
        await GrantAsync(client, api, "Orders.Read");

        var answer = (await _tenant.UserTokenAsync(client, "kim", $"{_uri}/Orders.Read openid offline_access")).Is(HttpStatusCode.OK);

        var claims = answer.Claims();
        Assert.Equal((version == 2 ? api.AppId : _uri, "Orders.Read", ver), ((string?)claims["aud"], (string?)claims["scp"], (string?)claims["ver"]));
        Assert.Equal($"http://localhost/{_tenant.Id}/{(version == 2 ? "v2.0" : "")}", (string?)claims["iss"]);
        Assert.Equal($"{_uri}/Orders.Read openid offline_access", answer.Field("scope"));
        var refresh = TokenRequests.OfRefresh(answer.Field("refresh_token"), ("client_id", client.AppId));
        Assert.Equal("Orders.Read", (string?)(await _tenant.TokenAsync(refresh)).Is(HttpStatusCode.OK).Claims()["scp"]);
        (await _tenant.WithToken(answer.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task VersionOne_KeepsTheApiOfWhatItRedeems()
    {
        var (api, client) = (await RegisterApiAsync(version: 1), await RegisterClientAsync());
        await GrantAsync(client, api, "Orders.Read");
        await _admin.GrantAsync(client.PrincipalId, "User.Read");
        var answer = (await _tenant.UserTokenAsync(client, "kim", $"{_uri}/Orders.Read offline_access")).Is(HttpStatusCode.OK);
        var refresh = TokenRequests.OfRefresh(answer.Field("refresh_token"), ("client_id", client.AppId), ("scope", ""));

        var refreshed = (await AtVersionOneAsync(refresh)).Is(HttpStatusCode.OK);
        Assert.Equal((_uri, "Orders.Read"), ((string?)refreshed.Claims()["aud"], (string?)refreshed.Claims()["scp"]));

        var code = await _tenant.CodeAsync("kim", "https://graph.microsoft.com/User.Read", application: Guid.Parse(client.AppId));
        (string, string)[] redeemed =
        [
            ("grant_type", "authorization_code"), ("client_id", client.AppId), ("code", code), ("redirect_uri", Codes.Redirect),
            ("code_verifier", Codes.Verifier), ("resource", _uri),
        ];
        (await AtVersionOneAsync(redeemed)).IsRefused(HttpStatusCode.BadRequest, "invalid_request", 28000);
    }

    private Task<Answer> AtVersionOneAsync((string Name, string Value)[] form) => _tenant.Server.Client().AnswerAsync(
        HttpMethod.Post, $"/{_tenant.Id}/oauth2/token", TokenRequests.Encoded(form), "application/x-www-form-urlencoded");

    [Fact]
    public async Task ApplicationToken_HasTheRolesOfTheApi()
    {
        var (api, client) = (await RegisterApiAsync(), await RegisterClientAsync());
        var secret = await _admin.AddPasswordAsync(client.Path);
        (await _admin.PostAnswerAsync($"{client.PrincipalPath}/appRoleAssignments", $$"""
            {"principalId":"{{client.PrincipalId}}","resourceId":"{{api.PrincipalId}}","appRoleId":"{{RoleId}}"}
            """)).Is(HttpStatusCode.Created);

        var form = TokenRequests.OfApplication(("client_id", client.AppId), ("client_secret", secret), ("scope", $"{_uri}/.default"));
        var claims = (await _tenant.TokenAsync(form)).Is(HttpStatusCode.OK).Claims();

        Assert.Equal((api.AppId, "Orders.Process"), ((string?)claims["aud"], (string?)Assert.Single(claims["roles"]!.AsArray())));
        Assert.Empty((await _tenant.TokenOfAsync(client, secret)).Is(HttpStatusCode.OK).Claims()["roles"]!.AsArray());
    }

    [Fact]
    public async Task Consent_IsPerApi()
    {
        var (api, client) = (await RegisterApiAsync(), await RegisterClientAsync());
        await _admin.GrantAsync(client.PrincipalId, "User.Read");

        (await _tenant.UserTokenAsync(client, "kim", $"{_uri}/Orders.Read")).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 65001, "consent_required");
        var browser = new FormBrowser(_tenant.Server.Client());
        await browser.OpenAsync(SignInPaths.Authorize(_tenant, Codes.Redirect, ("client_id", client.AppId), ("scope", $"{_uri}/Orders.Read")));
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        await browser.SubmitAsync(("password", SampleTenant.Password));
        Assert.Contains("See your orders", browser.Page.Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await browser.ClickAsync("Accept")).Is(HttpStatusCode.SeeOther);

        (await _tenant.UserTokenAsync(client, "kim", $"{_uri}/Orders.Read")).Is(HttpStatusCode.OK);
        (await _tenant.UserTokenAsync(client, "balas", $"{api.AppId}/Orders.Read"))
            .IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 65001, "consent_required");
    }

    [Fact]
    public async Task PreAuthorizedClient_NeedsNoConsent()
    {
        var client = await RegisterClientAsync();
        await RegisterApiAsync(more: $$""","preAuthorizedApplications":[{"appId":"{{client.AppId}}","delegatedPermissionIds":["{{ScopeId}}"]}]""");

        Assert.Equal("Orders.Read", (string?)(await _tenant.UserTokenAsync(client, "kim", $"{_uri}/Orders.Read")).Is(HttpStatusCode.OK).Claims()["scp"]);
    }

    [Theory]
    [InlineData("{0}/Orders.Read User.Read", 28000, "invalid_request")]
    [InlineData("{0}/Orders.Burn", 70011, "invalid_scope")]
    [InlineData("{0}x/Orders.Read", 70011, "invalid_scope")]
    [InlineData("{0}/Orders.Read {0}/.default", 70011, "invalid_scope")]
    public async Task WrongScope_IsRefused(string scope, int code, string error)
    {
        await RegisterApiAsync();

        (await _tenant.UserTokenAsync(await RegisterClientAsync(), "kim", scope.Replace("{0}", _uri, StringComparison.Ordinal)))
            .IsRefused(HttpStatusCode.BadRequest, error, code);
    }

    [Fact]
    public async Task Api_OfAnotherTenant_IsUnknown()
    {
        await RegisterApiAsync();
        var other = await _tenant.Server.TenantAsync();
        var form = other.OfUser("kim", ("scope", $"{_uri}/.default"));

        (await other.TokenAsync(form)).IsRefused(HttpStatusCode.BadRequest, "invalid_scope", 70011);
    }

    private Task<NewApplication> RegisterClientAsync() => _admin.RegisterAsync(more: ""","isFallbackPublicClient":true""");

    private Task<NewApplication> RegisterApiAsync(int version = 2, string more = "") => _admin.RegisterAsync("Orders", $$"""
        ,"identifierUris":["{{_uri}}"],
        "appRoles":[{"id":"{{RoleId}}","allowedMemberTypes":["Application"],"displayName":"Process orders","description":"x","isEnabled":true,"value":"Orders.Process"}],
        "api":{"requestedAccessTokenVersion":{{version}},"oauth2PermissionScopes":[{"id":"{{ScopeId}}","isEnabled":true,"type":"User","value":"Orders.Read",
        "adminConsentDisplayName":"Read orders","adminConsentDescription":"x","userConsentDisplayName":"See your orders","userConsentDescription":"x"}]{{more}}}
        """);

    private async Task GrantAsync(NewApplication client, NewApplication api, string scope) => (await _admin.PostAnswerAsync(
        "/v1.0/oauth2PermissionGrants", new JsonObject
        {
            ["clientId"] = client.PrincipalId, ["consentType"] = "AllPrincipals", ["resourceId"] = api.PrincipalId, ["scope"] = scope,
        }.ToJsonString())).Is(HttpStatusCode.Created);
}
