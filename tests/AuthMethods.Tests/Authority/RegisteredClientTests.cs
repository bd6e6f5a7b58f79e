using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Authority;

/// <summary>Tokens of applications that are registered through Graph.</summary>
public sealed class RegisteredClientTests : ServerTests
{
    private const string Verifier = "a-verifier-that-is-long-enough-for-anybody-to-take";

    private HttpClient _admin = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await _tenant.AsAsync("global.admin");
    }

    [Fact]
    public async Task ApplicationToken_HasExactlyTheAssignedRoles()
    {
        var application = await _admin.RegisterAsync();
        var secret = await _admin.AddPasswordAsync(application.Path);
        Assert.Empty((await _tenant.TokenOfAsync(application, secret)).Is(HttpStatusCode.OK).Claims()["roles"]!.AsArray());

        var id = (string)(await _admin.AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Created).Json["id"]!;
        var claims = (await _tenant.TokenOfAsync(application, secret)).Is(HttpStatusCode.OK).Claims();
        Assert.Equal("User.Read.All", (string?)claims["roles"]!.AsArray().Single());
        Assert.Equal(
            (application.AppId, application.PrincipalId, application.PrincipalId, "Joiners"),
            ((string?)claims["appid"], (string?)claims["oid"], (string?)claims["sub"], (string?)claims["app_displayname"]));
        var client = _tenant.WithToken((await _tenant.TokenOfAsync(application, secret)).Field("access_token"));
        (await client.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
        (await client.GetAnswerAsync("/v1.0/groups")).Is(HttpStatusCode.Forbidden);

        (await _admin.DeleteAnswerAsync($"{application.PrincipalPath}/appRoleAssignments/{id}")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await _tenant.TokenOfAsync(application, secret)).Is(HttpStatusCode.OK).Claims()["roles"]!.AsArray());
    }

    [Fact]
    public async Task UserToken_HasTheGrantsForAllAndThoseForTheUser()
    {
        var application = await _admin.RegisterAsync(more: ""","isFallbackPublicClient":true""");
        (await _tenant.UserTokenAsync(application, "kim", "User.Read")).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 65001, "consent_required");

        var all = (string)(await _admin.GrantAsync(application.PrincipalId, "User.Read")).Is(HttpStatusCode.Created).Json["id"]!;
        await _admin.GrantAsync(application.PrincipalId, "UserAuthenticationMethod.Read Mail.Read", TheDirectory.Kim);
        Assert.Equal("User.Read UserAuthenticationMethod.Read Mail.Read", await ScopesAsync("kim"));
        Assert.Equal("User.Read", await ScopesAsync("balas"));
        (await _tenant.UserTokenAsync(application, "balas", "UserAuthenticationMethod.Read"))
            .IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 65001, "consent_required");
        Assert.Equal("Joiners", (string?)(await _tenant.UserTokenAsync(application, "kim", ".default")).Claims()["app_displayname"]);

        (await _admin.DeleteAnswerAsync($"/v1.0/oauth2PermissionGrants/{all}")).Is(HttpStatusCode.NoContent);
        Assert.Equal("UserAuthenticationMethod.Read Mail.Read", await ScopesAsync("kim"));

        async Task<string?> ScopesAsync(string alias) => (string?)(await _tenant.UserTokenAsync(application, alias, ".default")).Is(HttpStatusCode.OK).Claims()["scp"];
    }

    [Fact]
    public async Task Refresh_AfterAGrantWasRemoved_GivesNoMore()
    {
        var application = await _admin.RegisterAsync(more: ""","isFallbackPublicClient":true""");
        var id = (string)(await _admin.GrantAsync(application.PrincipalId, "User.Read User.ReadWrite")).Json["id"]!;
        var first = (await _tenant.UserTokenAsync(application, "kim", ".default offline_access")).Is(HttpStatusCode.OK);
        var named = (await _tenant.UserTokenAsync(application, "kim", "User.ReadWrite offline_access")).Is(HttpStatusCode.OK);

        (await _admin.PatchAnswerAsync($"/v1.0/oauth2PermissionGrants/{id}", """{"scope":"User.Read"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("User.Read", (string?)(await RefreshAsync(first)).Is(HttpStatusCode.OK).Claims()["scp"]);
        (await RefreshAsync(named)).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 65001, "consent_required");

        Task<Answer> RefreshAsync(Answer from) => _tenant.TokenAsync(TokenRequests.OfRefresh(from.Field("refresh_token"), ("client_id", application.AppId)));
    }

    [Fact]
    public async Task Secret_IsAcceptedUntilItExpiresOrIsRemoved()
    {
        var application = await _admin.RegisterAsync();
        var (start, end) = (_clock.GetUtcNow().AddHours(1), _clock.GetUtcNow().AddHours(2));
        var brief = await _admin.AddPasswordAsync(application.Path, $$"""{"startDateTime":"{{start:O}}","endDateTime":"{{end:O}}"}""");
        var usual = await _admin.AddPasswordAsync(application.PrincipalPath);

        (await _tenant.TokenOfAsync(application, brief)).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000222);
        _clock.Advance(TimeSpan.FromMinutes(61));
        (await _tenant.TokenOfAsync(application, brief)).Is(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromMinutes(60));
        (await _tenant.TokenOfAsync(application, brief)).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000222);
        (await _tenant.TokenOfAsync(application, usual)).Is(HttpStatusCode.OK);
        (await _tenant.TokenOfAsync(application, "wrong")).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000215);
        (await _tenant.TokenOfAsync(application, brief[..3] + "wrong")).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000215);

        var admin = await _tenant.AsAsync("global.admin");
        var key = (await admin.GetAnswerAsync(application.PrincipalPath)).Json["passwordCredentials"]![0]!["keyId"];
        (await admin.PostAnswerAsync($"{application.PrincipalPath}/removePassword", $$"""{"keyId":"{{key}}"}""")).Is(HttpStatusCode.NoContent);
        (await _tenant.TokenOfAsync(application, usual)).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000215);
    }

    [Fact]
    public async Task DisabledServicePrincipal_GetsNoTokens()
    {
        var application = await _admin.RegisterAsync(more: ""","isFallbackPublicClient":true""");
        var secret = await _admin.AddPasswordAsync(application.Path);
        await _admin.GrantAsync(application.PrincipalId, "User.Read");

        (await _admin.PatchAnswerAsync(application.PrincipalPath, """{"accountEnabled":false}""")).Is(HttpStatusCode.NoContent);
        (await _tenant.TokenOfAsync(application, secret)).IsRefused(HttpStatusCode.BadRequest, "unauthorized_client", 7000112);
        (await _tenant.UserTokenAsync(application, "kim", "User.Read")).IsRefused(HttpStatusCode.BadRequest, "unauthorized_client", 7000112);
        (await _admin.PatchAnswerAsync(application.PrincipalPath, """{"accountEnabled":true}""")).Is(HttpStatusCode.NoContent);
        (await _tenant.TokenOfAsync(application, secret)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ApplicationWithoutAServicePrincipal_GetsNoTokens()
    {
        var application = await _admin.RegisterAsync();
        var secret = await _admin.AddPasswordAsync(application.Path);

        (await _admin.DeleteAnswerAsync(application.PrincipalPath)).Is(HttpStatusCode.NoContent);
        (await _tenant.TokenOfAsync(application, secret)).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000229);
        (await _admin.DeleteAnswerAsync(application.Path)).Is(HttpStatusCode.NoContent);
        (await _tenant.TokenOfAsync(application, secret)).IsRefused(HttpStatusCode.BadRequest, "unauthorized_client", 700016);
    }

    [Fact]
    public async Task AnotherTenantsApplication_IsUnknown()
    {
        var application = await _admin.RegisterAsync();
        var secret = await _admin.AddPasswordAsync(application.Path);
        var other = await _server.TenantAsync();

        (await other.TokenOfAsync(application, secret)).IsRefused(HttpStatusCode.BadRequest, "unauthorized_client", 700016);
    }

    [Fact]
    public async Task ConfidentialClient_NeedsItsSecretUnlessItIsPublicToo()
    {
        var application = await _admin.RegisterAsync();
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        (await _tenant.UserTokenAsync(application, "kim", "User.Read")).Is(HttpStatusCode.OK);
        (await _tenant.TokenOfAsync(application, "none")).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000215);

        var secret = await _admin.AddPasswordAsync(application.Path);
        (await _tenant.UserTokenAsync(application, "kim", "User.Read")).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000218);
        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("client_id", application.AppId), ("client_secret", secret), ("scope", "User.Read")))).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync(application.Path, """{"publicClient":{"redirectUris":["msal://auth"]}}""")).Is(HttpStatusCode.NoContent);
        (await _tenant.UserTokenAsync(application, "kim", "User.Read")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("keyCredentials of the request")]
    [InlineData("keyCredentials of an update")]
    public async Task Certificate_VerifiesTheAssertionsOfItsApplication(string sent)
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=Joiners", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(_clock.GetUtcNow().AddDays(-1), _clock.GetUtcNow().AddDays(1));
        var credentials = $$"""
            "keyCredentials":[{"type":"AsymmetricX509Cert","usage":"Verify","displayName":"CN=Joiners","key":"{{Convert.ToBase64String(certificate.RawData)}}"}]
            """;
        var isUpdate = sent.EndsWith("update", StringComparison.Ordinal);
        var application = await _admin.RegisterAsync(more: isUpdate ? "" : "," + credentials);
        if (isUpdate) (await _admin.PatchAnswerAsync(application.Path, "{" + credentials + "}")).Is(HttpStatusCode.NoContent);

        (await AskAsync(key)).Is(HttpStatusCode.OK);
        (await AskAsync(other)).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 700027);
        var shown = (await _admin.GetAnswerAsync(application.Path)).Json["keyCredentials"]!.AsArray().Single()!;
        Assert.Equal(("AsymmetricX509Cert", "Verify", null), ((string?)shown["type"], (string?)shown["usage"], (string?)shown["key"]));
        Assert.Equal(Convert.ToBase64String(certificate.GetCertHash()), (string?)shown["customKeyIdentifier"]);
        Assert.Equal(
            Convert.ToBase64String(certificate.RawData),
            (string?)(await _admin.GetAnswerAsync($"{application.Path}?$select=keyCredentials")).Json["keyCredentials"]![0]!["key"]);

        // An entry without a key keeps its certificate; an empty list removes all.
        (await _admin.PatchAnswerAsync(application.Path, $$"""{"keyCredentials":[{"keyId":"{{shown["keyId"]}}"}]}""")).Is(HttpStatusCode.NoContent);
        (await AskAsync(key)).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync(application.Path, """{"keyCredentials":[]}""")).Is(HttpStatusCode.NoContent);
        (await AskAsync(key)).IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 700027);

        Task<Answer> AskAsync(RSA with) => _tenant.TokenAsync(TokenRequests.OfApplication(
            ("client_id", application.AppId), ("client_secret", ""), ("client_assertion_type", ClientAssertions.Type), ("client_assertion", Assertion(with))));

        string Assertion(RSA with) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = application.AppId,
            Audience = $"{_server.Client().BaseAddress}{_tenant.Id}/oauth2/v2.0/token",
            Claims = new Dictionary<string, object> { ["sub"] = application.AppId, ["jti"] = Guid.NewGuid().ToString() },
            NotBefore = _clock.GetUtcNow().UtcDateTime,
            Expires = _clock.GetUtcNow().AddMinutes(10).UtcDateTime,
            SigningCredentials = new(new RsaSecurityKey(with), SecurityAlgorithms.RsaSsaPssSha256),
        });
    }

    [Theory]
    [InlineData("web", "https://app.example/auth", null)]
    [InlineData("web", "https://app.example/auth", "common")]
    [InlineData("spa", "https://app.example/spa", null)]
    [InlineData("publicClient", "msal00001111://auth", null)]
    [InlineData("publicClient", "http://localhost", null)]
    public async Task Code_IsSentToARegisteredAddress(string kind, string redirect, string? segment)
    {
        var application = await _admin.RegisterAsync(more: $$""","{{kind}}":{"redirectUris":["{{redirect}}"]}""");
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        var secret = await _admin.AddPasswordAsync(application.Path);
        var sentTo = redirect == "http://localhost" ? "http://localhost:40404/" : redirect;

        var code = await CodeAsync(application, sentTo, segment ?? _tenant.Id.ToString());
        (string Name, string Value)[] form =
        [
            ("grant_type", "authorization_code"), ("client_id", application.AppId), ("code", code), ("redirect_uri", sentTo), ("code_verifier", Verifier),
        ];
        if (kind == "web")
        {
            var again = await CodeAsync(application, sentTo, segment ?? _tenant.Id.ToString());
            (await _tenant.TokenAsync([.. form.Where(f => f.Name != "code"), ("code", again)]))
                .IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000218);
            form = [.. form, ("client_secret", secret)];
        }

        Assert.Equal("User.Read", (string?)(await _tenant.TokenAsync(form)).Is(HttpStatusCode.OK).Claims()["scp"]);
    }

    [Theory]
    [InlineData("https://elsewhere.example/auth")]
    [InlineData("https://app.example/auth/more")]
    [InlineData("http://localhost:40404/")]
    public async Task Code_IsNotSentToAnotherAddress(string redirect)
    {
        var application = await _admin.RegisterAsync(more: ""","web":{"redirectUris":["https://app.example/auth"]}""");
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        await _admin.AddPasswordAsync(application.Path);

        foreach (var segment in new[] { _tenant.Id.ToString(), "common" })
        {
            var refused = (await SignInAsync(application, redirect, segment)).Is(HttpStatusCode.BadRequest);
            Assert.Contains("AADSTS50011", refused.Text, StringComparison.Ordinal);
            Assert.Null(refused.Headers.Location);
        }
    }

    private async Task<string> CodeAsync(NewApplication application, string redirect, string segment)
    {
        var answer = (await SignInAsync(application, redirect, segment)).Is(HttpStatusCode.SeeOther);
        Assert.StartsWith(redirect, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(answer.Headers.Location.Query)["code"].ToString();
    }

    private Task<Answer> SignInAsync(NewApplication application, string redirect, string segment) => _server.Client().AnswerAsync(
        HttpMethod.Post,
        QueryHelpers.AddQueryString($"/{segment}/oauth2/v2.0/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = application.AppId,
            ["response_type"] = "code",
            ["redirect_uri"] = redirect,
            ["scope"] = "User.Read",
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        }),
        TokenRequests.Encoded([("username", _tenant.Name("kim")), ("password", SampleTenant.Password)]),
        "application/x-www-form-urlencoded");
}
