using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Sdk.Tests;

/// <summary>Microsoft.Identity.Web, unmodified: a web application that users sign in to, and an API that it calls for them.</summary>
public sealed class IdentityWebTests : AuthorityTests
{
    private const string Site = "https://app.example";
    private const string ApiSite = "https://orders.example";

    private readonly string _uri = $"api://{Guid.NewGuid()}";

    private HttpClient _admin = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = Client(await _tenant.TokenAsync("global.admin"));
    }

    public override async Task DisposeAsync()
    {
        _admin.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WebApp_SignsUsersInAndOut(bool withCode)
    {
        var application = await RegisterAsync("Shop", Web);
        await using var site = await StartAsync(
            Site, IdentityWebSite.WebApp(Settings(application, byAuthority: false), _trusting, withCode ? "code" : "id_token"));
        var (app, browser) = (new FormBrowser(site.GetTestClient()), Browser());

        await SignInAsync(app, browser);

        Assert.Equal(_tenant.Name("kim"), (await app.OpenAsync("/")).Is(HttpStatusCode.OK).Text);
        var signOut = (await app.OpenAsync("/sign-out")).Is(HttpStatusCode.Redirect).Headers.Location!;
        var back = (await browser.OpenAsync(signOut.PathAndQuery)).Is(HttpStatusCode.Redirect).Headers.Location!;
        Assert.StartsWith($"{Site}/signout-callback-oidc?state=", back.ToString(), StringComparison.Ordinal);
        (await app.OpenAsync(back.PathAndQuery)).Is(HttpStatusCode.Redirect);
        var again = (await app.OpenAsync("/")).Is(HttpStatusCode.Redirect).Headers.Location!;
        Assert.Equal("User name", ((await browser.OpenAsync(again.PathAndQuery)).Is(HttpStatusCode.OK), browser.Label).Label);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WebApp_CallsAnApiForItsUser_WhichCallsGraphForThem(bool byAuthority)
    {
        var (api, application) = (await RegisterApiAsync(), await RegisterAsync("Shop", Web));
        await using var orders = await StartAsync(ApiSite, IdentityWebSite.Api(Settings(api, byAuthority: false), _trusting, _server.Address));
        await using var site = await StartAsync(
            Site, IdentityWebSite.WebAppThatCalls(Settings(application, byAuthority), _trusting, $"{_uri}/Orders.Read", orders.GetTestClient()));
        var (app, browser) = (new FormBrowser(site.GetTestClient()), Browser());

        await SignInAsync(app, browser, consents: true);

        Assert.Equal($"orders of {_tenant.Name("kim")}", (await app.OpenAsync("/orders")).Is(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("none", HttpStatusCode.Unauthorized)]
    [InlineData("for Graph", HttpStatusCode.Unauthorized)]
    [InlineData("changed", HttpStatusCode.Unauthorized)]
    [InlineData("of another tenant", HttpStatusCode.Unauthorized)]
    [InlineData("without the permission", HttpStatusCode.Forbidden)]
    public async Task Api_RefusesTokensThatAreNotForIt(string token, HttpStatusCode expected)
    {
        var api = await RegisterApiAsync();
        await using var orders = await StartAsync(ApiSite, IdentityWebSite.Api(Settings(api, byAuthority: false), _trusting, _server.Address));
        using var client = orders.GetTestClient();
        var own = await ApiTokenAsync(api, "Orders.Write");
        var sent = token switch
        {
            "none" => null,
            "for Graph" => await _tenant.TokenAsync("kim"),
            "changed" => own[..^6] + "AAAAAA",
            "of another tenant" => await (await _server.TenantAsync()).TokenAsync("kim"),
            _ => own,
        };

        if (sent is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sent);

        (await client.GetAnswerAsync("/")).Is(expected);
    }

    [Fact]
    public async Task WebApp_SignsItsUserOut_WhenItIsToldInAFrame()
    {
        var application = await RegisterAsync("Shop", Web.Replace("\"web\":{", $"\"web\":{{\"logoutUrl\":\"{Site}/signout-oidc\",", StringComparison.Ordinal));
        await using var site = await StartAsync(Site, IdentityWebSite.WebApp(Settings(application, byAuthority: false), _trusting, "id_token"));
        var (app, browser) = (new FormBrowser(site.GetTestClient()), Browser());
        await SignInAsync(app, browser);
        (await app.OpenAsync($"/signout-oidc?sid={Guid.NewGuid()}")).Is(HttpStatusCode.OK);
        (await app.OpenAsync("/")).Is(HttpStatusCode.OK);

        var page = (await browser.OpenAsync($"/{_tenant.Id}/oauth2/v2.0/logout")).Is(HttpStatusCode.OK).Text;

        var frame = page[(page.IndexOf(" src=\"", StringComparison.Ordinal) + 6)..];
        var told = new Uri(WebUtility.HtmlDecode(frame[..frame.IndexOf('"', StringComparison.Ordinal)]));
        (await app.OpenAsync(told.PathAndQuery)).Is(HttpStatusCode.OK);
        (await app.OpenAsync("/")).Is(HttpStatusCode.Redirect);
    }

    private static string Web => $$"""
        "web":{"redirectUris":["{{Site}}/signin-oidc","{{Site}}/signout-callback-oidc"],"implicitGrantSettings":{"enableIdTokenIssuance":true} }
        """;

    private async Task SignInAsync(FormBrowser app, FormBrowser browser, bool consents = false)
    {
        var challenge = (await app.OpenAsync("/")).Is(HttpStatusCode.Redirect).Headers.Location!;
        (await browser.OpenAsync(challenge.PathAndQuery)).Is(HttpStatusCode.OK);
        await browser.SubmitAsync(("username", _tenant.Name("kim")));
        (await browser.SubmitAsync(("password", SampleTenant.Password))).Is(HttpStatusCode.OK);
        if (browser.Buttons.Contains("Accept")) await browser.ClickAsync("Accept");
        else Assert.False(consents, browser.Page.Text);
        Assert.Equal($"{Site}/signin-oidc", browser.Action);
        (await app.SubmitAsync(browser.Page)).Is(HttpStatusCode.Redirect);
    }

    private static async Task<WebApplication> StartAsync(string address, WebApplication site)
    {
        await site.StartAsync();
        site.GetTestServer().BaseAddress = new(address);
        return site;
    }

    /// <summary>The section of the settings, with the authority in one of its two forms.</summary>
    private IEnumerable<KeyValuePair<string, string?>> Settings(Registration application, bool byAuthority) =>
    [
        .. byAuthority
            ? new KeyValuePair<string, string?>[] { new("AzureAd:Authority", $"{_server.Address}{_tenant.Id}/v2.0") }
            : [new("AzureAd:Instance", $"{_server.Address}"), new("AzureAd:TenantId", $"{_tenant.Id}")],
        new("AzureAd:ClientId", application.AppId),
        new("AzureAd:ClientSecret", application.Secret),
    ];

    private async Task<Registration> RegisterApiAsync()
    {
        var scopes = string.Join(',', Scope("Read"), Scope("Write"));
        var api = await RegisterAsync("Orders", $$"""
            "identifierUris":["{{_uri}}"],"isFallbackPublicClient":true,"api":{"requestedAccessTokenVersion":2,"oauth2PermissionScopes":[{{scopes}}]}
            """);
        var graph = await _admin.GetAnswerAsync("/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=id");
        await GrantAsync(api, (string)graph.Is(HttpStatusCode.OK).Json["id"]!, "User.Read");
        await GrantAsync(api, api.PrincipalId, "Orders.Write");
        return api;
    }

    private static string Scope(string what) => $$"""
        {"id":"{{Guid.NewGuid()}}","isEnabled":true,"type":"User","value":"Orders.{{what}}",
        "adminConsentDisplayName":"{{what}} orders","adminConsentDescription":"x","userConsentDisplayName":"{{what}} your orders","userConsentDescription":"x"}
        """;

    private async Task<Registration> RegisterAsync(string name, string more)
    {
        var application = (await _admin.PostAnswerAsync("/v1.0/applications", $$"""{"displayName":"{{name}}",{{more}}}""")).Is(HttpStatusCode.Created).Json;
        var (id, appId) = ((string)application["id"]!, (string)application["appId"]!);
        var principal = (await _admin.PostAnswerAsync("/v1.0/servicePrincipals", $$"""{"appId":"{{appId}}"}""")).Is(HttpStatusCode.Created).Json;
        var secret = (await _admin.PostAnswerAsync($"/v1.0/applications/{id}/addPassword", """{"passwordCredential":{}}""")).Is(HttpStatusCode.OK).Json;
        return new(appId, (string)principal["id"]!, (string)secret["secretText"]!);
    }

    private async Task GrantAsync(Registration client, string resource, string scope) => (await _admin.PostAnswerAsync(
        "/v1.0/oauth2PermissionGrants", new JsonObject
        {
            ["clientId"] = client.PrincipalId, ["consentType"] = "AllPrincipals", ["resourceId"] = resource, ["scope"] = scope,
        }.ToJsonString())).Is(HttpStatusCode.Created);

    /// <summary>A token for the API, which here asks for it itself.</summary>
    private async Task<string> ApiTokenAsync(Registration api, string scope)
    {
        var form = new Dictionary<string, string?>
        {
            ["grant_type"] = "password", ["client_id"] = api.AppId, ["client_secret"] = api.Secret, ["username"] = _tenant.Name("kim"),
            ["password"] = SampleTenant.Password, ["scope"] = $"{_uri}/{scope}",
        };
        var answer = await _admin.AnswerAsync(
            HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/token", QueryHelpers.AddQueryString("", form)[1..], "application/x-www-form-urlencoded");
        return (string)answer.Is(HttpStatusCode.OK).Json["access_token"]!;
    }

    private HttpClient Client(string token) => new(_trusting, disposeHandler: false)
    {
        BaseAddress = _server.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    private sealed record Registration(string AppId, string PrincipalId, string Secret);
}
