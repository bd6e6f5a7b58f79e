using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.AdministrativeUnits;

public sealed class ScopedRoleMembersTests() : AdminTests("privileged.role.admin")
{
    private const string Assignments = "/v1.0/roleManagement/directory/roleAssignments";

    private string _unit = "";

    private string ScopedMembers => $"{Units.Path}/{_unit}/scopedRoleMembers";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _unit = await _admin.CreateUnitAsync("West", TheDirectory.Balas);
    }

    [Fact]
    public async Task ScopedRoleMember_IsAddedReadAndRemoved()
    {
        var created = (await AddAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        var id = (string)created.Json["id"]!;
        var role = (await _admin.GetAnswerAsync($"/v1.0/directoryRoles(roleTemplateId='{TheDirectory.HelpdeskAdministrator}')")).Is(HttpStatusCode.OK);
        var expected = new JsonObject
        {
            ["@odata.context"] = (string?)created.Json["@odata.context"],
            ["id"] = id,
            ["administrativeUnitId"] = _unit,
            ["roleId"] = (string?)role.Json["id"],
            ["roleMemberInfo"] = new JsonObject
            {
                ["id"] = TheDirectory.Kim, ["displayName"] = "Kim Akers", ["userPrincipalName"] = _tenant.Name("kim"),
            },
        };

        Assert.EndsWith("#scopedRoleMemberships/$entity", (string?)created.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal($"{ScopedMembers}/{id}", created.Headers.Location!.AbsolutePath);
        Assert.Equal(expected.ToJsonString(), created.Json.ToJsonString());
        Assert.Equal(created.Text, (await _admin.GetAnswerAsync($"{ScopedMembers}/{id}")).Is(HttpStatusCode.OK).Text);
        Assert.Equal([id], (await _admin.GetAnswerAsync(ScopedMembers)).Ids());
        Assert.Equal([id], (await _admin.GetAnswerAsync($"/v1.0/directoryRoles/{role.Json["id"]}/scopedMembers")).Ids());
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/directoryRoles/{role.Json["id"]}/members?$filter=id eq '{TheDirectory.Kim}'")).Value);
        (await _admin.DeleteAnswerAsync($"{ScopedMembers}/{id}")).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync($"{ScopedMembers}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"{ScopedMembers}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task ScopedRoleMember_IsTheSameAssignmentAsInRoleManagement()
    {
        var role = (string)(await _admin.GetAnswerAsync($"/v1.0/directoryRoles(roleTemplateId='{TheDirectory.HelpdeskAdministrator}')")).Json["id"]!;
        (await AddAsync(role, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);

        var assignment = Assert.Single((await _admin.GetAnswerAsync(
            $"{Assignments}?$filter=directoryScopeId eq '/administrativeUnits/{_unit}'&$expand=directoryScope($select=displayName)")).Value)!;
        Assert.Equal(
            (TheDirectory.HelpdeskTeam, TheDirectory.HelpdeskAdministrator, "West"),
            ((string?)assignment["principalId"], (string?)assignment["roleDefinitionId"], (string?)assignment["directoryScope"]!["displayName"]));
        Assert.Matches("^[A-Za-z0-9_-]{64}-1$", (string?)assignment["id"]);
        (await _admin.GetAnswerAsync($"{Assignments}/{assignment["id"]}")).Is(HttpStatusCode.OK);
        Assert.Equal(
            "A conflicting object with one or more of the specified property values is present in the directory.",
            (await _admin.AssignInAsync(_unit, TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam))
                .Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);
        (await _admin.DeleteAnswerAsync($"{Assignments}/{assignment["id"]}")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await _admin.GetAnswerAsync(ScopedMembers)).Is(HttpStatusCode.OK).Value);
    }

    [Theory]
    [InlineData(Units.AuthenticationAdministrator, HttpStatusCode.Created)]
    [InlineData(Units.PrivilegedAuthenticationAdministrator, HttpStatusCode.Created)]
    [InlineData(Units.PasswordAdministrator, HttpStatusCode.Created)]
    [InlineData(Units.GroupsAdministrator, HttpStatusCode.Created)]
    [InlineData(TheDirectory.UserAdministrator, HttpStatusCode.Created)]
    [InlineData(TheDirectory.GlobalAdministrator, HttpStatusCode.BadRequest)]
    [InlineData(TheDirectory.SecurityReader, HttpStatusCode.BadRequest)]
    public async Task OnlyRolesOverUsersGroupsAndDevices_AreHeldInUnits(string role, HttpStatusCode status)
    {
        var answer = (await _admin.AssignInAsync(_unit, role, TheDirectory.Kim)).Is(status);
        if (status == HttpStatusCode.BadRequest)
        {
            Assert.Equal("The given built-in role is not supported to be assigned to a single resource scope.", answer.ErrorMessage);
        }
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","roleMemberInfo":"kim"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"roleId":"helpdesk","roleMemberInfo":{"id":"00000000-0000-4000-8000-000000000022"}}""", HttpStatusCode.NotFound)]
    [InlineData("""{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","roleMemberInfo":{"id":"kim"}}""", HttpStatusCode.NotFound)]
    [InlineData(
        """{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","roleMemberInfo":{"id":"00000000-dead-4000-8000-000000000022"}}""", HttpStatusCode.NotFound)]
    [InlineData(
        """{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","roleMemberInfo":{"id":"00000000-0000-4000-8000-000000000022"},"colour":"red"}""",
        HttpStatusCode.BadRequest)]
    public async Task Add_WithAnInvalidBody_IsRefused(string body, HttpStatusCode status) => (await _admin.PostAnswerAsync(ScopedMembers, body)).Is(status);

    [Fact]
    public async Task ScopedRoleMembers_AreWrittenByWhoAssignsRoles()
    {
        (await (await _tenant.AsAsync("user.admin")).PostAnswerAsync(ScopedMembers, Body(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim)))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("AdministrativeUnit.ReadWrite.All")).PostAnswerAsync(
            ScopedMembers, Body(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim))).Is(HttpStatusCode.Forbidden);
        (await (await _tenant.AsAppAsync("RoleManagement.ReadWrite.Directory")).PostAnswerAsync(
            ScopedMembers, Body(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim))).Is(HttpStatusCode.Created);
    }

    private Task<Answer> AddAsync(string role, string principal) => _admin.PostAnswerAsync(ScopedMembers, Body(role, principal));

    private static string Body(string role, string principal) => $$$"""{"roleId":"{{{role}}}","roleMemberInfo":{"id":"{{{principal}}}"}}""";
}
