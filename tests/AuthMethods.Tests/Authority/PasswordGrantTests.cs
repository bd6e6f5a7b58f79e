using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AuthMethods.Access;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tests.Authority;

public sealed class PasswordGrantTests : TenantTests
{
    [Fact]
    public async Task Answer_HasWhatClientLibrariesNeed()
    {
        var answer = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);

        Assert.Equal("Bearer", answer.Field("token_type"));
        Assert.Contains("https://graph.microsoft.com/UserAuthenticationMethod.ReadWrite.All", answer.Field("scope").Split(' '));
        Assert.NotEmpty(answer.Field("refresh_token"));
        var info = JsonNode.Parse(Base64UrlEncoder.Decode(answer.Field("client_info")))!;
        Assert.Equal((SampleTenant.UserId(22).ToString(), _tenant.Id.ToString()), ((string?)info["uid"], (string?)info["utid"]));
    }

    [Fact]
    public async Task AccessToken_HasTheClaimsOfAUserAndOpensGraph()
    {
        var answer = await _tenant.TokenAsync(_tenant.OfUser("auth.admin"));
        var claims = answer.Claims();

        Assert.Equal("user", (string?)claims["idtyp"]);
        Assert.Equal((SampleTenant.UserId(3).ToString(), _tenant.Id.ToString()), ((string?)claims["oid"], (string?)claims["tid"]));
        Assert.Equal((_tenant.Name("auth.admin"), _tenant.Name("auth.admin")), ((string?)claims["upn"], (string?)claims["preferred_username"]));
        Assert.Equal((SampleTenant.AdminTools.ToString(), SampleTenant.AdminTools.ToString()), ((string?)claims["appid"], (string?)claims["azp"]));
        Assert.Equal("c4e39bd9-1100-46d3-8c65-fb160da0071f", (string?)claims["wids"]!.AsArray().Single());
        Assert.Equal(["pwd"], claims["amr"]!.AsArray().Select(m => (string?)m));
        Assert.Contains("User.Read", ((string)claims["scp"]!).Split(' '));
        Assert.Null(claims["roles"]);
        (await _tenant.WithToken(answer.Field("access_token")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task IdToken_HasTheClaimsOfTheAccount()
    {
        var claims = (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Claims("id_token");

        Assert.Equal(SampleTenant.AdminTools.ToString(), (string?)claims["aud"]);
        Assert.Equal($"http://localhost/{_tenant.Id}/v2.0", (string?)claims["iss"]);
        Assert.Equal(
            (SampleTenant.UserId(22).ToString(), _tenant.Id.ToString(), "2.0"), ((string?)claims["oid"], (string?)claims["tid"], (string?)claims["ver"]));
        Assert.Equal((_tenant.Name("kim"), "Kim Akers"), ((string?)claims["preferred_username"], (string?)claims["name"]));
        foreach (var also in new[] { "sub", "iat", "nbf", "exp" }) Assert.NotNull(claims[also]);
    }

    [Theory]
    [InlineData("User.Read", "User.Read")]
    [InlineData("https://graph.microsoft.com/User.Read", "User.Read")]
    [InlineData("user.read", "User.Read")]
    [InlineData("https://graph.microsoft.com/User.Read User.Read UserAuthenticationMethod.Read", "User.Read UserAuthenticationMethod.Read")]
    [InlineData("00000003-0000-0000-c000-000000000000/User.Read", "User.Read")]
    public async Task NamedScopes_AreWhatTheTokenHas(string asked, string granted)
    {
        var answer = (await _tenant.TokenAsync(_tenant.OfUser("kim", ("scope", asked)))).Is(HttpStatusCode.OK);

        Assert.Equal(granted, (string?)answer.Claims()["scp"]);
        Assert.Equal(granted.Split(' ').Select(s => $"https://graph.microsoft.com/{s}"), answer.Field("scope").Split(' '));
        Assert.Null(answer.Json["id_token"]);
        Assert.Null(answer.Json["refresh_token"]);
    }

    [Theory]
    [InlineData("Frobnicate.All", 70011, "invalid_scope", null)]
    [InlineData("https://vault.azure.net/.default", 70011, "invalid_scope", null)]
    [InlineData("", 70011, "invalid_scope", null)]
    [InlineData(".default User.Read", 70011, "invalid_scope", null)]
    [InlineData("https://graph.microsoft.com/User.Read https://graph.microsoft.com/.default offline_access", 70011, "invalid_scope", null)]
    public async Task OtherScopes_AreRefused(string scope, int code, string error, string? subError) =>
        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("scope", scope)))).IsRefused(HttpStatusCode.BadRequest, error, code, subError);

    [Theory]
    [InlineData("https://graph.microsoft.com/.default")]
    [InlineData("00000003-0000-0000-c000-000000000000/.default")]
    [InlineData(".default")]
    public async Task Default_IsNamedInTheAnswer(string scope)
    {
        var answer = (await _tenant.TokenAsync(_tenant.OfUser("kim", ("scope", $"{scope} openid")))).Is(HttpStatusCode.OK);

        Assert.Equal(["openid", scope], answer.Field("scope").Split(' ')[^2..]);
    }

    [Fact]
    public async Task APermissionWithoutConsent_IsRefused()
    {
        await _tenant.Server.ChangeAsync(_tenant.Id, db =>
            db.PermissionGrants.Where(g => g.ClientId == SampleTenant.AdminTools).ExecuteUpdateAsync(g => g.SetProperty(x => x.Scope, "User.Read")));

        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("scope", "User.Read")))).Is(HttpStatusCode.OK);
        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("scope", "User.ReadWrite"))))
            .IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 65001, "consent_required");
    }

    [Theory]
    [InlineData("Mail.Read", 65001, "invalid_grant")]
    [InlineData("mail.read", 65001, "invalid_grant")]
    [InlineData("Group.Create", 70011, "invalid_scope")]
    public async Task APublishedPermissionThatNoOperationHereUses_IsKnownAndNeedsConsent(string scope, int code, string error) =>
        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("scope", scope))))
            .IsRefused(HttpStatusCode.BadRequest, error, code, code == 65001 ? "consent_required" : null);

    [Fact]
    public async Task EveryPublishedPermission_CanBeGrantedAndRequested()
    {
        var all = PublishedPermissions.All.Where(p => p.IsDelegated).Select(p => p.Name).Except(RequestedScopes.OpenId).Order().ToArray();
        await _tenant.Server.ChangeAsync(_tenant.Id, db => db.PermissionGrants.Where(g => g.ClientId == SampleTenant.AdminTools)
            .ExecuteUpdateAsync(g => g.SetProperty(x => x.Scope, string.Join(' ', all))));

        var answer = (await _tenant.TokenAsync(_tenant.OfUser("kim", ("scope", string.Join(' ', all))))).Is(HttpStatusCode.OK);

        Assert.Equal(all, ((string)answer.Claims()["scp"]!).Split(' '));
    }

    [Theory]
    [InlineData("password", "Wrong-Password-1", "invalid_grant", 50126)]
    [InlineData("password", "", "invalid_request", 900144)]
    [InlineData("username", "", "invalid_request", 900144)]
    [InlineData("client_id", "00000000-0000-4000-8000-00000000dead", "unauthorized_client", 700016)]
    [InlineData("username", "kim\0@contoso.com", "invalid_request", 9002313)]
    [InlineData("password", "Contoso\0", "invalid_request", 9002313)]
    public async Task AWrongField_IsRefused(string field, string value, string error, int code) =>
        (await _tenant.TokenAsync(_tenant.OfUser("kim", (field, value)))).IsRefused(HttpStatusCode.BadRequest, error, code);

    [Fact]
    public async Task AnUnknownUser_IsRefusedLikeAWrongPassword() =>
        (await _tenant.TokenAsync(_tenant.OfUser("nobody"))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50126);

    [Fact]
    public async Task ADisabledUser_IsToldSoOnlyWithTheRightPassword()
    {
        (await _tenant.TokenAsync(_tenant.OfUser("disabled"))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50057);
        (await _tenant.TokenAsync(_tenant.OfUser("disabled", ("password", "Wrong-Password-1")))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50126);
    }

    [Fact]
    public async Task APasswordThatWasReset_OpensNothingUntilItIsChanged()
    {
        var admin = await _tenant.AsAsync("global.admin");
        (await admin.PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("kim")}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword",
            """{"newPassword":"Neu-Kennwort-7"}"""))
            .Is(HttpStatusCode.Accepted);

        (await _tenant.TokenAsync(_tenant.OfUser("kim"))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50126);
        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", "Neu-Kennwort-7")))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50055);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task WithAnAlias_TheTenantFollowsFromTheUser(string alias)
    {
        var answer = (await _tenant.TokenAtAsync(alias, _tenant.OfUser("kim"))).Is(HttpStatusCode.OK);

        Assert.Equal(_tenant.Id.ToString(), (string?)answer.Claims()["tid"]);
        Assert.Equal($"http://localhost/{_tenant.Id}/v2.0", (string?)answer.Claims()["iss"]);
    }

    [Fact]
    public async Task AUserOfAnotherTenant_IsUnknown()
    {
        var other = await SharedServer.TenantAsync();

        (await _tenant.TokenAsync(other.OfUser("kim"))).IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50126);
    }

    [Theory]
    [InlineData("""{"access_token":{"xms_cc":{"values":["CP1"]}}}""")]
    [InlineData("""{"id_token":{"login_hint":{"essential":true}}}""")]
    [InlineData("""{"access_token":null}""")]
    [InlineData("""{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}""")]
    [InlineData("{}")]
    public async Task TheClaimsParameter_IsTolerated(string claims)
    {
        var answer = (await _tenant.TokenAsync(_tenant.OfUser("kim", ("claims", claims)))).Is(HttpStatusCode.OK);

        Assert.Equal(claims.Contains("CP1", StringComparison.Ordinal), answer.Claims()["xms_cc"] is not null);
    }

    [Fact]
    public async Task AChallengeForMfa_IsRefusedAsInteraction() =>
        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("claims", """{"access_token":{"amr":{"values":["mfa"]}}}"""))))
            .IsRefused(HttpStatusCode.BadRequest, "invalid_grant", 50076, "basic_action");

    [Fact]
    public async Task AConfidentialClient_MustProveWhoItIs() =>
        (await _tenant.TokenAsync(_tenant.OfUser("kim", ("client_id", SampleTenant.Provisioning.ToString()))))
            .IsRefused(HttpStatusCode.Unauthorized, "invalid_client", 7000218);

    [Fact]
    public async Task AnAnswerIsNeverTheSameToken()
    {
        var (first, second) = (await _tenant.TokenAsync(_tenant.OfUser("kim")), await _tenant.TokenAsync(_tenant.OfUser("kim")));

        Assert.NotEqual(first.Field("access_token"), second.Field("access_token"));
        Assert.Equal(first.Field("client_info"), second.Field("client_info"));
    }
}
