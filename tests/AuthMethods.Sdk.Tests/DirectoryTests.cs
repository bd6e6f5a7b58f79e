using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

public sealed class DirectoryTests() : GraphTests("global.admin")
{
    private const string HelpdeskAdministrator = "729827e3-9c14-49f7-bb1b-9608f156bbb8";

    private static readonly string Kim = SampleTenant.UserId(22).ToString();

    [Fact]
    public async Task DeletedUsers_AreListedRestoredAndPurged()
    {
        await _graph.Users[Kim].DeleteAsync();

        var deleted = await _graph.Directory.DeletedItems.GraphUser.GetAsync(
            request => request.QueryParameters.Select = ["id", "displayName", "deletedDateTime"]);
        Assert.Equal("Kim Akers", Assert.Single(deleted!.Value!).DisplayName);
        Assert.IsType<User>(await _graph.Directory.DeletedItems[Kim].GetAsync());
        var restored = await _graph.Directory.DeletedItems[Kim].Restore.PostAsync();
        Assert.Equal(_tenant.Name("kim"), Assert.IsType<User>(restored).UserPrincipalName);

        await _graph.Users[Kim].DeleteAsync();
        await _graph.Directory.DeletedItems[Kim].DeleteAsync();
        await _graph.Directory.DeletedItems[Kim].GetAsync().IsRefusedAsync(404, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Groups_AreCreatedFilledAndDeleted()
    {
        var group = await _graph.Groups.PostAsync(
            new Group { DisplayName = "First line", MailEnabled = false, MailNickname = "first.line", SecurityEnabled = true, IsAssignableToRole = true });

        await _graph.Groups[group!.Id].Members.Ref.PostAsync(new ReferenceCreate { OdataId = $"https://graph.microsoft.com/v1.0/directoryObjects/{Kim}" });
        await _graph.Groups[group.Id].PatchAsync(new Group { Description = "Whoever answers" });

        Assert.Equal("Kim Akers", Assert.IsType<User>(Assert.Single((await _graph.Groups[group.Id].Members.GetAsync())!.Value!)).DisplayName);
        Assert.Equal("Whoever answers", (await _graph.Groups[group.Id].GetAsync())!.Description);
        Assert.Contains((await _graph.Users[Kim].MemberOf.GetAsync())!.Value!, o => o is Group { DisplayName: "First line" });
        Assert.Equal(
            [group.Id!], (await _graph.Users[Kim].CheckMemberGroups.PostAsCheckMemberGroupsPostResponseAsync(new() { GroupIds = [group.Id!] }))!.Value!);
        await _graph.Groups[group.Id].Members[Kim].Ref.DeleteAsync();
        await _graph.Groups[group.Id].DeleteAsync();
        await _graph.Groups[group.Id].GetAsync().IsRefusedAsync(404, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task RoleAssignments_AreCreatedExpandedAndDeleted()
    {
        var assignments = _graph.RoleManagement.Directory.RoleAssignments;
        var created = await assignments.PostAsync(
            new UnifiedRoleAssignment { RoleDefinitionId = HelpdeskAdministrator, PrincipalId = Kim, DirectoryScopeId = "/" });

        var found = await assignments.GetAsync(request =>
        {
            request.QueryParameters.Filter = $"principalId eq '{Kim}'";
            request.QueryParameters.Expand = ["principal($select=id,displayName)"];
        });

        Assert.Equal("Kim Akers", Assert.IsType<User>(Assert.Single(found!.Value!).Principal).DisplayName);
        Assert.Contains((await _graph.DirectoryRolesWithRoleTemplateId(HelpdeskAdministrator).GetAsync())!.DisplayName, new[] { "Helpdesk Administrator" });
        await assignments[created!.Id].DeleteAsync();
        await assignments[created.Id].GetAsync().IsRefusedAsync(404, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Organization_HasItsVerifiedDomains()
    {
        var organization = Assert.Single((await _graph.Organization.GetAsync())!.Value!);

        Assert.Equal(_tenant.Domain, organization.VerifiedDomains!.Single(d => d.IsDefault == true).Name);
    }

    [Fact]
    public async Task GetByIds_AnswersTypedObjects()
    {
        var found = await _graph.DirectoryObjects.GetByIds.PostAsGetByIdsPostResponseAsync(
            new() { Ids = [Kim, "00000000-0000-4000-8000-000000000101"], Types = ["user", "group"] });

        Assert.IsType<User>(found!.Value![0]);
        Assert.IsType<Group>(found.Value[1]);
    }
}
