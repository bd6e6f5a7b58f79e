using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Groups;

/// <summary>Every member may create a group, and its owners may change it; role-assignable groups are reserved for callers who may assign roles.</summary>
public sealed class GroupPermissionsTests : TenantTests
{
    private const string Team = $"groups/{TheDirectory.HelpdeskTeam}";

    [Fact]
    public async Task Create_ByAnOrdinaryUser_MakesThemItsOwner()
    {
        var kim = await _tenant.AsAsync("kim");

        var id = await kim.CreateGroupAsync("Bakers");

        Assert.Equal([TheDirectory.Kim], (await kim.GetAnswerAsync($"/v1.0/groups/{id}/owners")).Ids());
        (await kim.AddAsync($"groups/{id}/members", TheDirectory.Adele)).Is(HttpStatusCode.NoContent);
        (await kim.PatchAnswerAsync($"/v1.0/groups/{id}", """{"description":"Bread"}""")).Is(HttpStatusCode.NoContent);
        (await (await _tenant.AsAsync("adele")).PatchAnswerAsync($"/v1.0/groups/{id}", """{"description":"Cake"}"""))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAsync("groups.admin")).DeleteAnswerAsync($"/v1.0/groups/{id}")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("global.admin", HttpStatusCode.Created)]
    [InlineData("privileged.role.admin", HttpStatusCode.Created)]
    [InlineData("groups.admin", HttpStatusCode.Forbidden)]
    [InlineData("user.admin", HttpStatusCode.Forbidden)]
    [InlineData("privileged.auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden)]
    public async Task Create_OfARoleAssignableGroup_NeedsTheRoleToAssignRoles(string caller, HttpStatusCode status) =>
        (await (await _tenant.AsAsync(caller)).PostAnswerAsync("/v1.0/groups", TheDirectory.NewGroup("Elite", isAssignableToRole: true).ToJsonString()))
            .Is(status);

    [Fact]
    public async Task RoleAssignableGroups_AlsoNeedThePermissionForRoles()
    {
        var body = TheDirectory.NewGroup("Elite", isAssignableToRole: true).ToJsonString();
        foreach (var weak in new[] { await _tenant.AsAsync("global.admin", "Group.ReadWrite.All"), await _tenant.AsAppAsync("Group.ReadWrite.All") })
        {
            (await weak.PostAnswerAsync("/v1.0/groups", body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
            (await weak.AddAsync($"{Team}/members", TheDirectory.Kim)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
            (await weak.DeleteAnswerAsync($"/v1.0/{Team}")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        }

        var app = await _tenant.AsAppAsync("Group.ReadWrite.All", "RoleManagement.ReadWrite.Directory");
        (await app.PostAnswerAsync("/v1.0/groups", body)).Is(HttpStatusCode.Created);
        (await app.AddAsync($"{Team}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("privileged.role.admin", HttpStatusCode.NoContent)]
    [InlineData("groups.admin", HttpStatusCode.Forbidden)]
    [InlineData("auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("group.member", HttpStatusCode.Forbidden)]
    public async Task MembersOfARoleAssignableGroup_AreChangedByWhoAssignsRoles(string caller, HttpStatusCode status) =>
        (await (await _tenant.AsAsync(caller)).AddAsync($"{Team}/members", TheDirectory.Kim)).Is(status);

    [Fact]
    public async Task MembersOfARoleAssignableGroup_AreChangedByItsOwnersToo()
    {
        (await (await _tenant.AsAsync("global.admin")).AddAsync($"{Team}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);

        (await (await _tenant.AsAsync("kim")).AddAsync($"{Team}/members", TheDirectory.Adele)).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("Group.ReadBasic.All", "list members")]
    [InlineData("GroupMember.ReadBasic.All", "members")]
    [InlineData("GroupMember.Read.All", "list members owners")]
    [InlineData("GroupMember.ReadWrite.All", "members owners add")]
    [InlineData("Group.Read.All", "list members owners")]
    [InlineData("Group.ReadWrite.All", "list members owners add update delete")]
    [InlineData("Group.Create", "")]
    [InlineData("Directory.Read.All", "list members owners")]
    [InlineData("Directory.ReadWrite.All", "list add update")]
    public async Task Groups_OpenToThePermissionsOfTheirPages(string permission, string opened)
    {
        var id = await (await _tenant.AsAsync("global.admin")).CreateGroupAsync("First line");
        var app = await _tenant.AsAppAsync(permission);
        var group = $"/v1.0/groups/{id}";

        await IsAsync("list", app.GetAnswerAsync("/v1.0/groups"), HttpStatusCode.OK);
        await IsAsync("list", app.GetAnswerAsync(group), HttpStatusCode.OK);
        await IsAsync("members", app.GetAnswerAsync($"{group}/members"), HttpStatusCode.OK);
        await IsAsync("owners", app.GetAnswerAsync($"{group}/owners"), HttpStatusCode.OK);
        await IsAsync("add", app.AddAsync($"groups/{id}/members", TheDirectory.Kim), HttpStatusCode.NoContent);
        await IsAsync("update", app.PatchAnswerAsync(group, """{"description":"x"}"""), HttpStatusCode.NoContent);
        await IsAsync("delete", app.DeleteAnswerAsync(group), HttpStatusCode.NoContent);

        async Task IsAsync(string operation, Task<Answer> answer, HttpStatusCode done)
        {
            if (opened.Split(' ').Contains(operation)) (await answer).Is(done);
            else (await answer).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        }
    }

    [Theory]
    [InlineData("Group.ReadBasic.All", "members", HttpStatusCode.OK)]
    [InlineData("Group.ReadBasic.All", "owners", HttpStatusCode.Forbidden)]
    [InlineData("Group.Read.All", "owners", HttpStatusCode.OK)]
    public async Task Expand_NeedsThePermissionToReadWhatIsExpanded(string permission, string navigation, HttpStatusCode status)
    {
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync($"/v1.0/groups?$expand={navigation}")).Is(status);
        (await app.GetAnswerAsync($"/v1.0/{Team}?$expand={navigation}")).Is(status);
    }

    [Fact]
    public async Task Create_WithTheDelegatedPermissionToCreate_IsRefused()
    {
        const string body = """{"displayName":"First line","mailEnabled":false,"mailNickname":"first.line","securityEnabled":true}""";

        (await (await _tenant.AsAsync("global.admin", "Group.Create")).PostAnswerAsync("/v1.0/groups", body)).Is(HttpStatusCode.Forbidden);
        (await (await _tenant.AsAppAsync("Group.Create")).PostAnswerAsync("/v1.0/groups", body)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task ARefusedCaller_LearnsNothingOfWhichGroupsExist()
    {
        var weak = await _tenant.AsAsync("kim", "User.Read");

        (await weak.GetAnswerAsync($"/v1.0/{Team}")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await weak.GetAnswerAsync($"/v1.0/groups/{Guid.NewGuid()}")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAsync("kim")).DeleteAnswerAsync($"/v1.0/groups/{Guid.NewGuid()}")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }
}
