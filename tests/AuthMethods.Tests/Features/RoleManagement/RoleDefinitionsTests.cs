using System.Net;
using AuthMethods.Access;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.RoleManagement;

public sealed class RoleDefinitionsTests() : AdminTests("global.admin")
{
    private const string Definitions = "/v1.0/roleManagement/directory/roleDefinitions";
    private const string KeyCutter =
        """{"displayName":"Key cutter","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/users/basic/update"]}]}""";

    [Fact]
    public async Task List_HasTheBuiltInRolesAndIsFiltered()
    {
        Assert.Equal(DirectoryRole.All.Count, (await _admin.GetAnswerAsync(Definitions)).Is(HttpStatusCode.OK).Value.Count);

        Assert.Equal(
            [TheDirectory.HelpdeskAdministrator], (await _admin.GetAnswerAsync($"{Definitions}?$filter=displayName eq 'Helpdesk Administrator'")).Ids());
        Assert.Equal(
            [TheDirectory.HelpdeskAdministrator],
            (await _admin.GetAnswerAsync($"{Definitions}?$filter=templateId eq '{TheDirectory.HelpdeskAdministrator}'")).Ids());
        Assert.Equal(2, (await _admin.GetAnswerAsync(
            $"{Definitions}?$filter=id in ('{TheDirectory.HelpdeskAdministrator}','{TheDirectory.SecurityReader}')")).Value.Count);
        Assert.Empty((await _admin.GetAnswerAsync($"{Definitions}?$filter=isBuiltIn eq false")).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task Get_OfABuiltInRole_HasItsTemplateAsId()
    {
        var v1 = (await _admin.GetAnswerAsync($"{Definitions}/{TheDirectory.HelpdeskAdministrator}")).Is(HttpStatusCode.OK).Json;
        var beta = (await _admin.GetAnswerAsync($"/beta/roleManagement/directory/roleDefinitions/{TheDirectory.HelpdeskAdministrator}"))
            .Is(HttpStatusCode.OK).Json;

        Assert.Equal(
            (TheDirectory.HelpdeskAdministrator, "Helpdesk Administrator", true, true),
            ((string?)v1["templateId"], (string?)v1["displayName"], (bool)v1["isBuiltIn"]!, (bool)v1["isEnabled"]!));
        Assert.Null(v1["isPrivileged"]);
        Assert.True((bool)beta["isPrivileged"]!);
        (await _admin.GetAnswerAsync($"{Definitions}/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task RoleManagementReadAll_OfAnApplication_OpensDefinitionsAndNotAssignments()
    {
        var app = await _tenant.AsAppAsync("RoleManagement.Read.All");

        (await app.GetAnswerAsync(Definitions)).Is(HttpStatusCode.OK);
        (await app.GetAnswerAsync("/v1.0/roleManagement/directory/roleAssignments")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAsync("global.admin", "RoleManagement.Read.All")).GetAnswerAsync("/v1.0/roleManagement/directory/roleAssignments"))
            .Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CustomRole_IsCreatedReadChangedAndDeleted()
    {
        var created = (await _admin.PostAnswerAsync(Definitions, KeyCutter)).Is(HttpStatusCode.Created);
        var role = created.Headers.Location!.PathAndQuery;

        Assert.Equal(
            "microsoft.directory/users/basic/update",
            (string?)(await _admin.GetAnswerAsync(role)).Json["rolePermissions"]![0]!["allowedResourceActions"]![0]);
        (await _admin.PatchAnswerAsync(role, """{"displayName":"Locksmith","description":"Opens doors"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal([(string)created.Json["id"]!], (await _admin.GetAnswerAsync($"{Definitions}?$filter=displayName eq 'Locksmith'")).Ids());
        (await _admin.DeleteAnswerAsync(role)).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync(role)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ExcludedResourceActions_AreShownIfTheyWereSent()
    {
        var without = (await _admin.PostAnswerAsync(Definitions, KeyCutter)).Is(HttpStatusCode.Created).Json["rolePermissions"]![0]!.AsObject();
        Assert.False(without.ContainsKey("excludedResourceActions"));

        var role = (await _admin.PostAnswerAsync(Definitions, """
            {"displayName":"Locksmith","isEnabled":true,"rolePermissions":[
              {"allowedResourceActions":["microsoft.directory/users/basic/update"],"excludedResourceActions":["microsoft.directory/users/delete"]}]}
            """)).Is(HttpStatusCode.Created).Headers.Location!.PathAndQuery;

        Assert.Equal(
            "microsoft.directory/users/delete",
            (string?)(await _admin.GetAnswerAsync(role)).Json["rolePermissions"]![0]!["excludedResourceActions"]![0]);
    }

    [Fact]
    public async Task CustomRole_PutsItsHolderAboveLimitedAdministratorsWhileItIsEnabled()
    {
        var id = (string)(await _admin.PostAnswerAsync(Definitions, KeyCutter)).Is(HttpStatusCode.Created).Json["id"]!;
        var authAdmin = await _tenant.AsAsync("auth.admin");
        (await _admin.AssignAsync(id, TheDirectory.Kim)).Is(HttpStatusCode.Created);

        (await AskAsync(authAdmin)).Is(HttpStatusCode.Forbidden);
        (await _admin.DeleteAnswerAsync($"{Definitions}/{id}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.PatchAnswerAsync($"{Definitions}/{id}", """{"isEnabled":false}""")).Is(HttpStatusCode.NoContent);
        (await AskAsync(authAdmin)).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync($"{Definitions}/{id}", """{"isEnabled":true}""")).Is(HttpStatusCode.NoContent);
        (await AskAsync(authAdmin)).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task BuiltInRoles_CannotBeChanged()
    {
        (await _admin.PatchAnswerAsync($"{Definitions}/{TheDirectory.HelpdeskAdministrator}", """{"displayName":"x"}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.DeleteAnswerAsync($"{Definitions}/{TheDirectory.HelpdeskAdministrator}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Theory]
    [InlineData("""{"isEnabled":true,"rolePermissions":[]}""")]
    [InlineData("""{"displayName":"x","rolePermissions":[]}""")]
    [InlineData("""{"displayName":"x","isEnabled":true}""")]
    [InlineData("""{"displayName":"x","isEnabled":true,"rolePermissions":{}}""")]
    [InlineData("""{"displayName":"x","isEnabled":true,"rolePermissions":[7]}""")]
    [InlineData("""{"displayName":"x","isEnabled":true,"rolePermissions":[{"allowedResourceActions":[7]}]}""")]
    [InlineData("""{"displayName":"x","isEnabled":true,"rolePermissions":[],"templateId":"x"}""")]
    [InlineData("""{"displayName":"x","isEnabled":true,"rolePermissions":[],"templateId":"729827e3-9c14-49f7-bb1b-9608f156bbb8"}""")]
    public async Task Create_WithAnInvalidBody_Answers400(string body) =>
        (await _admin.PostAnswerAsync(Definitions, body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

    private static Task<Answer> AskAsync(HttpClient client) => client.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/authentication/methods");
}
