using System.Net;
using System.Security.Cryptography;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Tests.Authority;

/// <summary>Sign-in on the page of the authorize endpoint, and the tokens that the client gets for its code.</summary>
public sealed class AuthorizationCodeTests : TenantTests
{
    private const string Redirect = "http://localhost:53682/callback";
    private const string Verifier = "a-verifier-that-is-long-enough-for-anybody-to-take";

    private static readonly string Challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    [Fact]
    public async Task Authorize_ShowsAFormWithoutScript()
    {
        var page = (await AuthorizeAsync(("login_hint", "\"><script>"))).Is(HttpStatusCode.OK);

        Assert.Equal("text/html", page.ContentHeaders.ContentType!.MediaType);
        Assert.Contains("name=\"password\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("DENY", page.Headers.GetValues("X-Frame-Options").Single());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("common")]
    public async Task Code_IsRedeemedOnceForTokens(string? segment)
    {
        var back = await CodeAsync(segment: segment);
        Assert.Equal("some state", back["state"]);

        var tokens = (await RedeemAsync(back["code"]!, segment: segment)).Is(HttpStatusCode.OK);

        Assert.Equal("a nonce", (string?)tokens.Claims("id_token")["nonce"]);
        Assert.NotEmpty(tokens.Field("refresh_token"));
        (await _tenant.WithToken(tokens.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await RedeemAsync(back["code"]!, segment: segment)).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70008);
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-that-is-long-enough-for-anybody", 50148)]
    [InlineData("redirect_uri", "http://localhost:1/callback", 50011)]
    [InlineData("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e", 70000)]
    [InlineData("code", "nonsense", 70008)]
    public async Task Code_WithSomethingElseThanItWasIssuedFor_IsRefused(string field, string value, int code) =>
        (await RedeemAsync((await CodeAsync())["code"]!, (field, value))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", code);

    [Fact]
    public async Task Code_InAnotherTenant_IsRefused()
    {
        var other = await SharedServer.TenantAsync();

        (await RedeemAsync((await CodeAsync())["code"]!, segment: other.Id.ToString())).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 70000);
    }

    [Fact]
    public async Task Code_AfterTheSessionsWereRevoked_IsRefused()
    {
        var code = (await CodeAsync())["code"]!;

        (await (await _tenant.AsAsync("global.admin")).PostAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        (await RedeemAsync(code)).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50173, "bad_token");
    }

    [Theory]
    [InlineData("redirect_uri", "https://elsewhere.example/callback")]
    [InlineData("redirect_uri", "http://localhost@elsewhere.example/")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", "")]
    [InlineData("client_id", "")]
    public async Task Authorize_ForAnAddressThatIsNotTheClients_TellsTheUserAndNobodyElse(string field, string value)
    {
        var refused = (await AuthorizeAsync((field, value))).Is(HttpStatusCode.BadRequest);

        Assert.Null(refused.Headers.Location);
        Assert.Contains("AADSTS", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_mode", "somehow", "invalid_request")]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("scope", "", "invalid_scope")]
    [InlineData("prompt", "none", "login_required")]
    public async Task Authorize_WithAnInvalidRequest_TellsTheClient(string field, string value, string error)
    {
        var back = Back((await AuthorizeAsync((field, value))).Is(HttpStatusCode.SeeOther));

        Assert.Equal((error, "some state"), (back["error"], back["state"]));
        Assert.StartsWith("AADSTS", back["error_description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_mode", "fragment")]
    [InlineData("response_type", "id_token")]
    public async Task Authorize_WithAnInvalidRequest_TellsTheClientWhereItExpectsTheAnswer(string field, string value)
    {
        var location = (await AuthorizeAsync((field, value), ("scope", ""))).Is(HttpStatusCode.SeeOther).Headers.Location!.ToString();

        Assert.StartsWith($"{Redirect}#error=", location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scope", "", "invalid_scope")]
    [InlineData("prompt", "none", "login_required")]
    public async Task Authorize_WithFormPost_HasTheBrowserSendTheError(string field, string value, string error)
    {
        var page = (await AuthorizeAsync((field, value), ("response_mode", "form_post"))).Is(HttpStatusCode.OK);

        Assert.Contains($"action=\"{Redirect}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains($"name=\"error\" value=\"{error}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"some state\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_AsksAgain()
    {
        var refused = (await SignInAsync("kim", "wrong")).Is(HttpStatusCode.BadRequest);

        Assert.Contains("AADSTS50126", refused.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"password\"", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id", "00001111-aaaa-2222-bbbb-3333cccc4444", "AADSTS50011", "a client with a secret has no address here")]
    [InlineData("client_id", "00000000-0000-4000-8000-00000000dead", "AADSTS700016", "no such client")]
    [InlineData("scope", "Frobnicate.All", "AADSTS70011", "no such scope")]
    public async Task SignIn_ForAnInvalidClient_IsRefused(string field, string value, string expected, string because)
    {
        var refused = await SignInAsync("kim", change: (field, value));

        Assert.True(refused.Status == HttpStatusCode.BadRequest && refused.Text.Contains(expected, StringComparison.Ordinal), $"{because}: {refused.Text}");
    }

    [Fact]
    public async Task SignIn_Cancelled_TellsTheClient()
    {
        var form = await PostAsync("cancel=1");

        Assert.Equal("access_denied", Back(form.Is(HttpStatusCode.SeeOther))["error"]);
    }

    [Fact]
    public async Task SignIn_WithFormPost_HasTheBrowserSendTheCode()
    {
        var page = (await SignInAsync("kim", change: ("response_mode", "form_post"))).Is(HttpStatusCode.OK);

        Assert.Contains($"action=\"{Redirect}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"some state\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logout_SaysSo_OrLeadsBackToTheClient()
    {
        var path = $"/{_tenant.Id}/oauth2/v2.0/logout";

        (await Client().GetAnswerAsync(path)).Is(HttpStatusCode.OK);
        (await Client().GetAnswerAsync($"{path}?post_logout_redirect_uri=https://elsewhere.example/")).Is(HttpStatusCode.OK);
        Assert.Equal(
            "http://localhost:53682/?state=x",
            (await Client().GetAnswerAsync($"{path}?post_logout_redirect_uri=http://localhost:53682/&state=x"))
                .Is(HttpStatusCode.Redirect).Headers.Location!.ToString());
    }

    private async Task<Dictionary<string, string?>> CodeAsync(string? segment = null) =>
        Back((await SignInAsync("kim", segment: segment)).Is(HttpStatusCode.SeeOther));

    private Task<Answer> AuthorizeAsync(params (string Name, string Value)[] changes) => Client().GetAnswerAsync(Path(null, changes));

    private Task<Answer> SignInAsync(
        string alias, string password = SampleTenant.Password, string? segment = null, (string Name, string Value)? change = null) =>
        PostAsync(TokenRequests.Encoded([("username", _tenant.Name(alias)), ("password", password)]), segment, change is { } c ? [c] : []);

    private Task<Answer> PostAsync(string form, string? segment = null, params (string Name, string Value)[] changes) =>
        Client().AnswerAsync(HttpMethod.Post, Path(segment, changes), form, "application/x-www-form-urlencoded");

    private Task<Answer> RedeemAsync(string code, (string Name, string Value)? change = null, string? segment = null)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = SampleTenant.AdminTools.ToString(), ["code"] = code, ["redirect_uri"] = Redirect,
            ["code_verifier"] = Verifier, ["client_info"] = "1",
        };
        if (change is { } c) form[c.Name] = c.Value;
        return _tenant.TokenAtAsync(segment ?? _tenant.Id.ToString(), [.. form.Select(f => (f.Key, f.Value))]);
    }

    private string Path(string? segment, params (string Name, string Value)[] changes)
    {
        var query = new Dictionary<string, string>
        {
            ["client_id"] = SampleTenant.AdminTools.ToString(), ["response_type"] = "code", ["redirect_uri"] = Redirect,
            ["scope"] = $"{TokenRequests.Default} openid profile offline_access",
            ["state"] = "some state", ["nonce"] = "a nonce", ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256", ["client_info"] = "1",
        };
        foreach (var (name, value) in changes) query[name] = value;
        return $"/{segment ?? _tenant.Id.ToString()}/oauth2/v2.0/authorize?{TokenRequests.Encoded(query.Select(q => (q.Key, q.Value)))}";
    }

    // The test server's client follows no redirects.
    private HttpClient Client() => _tenant.Server.Client();

    private static Dictionary<string, string?> Back(Answer answer)
    {
        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith($"{Redirect}?", location, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(new Uri(location).Query).ToDictionary(q => q.Key, q => (string?)q.Value);
    }
}
