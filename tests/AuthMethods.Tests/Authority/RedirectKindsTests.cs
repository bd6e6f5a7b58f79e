using System.Net;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Tests.Authority;

/// <summary>The kinds of redirect URIs that an application registers.</summary>
public sealed class RedirectKindsTests() : AdminTests("global.admin")
{
    private const string Page = "https://app.example";
    private const string NativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
    private const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    [Theory]
    [InlineData("web", $"{Page}/auth", $"{Page}/auth", true)]
    [InlineData("web", $"{Page}/auth", $"{Page}/Auth", false)]
    [InlineData("web", $"{Page}/auth", $"{Page}/auth/", false)]
    [InlineData("web", $"{Page}/auth", $"{Page}/auth?x=1", false)]
    [InlineData("web", $"{Page}/auth", $"{Page}:444/auth", false)]
    [InlineData("web", $"{Page}/auth", "http://app.example/auth", false)]
    [InlineData("web", "http://localhost/auth", "http://localhost:53682/auth", true)]
    [InlineData("spa", $"{Page}/spa", $"{Page}/spa", true)]
    [InlineData("publicClient", "http://localhost", "http://localhost:53682/", true)]
    [InlineData("publicClient", "http://127.0.0.1", "http://127.0.0.1:1/", true)]
    [InlineData("publicClient", NativeClient, NativeClient, true)]
    [InlineData("publicClient", OutOfBand, OutOfBand, true)]
    [InlineData("publicClient", "msal00001111://auth", "msal00001111://auth", true)]
    [InlineData("publicClient", NativeClient, OutOfBand, false)]
    [InlineData("web", $"{Page}/auth", NativeClient, false)]
    public async Task Authorize_AcceptsWhatIsRegistered(string kind, string registered, string sent, bool isAccepted)
    {
        var application = await _admin.RegisterAsync(more: $$""","{{kind}}":{"redirectUris":["{{registered}}"]}""");
        await _admin.AddPasswordAsync(application.Path);

        var answer = await _tenant.Server.Client().GetAnswerAsync(QueryHelpers.AddQueryString($"/{_tenant.Id}/oauth2/v2.0/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = application.AppId,
            ["response_type"] = "code",
            ["redirect_uri"] = sent,
            ["scope"] = "openid",
            ["code_challenge"] = Codes.Challenge,
            ["code_challenge_method"] = "S256",
        }));

        answer.Is(isAccepted ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        Assert.Equal(!isAccepted, answer.Text.Contains("AADSTS50011", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("spa", Page, true)]
    [InlineData("spa", "https://elsewhere.example", false)]
    [InlineData("spa", "https://app.example.evil", false)]
    [InlineData("web", Page, false)]
    public async Task TokenAnswer_IsForPagesOfTheSinglePageApplication(string kind, string origin, bool isReadable)
    {
        var redirect = $"{Page}/callback";
        var application = await _admin.RegisterAsync(more: $$""","{{kind}}":{"redirectUris":["{{redirect}}"]}""");
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        var code = await _tenant.CodeAsync("kim", "User.Read", application: Guid.Parse(application.AppId), redirect: redirect);
        (string Name, string Value)[] form =
        [
            ("grant_type", "authorization_code"), ("client_id", application.AppId), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", Codes.Verifier),
        ];

        var answered = await PostAsync(form, origin);
        var refused = await PostAsync(form, origin);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (answered.Status, refused.Status));
        foreach (var answer in new[] { answered, refused })
        {
            Assert.Equal(isReadable ? origin : null, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null);
        }
    }

    [Fact]
    public async Task NativeClient_HasAPage() =>
        Assert.Contains(
            "Return to the application", (await _tenant.Server.Client().GetAnswerAsync("/common/oauth2/nativeclient?code=x")).Is(HttpStatusCode.OK).Text,
            StringComparison.Ordinal);

    private Task<Answer> PostAsync((string Name, string Value)[] form, string origin) => _tenant.Server.Client().AnswerAsync(
        HttpMethod.Post, $"/{_tenant.Id}/oauth2/v2.0/token", TokenRequests.Encoded(form), "application/x-www-form-urlencoded", ("Origin", origin));
}
