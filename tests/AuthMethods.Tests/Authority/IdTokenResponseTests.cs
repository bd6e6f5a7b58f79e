using System.Net;
using System.Security.Cryptography;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Tests.Authority;

/// <summary>Id tokens from the authorize endpoint itself, which web applications that only sign users in ask for.</summary>
public sealed class IdTokenResponseTests() : AdminTests("global.admin")
{
    private const string Redirect = "https://app.example/signin-oidc";

    [Theory]
    [InlineData("id_token", null)]
    [InlineData("code id_token", null)]
    [InlineData("id_token", "common")]
    public async Task IdToken_IsInTheFragment(string type, string? segment)
    {
        var application = await RegisterAsync();

        var location = (await SignInAsync(application, segment, ("response_type", type))).Is(HttpStatusCode.SeeOther).Headers.Location!;

        var back = QueryHelpers.ParseQuery(location.Fragment[1..]).ToDictionary(f => f.Key, f => (string)f.Value!);
        var claims = TokenRequests.ClaimsOf(back["id_token"]);
        Assert.Equal(
            (application.AppId, "a nonce", $"http://localhost/{_tenant.Id}/v2.0"), ((string?)claims["aud"], (string?)claims["nonce"], (string?)claims["iss"]));
        if (type == "id_token")
        {
            Assert.Equal(["id_token", "state"], back.Keys);
            return;
        }

        Assert.Equal(["code", "id_token", "state"], back.Keys);
        Assert.Equal(WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(back["code"])).AsSpan(0, 16)), (string?)claims["c_hash"]);
        (await _tenant.TokenAsync(
            ("grant_type", "authorization_code"), ("client_id", application.AppId), ("code", back["code"]), ("redirect_uri", Redirect),
            ("code_verifier", Codes.Verifier))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task IdToken_ByPost_IsInTheForm()
    {
        var page = (await SignInAsync(await RegisterAsync(), null, ("response_mode", "form_post"))).Is(HttpStatusCode.OK);

        Assert.Contains("name=\"id_token\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"code\"", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_mode", "query", "invalid_request")]
    [InlineData("nonce", "", "invalid_request")]
    [InlineData("scope", "User.Read", "invalid_scope")]
    [InlineData("response_type", "id_token token", "unsupported_response_type")]
    public async Task WrongRequest_IsRefused(string field, string value, string error)
    {
        var location = (await SignInAsync(await RegisterAsync(), null, (field, value))).Is(HttpStatusCode.SeeOther).Headers.Location!.ToString();

        Assert.Contains($"error={error}&", location, StringComparison.Ordinal);
        Assert.DoesNotContain("id_token=", location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplicationThatIsNotRegisteredForIt_GetsNone()
    {
        var application = await RegisterAsync(isEnabled: false);

        var location = (await SignInAsync(application, null)).Is(HttpStatusCode.SeeOther).Headers.Location!.ToString();
        var refused = (await SignInAsync(application, "common")).Is(HttpStatusCode.BadRequest);

        Assert.Contains("error=unsupported_response_type", location, StringComparison.Ordinal);
        Assert.Contains("AADSTS700054", refused.Text, StringComparison.Ordinal);
        Assert.Null(refused.Headers.Location);
    }

    private async Task<NewApplication> RegisterAsync(bool isEnabled = true)
    {
        var enabled = isEnabled ? "true" : "false";
        var application = await _admin.RegisterAsync(
            more: $$$""","web":{"redirectUris":["{{{Redirect}}}"],"implicitGrantSettings":{"enableIdTokenIssuance":{{{enabled}}} }}""");
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        return application;
    }

    private Task<Answer> SignInAsync(NewApplication application, string? segment, params (string Name, string Value)[] changes)
    {
        var query = new Dictionary<string, string>
        {
            ["client_id"] = application.AppId, ["response_type"] = "id_token", ["redirect_uri"] = Redirect, ["scope"] = "openid profile",
            ["state"] = "some state", ["nonce"] = "a nonce", ["code_challenge"] = Codes.Challenge, ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes) query[name] = value;
        return _tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, $"/{segment ?? _tenant.Id.ToString()}/oauth2/v2.0/authorize?{TokenRequests.Encoded(query.Select(q => (q.Key, q.Value)))}",
            TokenRequests.Encoded([("username", _tenant.Name("kim")), ("password", SampleTenant.Password)]), "application/x-www-form-urlencoded");
    }
}
