using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.RoleManagement;

public sealed class RoleAssignmentsTests() : AdminTests("global.admin")
{
    private const string Assignments = "/v1.0/roleManagement/directory/roleAssignments";

    [Fact]
    public async Task Assignment_IsThereAtOnceAndGoneAtOnce()
    {
        var created = (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        var id = (string)created.Json["id"]!;

        Assert.Matches("^[A-Za-z0-9_-]{43}-1$", id);
        Assert.EndsWith("#roleManagement/directory/roleAssignments/$entity", (string?)created.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal($"{Assignments}/{id}", created.Headers.Location!.AbsolutePath);
        var found = (await _admin.GetAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(
            (TheDirectory.Kim, TheDirectory.HelpdeskAdministrator, "/"),
            ((string?)found["principalId"], (string?)found["roleDefinitionId"], (string?)found["directoryScopeId"]));
        (await _admin.DeleteAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task ScopeOfAnApplicationConditionAndOrganization_AreShownOnlyIfTheyAreSelected()
    {
        var id = (string)(await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created).Json["id"]!;

        Assert.Equal(
            ["@odata.context", "id", "principalId", "directoryScopeId", "roleDefinitionId"],
            (await _admin.GetAnswerAsync($"{Assignments}/{id}")).Json.AsObject().Select(p => p.Key));
        var selected = (await _admin.GetAnswerAsync($"{Assignments}/{id}?$select=appScopeId,condition,principalOrganizationId")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(
            (null, null, _tenant.Id.ToString()),
            ((string?)selected["appScopeId"], (string?)selected["condition"], (string?)selected["principalOrganizationId"]));
    }

    [Fact]
    public async Task Assignment_CountsFromTheNextCallOn()
    {
        var kim = await _tenant.AsAsync("kim");
        (await RevokeAsync(kim)).Is(HttpStatusCode.Forbidden);

        var id = (string)(await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created).Json["id"]!;
        (await RevokeAsync(kim)).Is(HttpStatusCode.OK);
        (await _admin.DeleteAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.NoContent);
        (await RevokeAsync(kim)).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Assignment_ToAGroup_GivesItsMembersTheRole()
    {
        var member = await _tenant.AsAsync("group.member");
        (await RevokeAsync(member)).Is(HttpStatusCode.Forbidden);

        var id = (string)(await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created).Json["id"]!;
        (await RevokeAsync(member)).Is(HttpStatusCode.OK);
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await RevokeAsync(await _tenant.AsAsync("kim"))).Is(HttpStatusCode.OK);
        (await _admin.DeleteAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.NoContent);
        (await RevokeAsync(member)).Is(HttpStatusCode.Forbidden);
        (await RevokeAsync(await _tenant.AsAsync("kim"))).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Assignment_ToAnOwnerOrAnOrdinaryGroup_GivesNothing()
    {
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);
        (await RevokeAsync(await _tenant.AsAsync("kim"))).Is(HttpStatusCode.Forbidden);

        (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, await _admin.CreateGroupAsync("Bakers")))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task List_IsFilteredByPrincipalRoleAndScope()
    {
        (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        (await _admin.AssignAsync(TheDirectory.SecurityReader, TheDirectory.Kim)).Is(HttpStatusCode.Created);

        Assert.Equal(2, (await _admin.GetAnswerAsync($"{Assignments}?$filter=principalId eq '{TheDirectory.Kim}'")).Value.Count);
        Assert.Equal(2, (await _admin.GetAnswerAsync($"{Assignments}?$filter=roleDefinitionId eq '{TheDirectory.SecurityReader}'")).Value.Count);
        Assert.Single((await _admin.GetAnswerAsync(
            $"{Assignments}?$filter=principalId eq '{TheDirectory.Kim}' and roleDefinitionId eq '{TheDirectory.SecurityReader}' and directoryScopeId eq "
                + "'/'")).Value);
        Assert.Empty((await _admin.GetAnswerAsync($"{Assignments}?$filter=principalId eq '{Guid.NewGuid()}'")).Is(HttpStatusCode.OK).Value);
        Assert.Equal(16, (await _admin.GetAnswerAsync(Assignments)).Value.Count);
        (await _admin.GetAnswerAsync($"{Assignments}?$filter=colour eq 'red'")).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task List_WithPages_HasEachOnce()
    {
        var ids = new List<string>();
        for (var next = $"{Assignments}?$top=5"; next is not null;)
        {
            var page = await _admin.GetAnswerAsync(next);
            ids.AddRange(page.Ids());
            next = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(14, ids.Distinct().Count());
        Assert.Equal(14, ids.Count);
    }

    [Fact]
    public async Task List_WithExpandPrincipal_EmbedsTheObjectWithItsType()
    {
        (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);

        var list = (await _admin.GetAnswerAsync($"{Assignments}?$filter=roleDefinitionId eq '{TheDirectory.HelpdeskAdministrator}'&$expand=principal"))
            .Is(HttpStatusCode.OK);

        Assert.EndsWith("#roleManagement/directory/roleAssignments(principal())", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            ["#microsoft.graph.group", "#microsoft.graph.user"],
            list.Value.Select(a => (string?)a!["principal"]!["@odata.type"]).Order(StringComparer.Ordinal));
        Assert.Contains("Helpdesk team", list.Value.Select(a => (string?)a!["principal"]!["displayName"]));
    }

    [Fact]
    public async Task List_WithASelectionInsideTheExpansion_ShowsOnlyThat()
    {
        var list =
            (await _admin.GetAnswerAsync($"{Assignments}?$expand=principal($select=id,displayName)&$filter=principalId eq '{TheDirectory.GlobalAdmin}'"))
                .Is(HttpStatusCode.OK);

        Assert.EndsWith("#roleManagement/directory/roleAssignments(principal(id,displayName))", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"@odata.type":"#microsoft.graph.user","id":"{{TheDirectory.GlobalAdmin}}","displayName":"Global Admin"}""",
            Assert.Single(list.Value)!["principal"]!.ToJsonString());
    }

    [Fact]
    public async Task Get_WithExpandRoleDefinition_EmbedsTheRole()
    {
        var id = (string)(await _admin.AssignAsync(TheDirectory.SecurityReader, TheDirectory.Kim)).Is(HttpStatusCode.Created).Json["id"]!;

        var found = (await _admin.GetAnswerAsync($"{Assignments}/{id}?$expand=roleDefinition($select=displayName),directoryScope")).Is(HttpStatusCode.OK).Json;

        Assert.Equal("""{"displayName":"Security Reader"}""", found["roleDefinition"]!.ToJsonString());
        Assert.True(found.AsObject().ContainsKey("directoryScope"));
        Assert.Null(found["directoryScope"]);
    }

    [Fact]
    public async Task List_WithCount_CountsWithoutAHeader() =>
        Assert.Equal(14, (int)(await _admin.GetAnswerAsync($"{Assignments}?$count=true&$top=1")).Is(HttpStatusCode.OK).Json["@odata.count"]!);

    [Theory]
    [InlineData("$expand=nothing")]
    [InlineData("$expand=principal($expand=memberOf)")]
    [InlineData("$expand=principal(")]
    [InlineData("$expand=principal($select=nothing)")]
    [InlineData("$expand=principal,principal")]
    public async Task List_WithAnInvalidExpansion_Answers400(string query) =>
        (await _admin.GetAnswerAsync($"{Assignments}?{query}")).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Create_OfAnExistingAssignment_Answers400()
    {
        (await _admin.AssignAsync(TheDirectory.SecurityReader, TheDirectory.Kim)).Is(HttpStatusCode.Created);

        var refused = (await _admin.AssignAsync(TheDirectory.SecurityReader, TheDirectory.Kim)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal("A conflicting object with one or more of the specified property values is present in the directory.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("00000000-dead-4000-8000-000000000000", "00000000-0000-4000-8000-000000000022", "/", HttpStatusCode.NotFound)]
    [InlineData(TheDirectory.SecurityReader, "00000000-dead-4000-8000-000000000000", "/", HttpStatusCode.NotFound)]
    [InlineData(TheDirectory.SecurityReader, "kim", "/", HttpStatusCode.NotFound)]
    [InlineData(
        TheDirectory.SecurityReader,
        "00000000-0000-4000-8000-000000000022",
        "/administrativeUnits/00000000-dead-4000-8000-000000000000",
        HttpStatusCode.NotFound)]
    [InlineData(TheDirectory.SecurityReader, "00000000-0000-4000-8000-000000000022", "", HttpStatusCode.NotFound)]
    public async Task Create_ForWhatDoesNotExist_IsRefused(string role, string principal, string scope, HttpStatusCode status) =>
        (await _admin.AssignAsync(role, principal, scope)).Is(status);

    [Theory]
    [InlineData("""{"principalId":"00000000-0000-4000-8000-000000000022","directoryScopeId":"/"}""")]
    [InlineData("""{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","directoryScopeId":"/"}""")]
    [InlineData("""{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","principalId":"00000000-0000-4000-8000-000000000022"}""")]
    [InlineData(
        """{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","principalId":"00000000-0000-4000-8000-"""
        + """000000000022","directoryScopeId":"/","appScopeId":"/"}""")]
    [InlineData("{}")]
    [InlineData("""{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","principalId":"00000000-0000-4000-8000-000000000022","appScopeId":"/"}""")]
    [InlineData(
        """{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","principalId":"00000000-0000-4000-8000-"""
        + """000000000022","directoryScopeId":"/","condition":"@Resource[x]"}""")]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.user","roleDefinitionId":"5d6b6bb7-de71-4623-b4af-"""
        + """96380a352509","principalId":"00000000-0000-4000-8000-000000000022","directoryScopeId":"/"}""")]
    public async Task Create_WithoutWhatItNeeds_Answers400(string body) => (await _admin.PostAnswerAsync(Assignments, body)).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Assignment_WithinAnApplication_OpensNothingAndShowsInNoDirectoryRole()
    {
        var id = (string)(await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.Kim, $"/{SampleTenant.Provisioning}"))
            .Is(HttpStatusCode.Created).Json["id"]!;

        (await RevokeAsync(await _tenant.AsAsync("kim"))).Is(HttpStatusCode.Forbidden);
        (await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/authentication/methods")).Is(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(
            TheDirectory.Kim, (await _admin.GetAnswerAsync($"/v1.0/directoryRoles(roleTemplateId='{TheDirectory.HelpdeskAdministrator}')/members")).Ids());
        var found = (await _admin.GetAnswerAsync($"{Assignments}/{id}?$expand=directoryScope")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("Provisioning", (string?)found["directoryScope"]!["displayName"]);
        (await _admin.DeleteAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Delete_OfTheLastGlobalAdministrator_Answers400()
    {
        var id = (await _admin.GetAnswerAsync($"{Assignments}?$filter=roleDefinitionId eq '{TheDirectory.GlobalAdministrator}'")).Ids().Single();

        (await _admin.DeleteAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        (await _admin.GetAnswerAsync($"{Assignments}/{id}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Delete_OfTheLastTwoGlobalAdministratorsAtOnce_LeavesOne()
    {
        (await _admin.AssignAsync(TheDirectory.GlobalAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        var ids = (await _admin.GetAnswerAsync($"{Assignments}?$filter=roleDefinitionId eq '{TheDirectory.GlobalAdministrator}'")).Ids().ToArray();
        var app = await _tenant.AsAppAsync("RoleManagement.ReadWrite.Directory");

        var answers = await Task.WhenAll(ids.Select(id => app.DeleteAnswerAsync($"{Assignments}/{id}")));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Changes_LeaveTheirActivities()
    {
        var id = (string)(await _admin.AssignAsync(TheDirectory.SecurityReader, TheDirectory.Kim)).Json["id"]!;
        await _admin.DeleteAnswerAsync($"{Assignments}/{id}");
        await _admin.AddAsync($"directoryRoles(roleTemplateId='{TheDirectory.SecurityReader}')/members", TheDirectory.Kim);
        await _admin.RemoveAsync($"directoryRoles(roleTemplateId='{TheDirectory.SecurityReader}')/members", TheDirectory.Kim);

        var records = await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.AuditRecords.Where(a => a.Category == "RoleManagement").OrderBy(a => a.ActivityDateTime).ToListAsync());

        Assert.Equal(
            ["Add role assignment to role definition", "Remove role assignment from role definition", "Add member to role", "Remove member from role"],
            records.Select(r => r.ActivityDisplayName));
        Assert.All(records, r => Assert.Equal(_tenant.Name("kim"), r.TargetName));
        var role = Guid.Parse(TheDirectory.SecurityReader);
        Assert.Equal(
            [.. AuditedChange.ToRole(role, "Security Reader"), .. AuditedChange.FromRole(role, "Security Reader")],
            records.Take(2).SelectMany(r => AuditedChange.Read(r.Changes)));
        Assert.Equal(records.Take(2).Select(r => r.Changes), records.Skip(2).Select(r => r.Changes));
    }

    private static Task<Answer> RevokeAsync(HttpClient client) => client.PostAnswerAsync($"/v1.0/users/{TheDirectory.Balas}/revokeSignInSessions");
}
