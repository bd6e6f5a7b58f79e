using System.Net;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Authority;

/// <summary>Where the browser is led after a sign-out.</summary>
public sealed class LogoutAddressTests() : AdminTests("global.admin")
{
    private const string SignedOut = "https://app.example/signed-out";

    [Theory]
    [InlineData("v2.0/logout", true)]
    [InlineData("logout", true)]
    [InlineData("v2.0/logout", false)]
    public async Task Logout_LeadsToARegisteredAddressOfTheApplication(string endpoint, bool byToken)
    {
        var application = await RegisterAsync();
        var hint = byToken ? $"id_token_hint={await IdTokenAsync(application)}" : $"client_id={application.AppId}";
        foreach (var segment in byToken ? [_tenant.Id.ToString(), "common"] : new[] { _tenant.Domain })
        {
            var answer = await LogoutAsync($"/{segment}/oauth2/{endpoint}?{hint}&state=x&post_logout_redirect_uri={SignedOut}");

            Assert.Equal($"{SignedOut}?state=x", answer.Is(HttpStatusCode.Redirect).Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Logout_ToAnotherAddressOrOfNobody_LeadsNowhere()
    {
        var (application, other) = (await RegisterAsync(), await SharedServer.TenantAsync());
        var token = await IdTokenAsync(application);
        var (path, elsewhere) = ($"/{_tenant.Id}/oauth2/v2.0/logout", "https://elsewhere.example/");

        foreach (var request in new[]
        {
            $"{path}?post_logout_redirect_uri={SignedOut}",
            $"{path}?client_id=nonsense&post_logout_redirect_uri={SignedOut}",
            $"{path}?client_id={application.AppId}&post_logout_redirect_uri={elsewhere}",
            $"{path}?id_token_hint={token}&post_logout_redirect_uri={elsewhere}",
            $"{path}?id_token_hint={token[..^8]}AAAAAAAA&post_logout_redirect_uri={SignedOut}",
            $"{path}?id_token_hint=a.b.c&post_logout_redirect_uri={SignedOut}",
            $"/common/oauth2/v2.0/logout?client_id={application.AppId}&post_logout_redirect_uri={SignedOut}",
            $"/{other.Id}/oauth2/v2.0/logout?id_token_hint={token}&post_logout_redirect_uri={SignedOut}",
            $"/nobody.example/oauth2/v2.0/logout?client_id={application.AppId}&post_logout_redirect_uri={SignedOut}",
        })
        {
            Assert.Null((await LogoutAsync(request)).Is(HttpStatusCode.OK).Headers.Location);
        }
    }

    private Task<Answer> LogoutAsync(string path) => _tenant.Server.Client().GetAnswerAsync(path);

    private Task<NewApplication> RegisterAsync() => _admin.RegisterAsync(more: $$""","web":{"redirectUris":["{{SignedOut}}"]}""");

    private async Task<string> IdTokenAsync(NewApplication application)
    {
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        var code = await _tenant.CodeAsync("kim", "User.Read openid", application: Guid.Parse(application.AppId), redirect: SignedOut);
        var tokens = await _tenant.TokenAsync(
            ("grant_type", "authorization_code"), ("client_id", application.AppId), ("code", code), ("redirect_uri", SignedOut),
            ("code_verifier", Codes.Verifier));
        return tokens.Is(HttpStatusCode.OK).Field("id_token");
    }
}
