using System.Net;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>An API of the tenant that calls Graph on behalf of the user who called it.</summary>
public sealed class OnBehalfOfTests : ServerTests
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private readonly string _uri = $"api://{Guid.NewGuid()}";
    private HttpClient _admin = null!;
    private NewApplication _api = null!;
    private NewApplication _client = null!;
    private string _secret = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await _tenant.AsAsync("global.admin");
        _client = await _admin.RegisterAsync("Shop", ""","isFallbackPublicClient":true""");
        _api = await _admin.RegisterAsync("Orders", $$"""
            ,"identifierUris":["{{_uri}}"],"api":{"requestedAccessTokenVersion":2,"preAuthorizedApplications":[
            {"appId":"{{_client.AppId}}","delegatedPermissionIds":["10000000-0000-4000-8000-000000000001"]}],
            "oauth2PermissionScopes":[{"id":"10000000-0000-4000-8000-000000000001","isEnabled":true,"type":"User","value":"Orders.Read",
            "adminConsentDisplayName":"x","adminConsentDescription":"x"}]}
            """);
        _secret = await _admin.AddPasswordAsync(_api.Path);
        await _admin.GrantAsync(_api.PrincipalId, "User.Read");
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/User.Read offline_access", null)]
    [InlineData("https://graph.microsoft.com/.default offline_access", "common")]
    public async Task Api_GetsATokenForTheUserOfItsCaller(string scope, string? segment)
    {
        var caller = await CallerTokenAsync();

        var answer = (await AskAsync(segment, ("assertion", caller), ("scope", scope))).Is(HttpStatusCode.OK);

        var claims = answer.Claims();
        Assert.Equal(
            (TheDirectory.Kim, _api.AppId, "User.Read", "https://graph.microsoft.com"),
            ((string?)claims["oid"], (string?)claims["azp"], (string?)claims["scp"], (string?)claims["aud"]));
        Assert.Equal((string?)TokenRequests.ClaimsOf(caller)["sid"], (string?)claims["sid"]);
        var me = (await _tenant.WithToken(answer.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        Assert.Equal(_tenant.Name("kim"), (string?)me.Json["userPrincipalName"]);
        var refresh = TokenRequests.OfRefresh(answer.Field("refresh_token"), ("client_id", _api.AppId), ("client_secret", _secret));
        (await _tenant.TokenAsync(refresh)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("assertion", "", "invalid_request", 900144)]
    [InlineData("requested_token_use", "", "invalid_request", 900144)]
    [InlineData("requested_token_use", "something_else", "invalid_request", 9002313)]
    [InlineData("assertion", "nonsense", "invalid_grant", 50013)]
    [InlineData("assertion", "changed", "invalid_grant", 50013)]
    [InlineData("assertion", "of an application", "invalid_grant", 50013)]
    [InlineData("assertion", "for Graph", "invalid_grant", 500131)]
    [InlineData("assertion", "an id token", "invalid_request", 240002)]
    [InlineData("scope", "Mail.Read", "invalid_grant", 65001)]
    [InlineData("client_secret", "wrong", "invalid_client", 7000215)]
    [InlineData("client_secret", "", "invalid_client", 7000218)]
    public async Task WrongRequest_IsRefused(string field, string value, string error, int code)
    {
        var caller = await CallerTokenAsync();
        var sent = value switch
        {
            "changed" => caller[..^6] + "AAAAAA",
            "of an application" => await _tenant.AppTokenAsync(),
            "for Graph" => await _tenant.TokenAsync("kim"),
            "an id token" => (await _tenant.UserTokenAsync(_client, "kim", $"{_uri}/Orders.Read openid")).Field("id_token"),
            _ => value,
        };
        (string, string)[] form = field == "assertion" ? [(field, sent)] : [("assertion", caller), (field, sent)];

        (await AskAsync(null, form)).IsRefused(
            error == "invalid_client" ? HttpStatusCode.Unauthorized : HttpStatusCode.BadRequest, error, code, code == 65001 ? "consent_required" : null);
    }

    [Fact]
    public async Task Assertion_OfAnotherTenant_IsRefused()
    {
        var other = await _server.TenantAsync();

        (await AskAsync(null, ("assertion", await other.TokenAsync("kim")))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50013);
    }

    [Fact]
    public async Task Assertion_ThatHasExpired_IsRefused()
    {
        var caller = await CallerTokenAsync();

        _clock.Advance(TimeSpan.FromHours(2));

        (await AskAsync(null, ("assertion", caller))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 500133);
    }

    [Fact]
    public async Task Assertion_OfAnEndedSession_IsRefused()
    {
        var caller = await CallerTokenAsync();

        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await AskAsync(null, ("assertion", caller))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50173, "bad_token");
    }

    [Fact]
    public async Task User_OfWhomMoreIsDemanded_MustSignInAgain()
    {
        var caller = await CallerTokenAsync();
        await _tenant.SetPerUserMfaAsync("kim", "enforced");

        (await AskAsync(null, ("assertion", caller))).IsRefused(HttpStatusCode.BadRequest, "interaction_required", 50076, "basic_action");
    }

    private async Task<string> CallerTokenAsync() =>
        (await _tenant.UserTokenAsync(_client, "kim", $"{_uri}/Orders.Read")).Is(HttpStatusCode.OK).Field("access_token");

    private Task<Answer> AskAsync(string? segment, params (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = GrantType, ["requested_token_use"] = "on_behalf_of", ["client_id"] = _api.AppId, ["client_secret"] = _secret, ["scope"] = "User.Read",
        };
        foreach (var (name, value) in changes) form[name] = value;
        return _tenant.TokenAtAsync(segment ?? _tenant.Id.ToString(), [.. form.Select(f => (f.Key, f.Value))]);
    }
}
