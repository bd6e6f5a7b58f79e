using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.ServicePrincipals;

public sealed class PermissionGrantsTests() : AdminTests("global.admin")
{
    private const string Grants = "/v1.0/oauth2PermissionGrants";

    [Fact]
    public async Task Grant_IsCreatedReadUpdatedAndDeleted()
    {
        var application = await _admin.RegisterAsync();

        var created = (await _admin.GrantAsync(application.PrincipalId, "User.Read User.Read.All")).Is(HttpStatusCode.Created);
        var id = (string)created.Json["id"]!;
        Assert.Equal($"{Grants}/{id}", created.Headers.Location!.AbsolutePath);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse($$"""
                    {"@odata.context":"http://localhost/v1.0/$metadata#oauth2PermissionGrants/$entity","id":"{{id}}","clientId":"{{application.PrincipalId}}",
                    "consentType":"AllPrincipals","principalId":null,"resourceId":"{{await _admin.GraphIdAsync()}}","scope":"User.Read User.Read.All"}
                    """),
                created.Json),
            created.Text);
        (await _admin.GrantAsync(application.PrincipalId, "User.Read")).Is(HttpStatusCode.Conflict, "Request_MultipleObjectsWithSameKeyValue");
        Assert.Equal([id], (await _admin.GetAnswerAsync($"{application.PrincipalPath}/oauth2PermissionGrants")).Ids());
        (await _admin.PatchAnswerAsync($"{Grants}/{id}", """{"scope":"User.Read"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("User.Read", (string?)(await _admin.GetAnswerAsync($"{Grants}/{id}")).Is(HttpStatusCode.OK).Json["scope"]);
        (await _admin.DeleteAnswerAsync($"{Grants}/{id}")).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync($"{Grants}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.PatchAnswerAsync($"{Grants}/{id}", """{"scope":"User.Read"}""")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"{Grants}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task List_IsFiltered()
    {
        var application = await _admin.RegisterAsync();
        await _admin.GrantAsync(application.PrincipalId, "User.Read");
        await _admin.GrantAsync(application.PrincipalId, "User.Read.All", TheDirectory.Kim);

        Assert.Equal(6, (await _admin.GetAnswerAsync(Grants)).Ids().Count());
        Assert.Equal(2, (await _admin.GetAnswerAsync($"{Grants}?$filter=clientId eq '{application.PrincipalId}'")).Ids().Count());
        Assert.Single((await _admin.GetAnswerAsync($"{Grants}?$filter=clientId eq '{application.PrincipalId}' and consentType eq 'Principal'")).Ids());
        Assert.Single((await _admin.GetAnswerAsync($"{Grants}?$filter=principalId eq '{TheDirectory.Kim}'")).Ids());
        Assert.Single((await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/oauth2PermissionGrants")).Ids());
        Assert.Single((await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me/oauth2PermissionGrants")).Ids());
        Assert.Equal(3, (await _admin.GetAnswerAsync($"{Grants}?$top=3")).Ids().Count());
    }

    [Theory]
    [InlineData("{}", "BadRequest", HttpStatusCode.BadRequest)]
    [InlineData("""{"clientId":"{client}","resourceId":"{graph}","scope":"User.Read"}""", "Request_BadRequest", HttpStatusCode.BadRequest)]
    [InlineData("""{"clientId":"{client}","consentType":"Everyone","resourceId":"{graph}"}""", "Request_BadRequest", HttpStatusCode.BadRequest)]
    [InlineData("""{"clientId":"{client}","consentType":"Principal","resourceId":"{graph}"}""", "Request_BadRequest", HttpStatusCode.BadRequest)]
    [InlineData("""{"clientId":"{client}","consentType":"Principal","principalId":"{graph}","resourceId":"{graph}"}""", "Request_ResourceNotFound", HttpStatusCode.NotFound)]
    [InlineData("""{"clientId":"{client}","consentType":"AllPrincipals","principalId":"00000000-0000-4000-8000-000000000022","resourceId":"{graph}"}""",
        "Request_BadRequest", HttpStatusCode.BadRequest)]
    [InlineData("""{"clientId":"x","consentType":"AllPrincipals","resourceId":"{graph}"}""", "Request_ResourceNotFound", HttpStatusCode.NotFound)]
    [InlineData("""{"clientId":"{client}","consentType":"AllPrincipals","resourceId":"00000000-0000-4000-8000-00000000dead"}""",
        "Request_ResourceNotFound", HttpStatusCode.NotFound)]
    [InlineData("""{"clientId":"{client}","consentType":"AllPrincipals","resourceId":"{graph}","scope":["User.Read"]}""", "BadRequest", HttpStatusCode.BadRequest)]
    public async Task Create_WithAnInvalidValue_IsRefused(string body, string code, HttpStatusCode status)
    {
        var sent = body.Replace("{client}", SampleTenant.Provisioning.ToString(), StringComparison.Ordinal)
            .Replace("{graph}", await _admin.GraphIdAsync(), StringComparison.Ordinal);

        (await _admin.PostAnswerAsync(Grants, sent)).Is(status, code);
    }

    [Fact]
    public async Task Grants_AreReadByMembersAndWrittenByApplicationAdministrators()
    {
        var application = await _admin.RegisterAsync();
        var balas = await _tenant.AsAsync("balas");
        (await balas.GetAnswerAsync(Grants)).Is(HttpStatusCode.OK);
        (await balas.GrantAsync(application.PrincipalId, "User.Read")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAsync("guest_fabrikam.com#EXT#")).GetAnswerAsync(Grants)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        (await _admin.AssignAsync("158c047a-c907-4556-b7ef-446551a6b5f7", TheDirectory.Balas)).Is(HttpStatusCode.Created);
        (await balas.GrantAsync(application.PrincipalId, "User.Read")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task TwoWriters_CreateOneGrant()
    {
        var application = await _admin.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _admin.GrantAsync(application.PrincipalId, "User.Read")));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, a.Text));
    }
}
