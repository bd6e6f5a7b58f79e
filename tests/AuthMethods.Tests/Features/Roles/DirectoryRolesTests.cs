using System.Net;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Roles;

public sealed class DirectoryRolesTests() : AdminTests("global.admin")
{
    private const string Helpdesk = $"directoryRoles(roleTemplateId='{TheDirectory.HelpdeskAdministrator}')";
    private const string GlobalAdministrators = $"directoryRoles(roleTemplateId='{TheDirectory.GlobalAdministrator}')";
    private const string Yammer = "810a2642-a034-447f-a5e8-41beaa378541";

    [Fact]
    public async Task List_HasTheRolesThatAreHeld()
    {
        var list = (await _admin.GetAnswerAsync("/v1.0/directoryRoles")).Is(HttpStatusCode.OK);

        Assert.Equal(14, list.Value.Count);
        Assert.Contains("Helpdesk Administrator", list.Value.Select(r => (string?)r!["displayName"]));
        Assert.Equal(
            ["deletedDateTime", "description", "displayName", "id", "roleTemplateId"],
            list.Value[0]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.Single((await _admin.GetAnswerAsync($"/v1.0/directoryRoles?$filter=roleTemplateId eq '{TheDirectory.HelpdeskAdministrator}'")).Value);
        (await _admin.GetAnswerAsync("/v1.0/directoryRoles?$top=1")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Get_FindsARoleByItsIdAndByItsTemplate()
    {
        var byTemplate = (await _admin.GetAnswerAsync($"/v1.0/{Helpdesk}")).Is(HttpStatusCode.OK);
        var id = (string)byTemplate.Json["id"]!;

        Assert.Equal("Helpdesk Administrator", (string?)byTemplate.Json["displayName"]);
        Assert.Equal(byTemplate.Text, (await _admin.GetAnswerAsync($"/v1.0/directoryRoles/{id}")).Text);
        Assert.Equal(byTemplate.Text, (await _admin.GetAnswerAsync($"/v1.0/directoryRoles('{id}')")).Text);
        Assert.Equal(byTemplate.Text, (await _admin.GetAnswerAsync($"/v1.0/DirectoryRoles/roletemplateid={TheDirectory.HelpdeskAdministrator}")).Text);
        Assert.NotEqual(id, (string)(await (await (await SharedServer.TenantAsync()).AsAsync("global.admin")).GetAnswerAsync($"/v1.0/{Helpdesk}")).Json["id"]!);
        (await _admin.GetAnswerAsync($"/v1.0/directoryRoles/{TheDirectory.HelpdeskAdministrator}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync($"/v1.0/directoryRoles(roleTemplateId='{Yammer}')")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task ListMembers_ComesInPagesAndIsFiltered()
    {
        (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);
        foreach (var user in new[] { TheDirectory.Kim, TheDirectory.Adele, TheDirectory.Balas })
        {
            (await _admin.AddAsync($"{Helpdesk}/members", user)).Is(HttpStatusCode.NoContent);
        }

        const string members = $"/v1.0/{Helpdesk}/members";

        var (joined, next) = (new List<string>(), (string?)$"{members}?$top=2&$select=id");
        for (; next is not null; next = (string?)(await _admin.GetAnswerAsync(next)).Json["@odata.nextLink"])
        {
            joined.AddRange((await _admin.GetAnswerAsync(next)).Ids());
        }

        Assert.Equal(5, joined.Count);
        Assert.Equal((await _admin.GetAnswerAsync(members)).Ids(), joined);
        Assert.Equal([TheDirectory.Kim], (await _admin.GetAnswerAsync($"{members}?$filter=id in ('{TheDirectory.Kim}','{TheDirectory.GroupMember}')")).Ids());
        Assert.Equal([TheDirectory.Adele], (await _admin.GetAnswerAsync($"{members}/microsoft.graph.user?$filter=startswith(displayName,'adele')")).Ids());
        Assert.Equal(4, (await _admin.GetAnswerAsync($"{members}/microsoft.graph.user")).Ids().Count());
        Assert.Equal([TheDirectory.HelpdeskTeam], (await AskAsync($"{members}?$count=true&$filter=startswith(displayName,'helpdesk t')")).Ids());
        Assert.Equal([TheDirectory.Kim], (await AskAsync($"{members}?$count=true&$filter=userPrincipalName eq '{_tenant.Name("kim")}'")).Ids());
        (await _admin.GetAnswerAsync($"{members}?$filter=displayName eq 'Kim Akers'")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
        (await _admin.GetAnswerAsync($"{members}?$skip=1")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Activate_ShowsARoleOnce()
    {
        var activated = (await _admin.PostAnswerAsync("/v1.0/directoryRoles", $$"""{"roleTemplateId":"{{Yammer}}"}""")).Is(HttpStatusCode.Created);

        Assert.Equal("Yammer Administrator", (string?)activated.Json["displayName"]);
        (await _admin.GetAnswerAsync(activated.Headers.Location!.PathAndQuery)).Is(HttpStatusCode.OK);
        foreach (var active in new[] { Yammer, TheDirectory.GlobalAdministrator, TheDirectory.HelpdeskAdministrator })
        {
            (await _admin.PostAnswerAsync("/v1.0/directoryRoles", $$"""{"roleTemplateId":"{{active}}"}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        }

        (await _admin.PostAnswerAsync("/v1.0/directoryRoles", $$"""{"roleTemplateId":"{{Guid.NewGuid()}}"}"""))
            .Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.PostAnswerAsync("/v1.0/directoryRoles", """{"displayName":"Yammer"}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Member_HasTheRoleFromTheNextCallOnUntilItIsTaken()
    {
        var kim = await _tenant.AsAsync("kim");
        (await RevokeAsync(kim)).Is(HttpStatusCode.Forbidden);

        (await _admin.AddAsync($"{Helpdesk}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await RevokeAsync(kim)).Is(HttpStatusCode.OK);
        Assert.Contains(TheDirectory.Kim, (await _admin.GetAnswerAsync($"/v1.0/{Helpdesk}/members")).Ids());
        Assert.Contains(TheDirectory.Kim, (await _admin.GetAnswerAsync($"/v1.0/{Helpdesk}/members/microsoft.graph.user?$select=id")).Ids());

        (await _admin.RemoveAsync($"{Helpdesk}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await RevokeAsync(kim)).Is(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(TheDirectory.Kim, (await _admin.GetAnswerAsync($"/v1.0/{Helpdesk}/members")).Ids());
    }

    [Fact]
    public async Task Role_StaysActiveWithoutMembers()
    {
        (await _admin.AssignAsync(Yammer, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        (await _admin.RemoveAsync($"directoryRoles(roleTemplateId='{Yammer}')/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/directoryRoles(roleTemplateId='{Yammer}')/members")).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task AddOfAMemberAndRemoveOfANonMember_AreRefused()
    {
        (await _admin.AddAsync($"{Helpdesk}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);

        (await _admin.AddAsync($"{Helpdesk}/members", TheDirectory.Kim)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.AddAsync($"{Helpdesk}/members", Guid.NewGuid().ToString())).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.RemoveAsync($"{Helpdesk}/members", TheDirectory.Adele)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task TheLastGlobalAdministrator_Stays()
    {
        (await _admin.RemoveAsync($"{GlobalAdministrators}/members", TheDirectory.GlobalAdmin)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.GlobalAdmin}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);

        (await _admin.AddAsync($"{GlobalAdministrators}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.RemoveAsync($"{GlobalAdministrators}/members", TheDirectory.GlobalAdmin)).Is(HttpStatusCode.NoContent);
        (await (await _tenant.AsAsync("kim")).RemoveAsync($"{GlobalAdministrators}/members", TheDirectory.Kim))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task TheLastGlobalAdministrator_StaysAlsoInAGroup()
    {
        var group = await _admin.CreateGroupAsync("Owners of all", isAssignableToRole: true);
        (await _admin.AddAsync($"groups/{group}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"{GlobalAdministrators}/members", group)).Is(HttpStatusCode.NoContent);
        (await _admin.RemoveAsync($"{GlobalAdministrators}/members", TheDirectory.GlobalAdmin)).Is(HttpStatusCode.NoContent);
        var kim = await _tenant.AsAsync("kim");

        (await kim.RemoveAsync($"groups/{group}/members", TheDirectory.Kim)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await kim.DeleteAnswerAsync($"/v1.0/groups/{group}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await kim.RemoveAsync($"{GlobalAdministrators}/members", group)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await kim.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.Kim}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await kim.GetAnswerAsync($"/v1.0/groups/{group}")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("privileged.role.admin", HttpStatusCode.NoContent)]
    [InlineData("user.admin", HttpStatusCode.Forbidden)]
    [InlineData("privileged.auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden)]
    public async Task AddMember_NeedsTheRoleToAssignRoles(string caller, HttpStatusCode status) =>
        (await (await _tenant.AsAsync(caller)).AddAsync($"{Helpdesk}/members", TheDirectory.Kim)).Is(status);

    [Theory]
    [InlineData("RoleManagement.Read.Directory", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("Directory.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("RoleManagement.ReadWrite.Directory", HttpStatusCode.OK, HttpStatusCode.NoContent)]
    [InlineData("User.ReadWrite.All", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Roles_OpenToThePermissionsOfTheirPages(string permission, HttpStatusCode reads, HttpStatusCode writes)
    {
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync("/v1.0/directoryRoles")).Is(reads);
        (await app.GetAnswerAsync("/v1.0/directoryRoleTemplates")).Is(reads);
        (await app.AddAsync($"{Helpdesk}/members", TheDirectory.Kim)).Is(writes);
    }

    [Fact]
    public async Task Roles_AreReadByEveryMemberAndNoGuest()
    {
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/directoryRoles")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("guest_fabrikam.com#EXT#")).GetAnswerAsync("/v1.0/directoryRoles")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ScopedMembers_WithoutUnits_AreEmpty() =>
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/{Helpdesk}/scopedMembers")).Is(HttpStatusCode.OK).Value);

    [Fact]
    public async Task Templates_AreTheBuiltInRoles()
    {
        var list = (await _admin.GetAnswerAsync("/v1.0/directoryRoleTemplates")).Is(HttpStatusCode.OK);

        Assert.Equal(DirectoryRole.All.Count, list.Value.Count);
        Assert.Equal("Helpdesk Administrator", (string?)(await _admin.GetAnswerAsync(
            $"/v1.0/directoryRoleTemplates/{TheDirectory.HelpdeskAdministrator}")).Is(HttpStatusCode.OK).Json["displayName"]);
        (await _admin.GetAnswerAsync($"/v1.0/directoryRoleTemplates/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    private static Task<Answer> RevokeAsync(HttpClient client) => client.PostAnswerAsync($"/v1.0/users/{TheDirectory.Balas}/revokeSignInSessions");

    private Task<Answer> AskAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
}
