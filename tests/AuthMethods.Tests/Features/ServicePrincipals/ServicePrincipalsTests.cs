using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.ServicePrincipals;

public sealed class ServicePrincipalsTests() : AdminTests("global.admin")
{
    [Fact]
    public async Task Graph_IsThereWithItsPublishedPermissions()
    {
        var graph = (await _admin.GetAnswerAsync(Registered.GraphPrincipal)).Is(HttpStatusCode.OK).Json;

        Assert.Equal(("Microsoft Graph", "Application"), ((string?)graph["displayName"], (string?)graph["servicePrincipalType"]));
        Assert.Equal("f8cdef31-a31e-4b4a-93e4-5f571e91255a", (string?)graph["appOwnerOrganizationId"]);
        Assert.Contains("https://graph.microsoft.com", graph["servicePrincipalNames"]!.AsArray().Select(n => (string?)n));
        var role = graph["appRoles"]!.AsArray().Single(r => (string?)r!["value"] == "User.Read.All")!;
        Assert.Equal((Registered.UserReadAll, true), ((string?)role["id"], (bool?)role["isEnabled"]));
        Assert.Equal("Application", (string?)role["allowedMemberTypes"]!.AsArray().Single());
        var scope = graph["oauth2PermissionScopes"]!.AsArray().Single(s => (string?)s!["value"] == "User.Read")!;
        Assert.Equal("e1fe6dd8-ba31-4d61-89e7-88639da4683d", (string?)scope["id"]);
        Assert.True(graph["appRoles"]!.AsArray().Count > 500);
    }

    [Fact]
    public async Task Graph_CannotBeChangedOrDeleted()
    {
        var path = Registered.GraphPrincipal;

        (await _admin.PatchAnswerAsync(path, """{"accountEnabled":false}""")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await _admin.PostAnswerAsync($"{path}/addPassword")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await _admin.DeleteAnswerAsync(path)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    [Theory]
    [InlineData("$filter=appId eq '00000003-0000-0000-c000-000000000000'", "Microsoft Graph")]
    [InlineData("$filter=displayName eq 'Microsoft Azure CLI'", "Microsoft Azure CLI")]
    [InlineData("$filter=startswith(displayName,'prov')", "Provisioning")]
    [InlineData("$filter=accountEnabled eq false")]
    [InlineData("$filter=appOwnerOrganizationId eq f8cdef31-a31e-4b4a-93e4-5f571e91255a and startswith(displayName,'cli')", "CLI for Microsoft 365")]
    [InlineData("$filter=tags/any(t:t eq 'WindowsAzureActiveDirectoryIntegratedApp')")]
    public async Task List_IsFiltered(string query, params string[] names) => Assert.Equal(
        names, (await _admin.GetAnswerAsync($"/v1.0/servicePrincipals?{query}")).Is(HttpStatusCode.OK).Value.Select(s => (string?)s!["displayName"]));

    [Fact]
    public async Task Create_TakesTheApplicationsProperties()
    {
        var application = (await _admin.PostAnswerAsync("/v1.0/applications", """
            {"displayName":"Shop","identifierUris":["api://shop"],"web":{"homePageUrl":"https://shop.example","redirectUris":["https://shop.example/auth"]},
            "appRoles":[{"id":"10000000-0000-4000-8000-000000000001","allowedMemberTypes":["User"],"displayName":"Buyer","isEnabled":true,"value":"Buy"}]}
            """)).Is(HttpStatusCode.Created).Json;

        var created = (await _admin.PostAnswerAsync(
            "/v1.0/servicePrincipals", $$"""{"appId":"{{application["appId"]}}","tags":["WindowsAzureActiveDirectoryIntegratedApp"]}"""))
            .Is(HttpStatusCode.Created);
        var json = created.Json;
        Assert.EndsWith($"/v1.0/servicePrincipals/{json["id"]}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(("Shop", "Shop", "https://shop.example"), ((string?)json["displayName"], (string?)json["appDisplayName"], (string?)json["homepage"]));
        Assert.Equal([(string)application["appId"]!, "api://shop"], json["servicePrincipalNames"]!.AsArray().Select(n => (string?)n));
        Assert.Equal(("Buy", "https://shop.example/auth"), ((string?)json["appRoles"]![0]!["value"], (string?)json["replyUrls"]![0]));
        Assert.NotEqual((string)application["id"]!, (string)json["id"]!);
        (await _admin.PostAnswerAsync("/v1.0/servicePrincipals", $$"""{"appId":"{{application["appId"]}}"}"""))
            .Is(HttpStatusCode.Conflict, "Request_MultipleObjectsWithSameKeyValue");
    }

    [Theory]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"displayName":"x"}""", "Request_BadRequest")]
    [InlineData("""{"appId":7}""", "BadRequest")]
    [InlineData("""{"appId":"x"}""", "Request_BadRequest")]
    [InlineData("""{"appId":"00000000-0000-4000-8000-00000000dead"}""", "Request_BadRequest")]
    public async Task Create_WithoutAnApplication_Answers400(string body, string code) =>
        (await _admin.PostAnswerAsync("/v1.0/servicePrincipals", body)).Is(HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("""{"accountEnabled":"perhaps"}""", "BadRequest")]
    [InlineData("""{"tags":[""]}""", "Request_BadRequest")]
    [InlineData("""{"colour":"red"}""", "BadRequest")]
    [InlineData("""{"displayName":null}""", "Request_BadRequest")]
    public async Task Update_WithAnInvalidValue_Answers400(string body, string code) =>
        (await _admin.PatchAnswerAsync($"/v1.0/servicePrincipals/{SampleTenant.Provisioning}", body)).Is(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Update_ChangesWhatIsSent()
    {
        var path = $"/v1.0/servicePrincipals/{SampleTenant.Provisioning}";

        (await _admin.PatchAnswerAsync(path, """{"accountEnabled":false,"tags":["HideApp"],"notes":"n"}""")).Is(HttpStatusCode.NoContent);
        var read = (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal((false, "HideApp", "n"), ((bool?)read["accountEnabled"], (string?)read["tags"]![0], (string?)read["notes"]));
        Assert.Single((await _admin.GetAnswerAsync("/v1.0/servicePrincipals?$filter=accountEnabled eq false")).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task Delete_LeavesTheApplication()
    {
        var application = await _admin.RegisterAsync();
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/members", application.PrincipalId)).Is(HttpStatusCode.NoContent);

        (await _admin.DeleteAnswerAsync(application.PrincipalPath)).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync(application.Path)).Is(HttpStatusCode.OK);
        Assert.DoesNotContain(application.PrincipalId, (await _admin.GetAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}/members")).Ids());
        Assert.NotEqual(application.PrincipalId, (string?)(await _admin.PostAnswerAsync(
            "/v1.0/servicePrincipals", $$"""{"appId":"{{application.AppId}}"}""")).Is(HttpStatusCode.Created).Json["id"]);
    }

    [Fact]
    public async Task TwoCreators_MakeOneServicePrincipal()
    {
        var application = (await _admin.PostAnswerAsync("/v1.0/applications", """{"displayName":"Joiners"}""")).Is(HttpStatusCode.Created).Json;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _admin.PostAnswerAsync(
            "/v1.0/servicePrincipals", $$"""{"appId":"{{application["appId"]}}"}""")));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, a.Text));
    }

    [Fact]
    public async Task GetByIds_FindsApplicationsAndServicePrincipals()
    {
        var application = await _admin.RegisterAsync();

        var found = (await _admin.PostAnswerAsync(
            "/v1.0/directoryObjects/getByIds", $$"""{"ids":["{{application.Id}}","{{application.PrincipalId}}"]}""")).Is(HttpStatusCode.OK);
        Assert.Equal(["#microsoft.graph.application", "#microsoft.graph.servicePrincipal"], found.Value.Select(o => (string?)o!["@odata.type"]));
    }
}
