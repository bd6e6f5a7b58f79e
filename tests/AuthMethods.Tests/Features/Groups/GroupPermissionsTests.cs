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
    [InlineData("GroupMember.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("GroupMember.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Forbidden)]
    [InlineData("Group.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Group.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NoContent)]
    [InlineData("Group.Create", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Directory.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("Directory.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NoContent)]
    public async Task Groups_OpenToThePermissionsOfTheirPages(string permission, HttpStatusCode reads, HttpStatusCode adds, HttpStatusCode updates)
    {
        var id = await (await _tenant.AsAsync("global.admin")).CreateGroupAsync("First line");
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync("/v1.0/groups")).Is(reads);
        (await app.GetAnswerAsync($"/v1.0/groups/{id}/members")).Is(reads);
        (await app.AddAsync($"groups/{id}/members", TheDirectory.Kim)).Is(adds);
        (await app.PatchAnswerAsync($"/v1.0/groups/{id}", """{"description":"x"}""")).Is(updates);
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
