using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

/// <summary>The identities of a user in addition to the principal name.</summary>
public sealed class UserIdentitiesTests() : AdminTests("global.admin")
{
    private const string Email = """{"signInType":"emailAddress","issuer":"contoso.com","issuerAssignedId":"Robin@Fabrikam.com"}""";
    private const string Federated = """{"signInType":"federated","issuer":"facebook.com","issuerAssignedId":"5eecb0cd"}""";

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Fact]
    public async Task Create_WithIdentities_ShowsThemBesideTheOneOfTheName()
    {
        var body = NewUser.Body(_tenant, "robin");
        body["identities"] = JsonNode.Parse($"[{Email},{Federated}]");

        var id = (string)(await _admin.PostAnswerAsync("/v1.0/users", body.ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!;

        Assert.Equal(
            $$"""[{{Email}},{{Federated}},{"signInType":"userPrincipalName","issuer":"{{_tenant.Domain}}","issuerAssignedId":"{{_tenant.Name("robin")}}"}]""",
            await IdentitiesAsync($"/v1.0/users/{id}"));
    }

    [Fact]
    public async Task Update_OfIdentities_ReplacesThemAndKeepsTheOneOfTheName()
    {
        var name = $$"""{"signInType":"userPrincipalName","issuer":"{{_tenant.Domain}}","issuerAssignedId":"{{_tenant.Name("kim")}}"}""";
        (await SetAsync($"[{Email},{Federated}]")).Is(HttpStatusCode.NoContent);

        (await SetAsync($"[{Federated},{name}]")).Is(HttpStatusCode.NoContent);

        Assert.Equal($"[{Federated},{name}]", await IdentitiesAsync(Kim));
        Assert.Equal(0, await FoundAsync("contoso.com", "robin@fabrikam.com"));
    }

    [Fact]
    public async Task List_FiltersByAnyIdentity()
    {
        (await SetAsync($"[{Email}]")).Is(HttpStatusCode.NoContent);

        Assert.Equal(1, await FoundAsync("Contoso.com", "robin@fabrikam.com"));
        Assert.Equal(0, await FoundAsync("facebook.com", "robin@fabrikam.com"));
        Assert.Equal(1, await FoundAsync(_tenant.Domain, _tenant.Name("kim")));
    }

    [Fact]
    public async Task Update_ToAnIdentityThatAnotherUserHas_Answers400AndKeepsTheOldOnes()
    {
        (await SetAsync($"[{Email}]")).Is(HttpStatusCode.NoContent);
        var adele = $"/v1.0/users/{_tenant.Name("adele")}";

        var refused = await _admin.PatchAnswerAsync(
            adele, $$"""{"city":"Bonn","identities":[{{Email.ToLowerInvariant().Replace("signintype", "signInType", StringComparison.Ordinal)}}]}""");

        Assert.Equal("ObjectConflict", (string?)refused.Is(HttpStatusCode.BadRequest, "Request_BadRequest").Json["error"]!["details"]![0]!["code"]);
        Assert.Null((await _admin.GetAnswerAsync($"{adele}?$select=city")).Json["city"]);
        Assert.DoesNotContain("fabrikam", await IdentitiesAsync(adele), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"signInType":"emailAddress","issuer":"contoso.com"}""", "nothing assigned")]
    [InlineData("""{"signInType":"emailAddress","issuer":"contoso.com","issuerAssignedId":"robin"}""", "no address")]
    [InlineData("""{"signInType":"magic","issuer":"contoso.com","issuerAssignedId":"robin"}""", "no such type")]
    [InlineData("""{"signInType":"userPrincipalName","issuer":"contoso.com","issuerAssignedId":"robin@contoso.com"}""", "another principal name")]
    [InlineData("""{"signInType":"userName","issuer":null,"issuerAssignedId":"robin"}""", "no issuer")]
    [InlineData(
        """{"signInType":"userName","issuer":"x","issuerAssignedId":"robin"},{"signInType":"userName","issuer":"x","issuerAssignedId":"robin"}""",
        "twice the same")]
    public async Task Update_ToAnInvalidIdentity_Answers400(string identity, string because)
    {
        var refused = await SetAsync($"[{identity}]");

        Assert.True(refused.Status == HttpStatusCode.BadRequest, because);
        Assert.Equal("Invalid value specified for property 'identities' of resource 'User'.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("User.ManageIdentities.All", HttpStatusCode.NoContent)]
    [InlineData("User.ReadWrite.All", HttpStatusCode.NoContent)]
    [InlineData("User-Mail.ReadWrite.All", HttpStatusCode.Forbidden)]
    public async Task Update_OfIdentities_AsksForTheirPermission(string permission, HttpStatusCode expected) =>
        (await (await _tenant.AsAppAsync(permission)).PatchAnswerAsync(Kim, $$"""{"identities":[{{Email}}]}""")).Is(expected);

    private Task<Answer> SetAsync(string identities) => _admin.PatchAnswerAsync(Kim, $$"""{"identities":{{identities}}}""");

    private async Task<string> IdentitiesAsync(string user) =>
        (await _admin.GetAnswerAsync($"{user}?$select=identities")).Is(HttpStatusCode.OK).Json["identities"]!.ToJsonString();

    private async Task<int> FoundAsync(string issuer, string id) =>
        (await _admin.GetAnswerAsync($"/v1.0/users?$filter=identities/any(c:c/issuerAssignedId eq '{id}' and c/issuer eq '{issuer}')"))
            .Is(HttpStatusCode.OK).Value.Count;
}
