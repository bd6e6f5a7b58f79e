using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.AdministrativeUnits;

public sealed class AdministrativeUnitsTests() : AdminTests("privileged.role.admin")
{
    [Fact]
    public async Task Unit_IsCreatedReadChangedAndDeleted()
    {
        var created = (await _admin.PostAnswerAsync(Units.Path, """{"displayName":"West","description":"Offices in the west"}""")).Is(HttpStatusCode.Created);
        var id = (string)created.Json["id"]!;

        Assert.Equal($"{Units.Path}/{id}", created.Headers.Location!.AbsolutePath);
        Assert.Equal(Expected(created, id, "West", "Offices in the west", null), created.Json.ToJsonString());
        var unit = $"{Units.Path}/{id}";
        Assert.Equal(created.Text, (await _admin.GetAnswerAsync(unit)).Is(HttpStatusCode.OK).Text);
        (await _admin.PatchAnswerAsync(unit, """{"displayName":"East","description":null,"visibility":"hiddenmembership"}""")).Is(HttpStatusCode.NoContent);
        var changed = (await _admin.GetAnswerAsync(unit)).Is(HttpStatusCode.OK);
        Assert.Equal(Expected(changed, id, "East", null, "HiddenMembership"), changed.Json.ToJsonString());
        (await _admin.PatchAnswerAsync(unit, changed.Text)).Is(HttpStatusCode.NoContent);
        Assert.Equal(changed.Text, (await _admin.GetAnswerAsync(unit)).Text);
        (await _admin.DeleteAnswerAsync(unit)).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync(unit)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync(unit)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.PatchAnswerAsync(unit, changed.Text)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync($"{Units.Path}/west")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task List_IsFilteredSearchedSortedAndPaged()
    {
        foreach (var name in new[] { "South West", "North", "North East" }) await _admin.CreateUnitAsync(name);

        Assert.EndsWith("#directory/administrativeUnits", (string?)(await _admin.GetAnswerAsync(Units.Path)).Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(["North", "North East"], await NamesAsync("$filter=startswith(displayName,'north')&$orderby=displayName", isAdvanced: true));
        Assert.Equal(["North"], await NamesAsync("$filter=displayName eq 'north'"));
        Assert.Equal(["South West"], await NamesAsync("$filter=displayName ne 'North' and not(startswith(displayName,'north '))", isAdvanced: true));
        Assert.Equal(["South West"], await NamesAsync("$search=\"displayName:west\"", isAdvanced: true));
        Assert.Equal("3", (await _admin.AnswerAsync(HttpMethod.Get, $"{Units.Path}/$count", headers: ("ConsistencyLevel", "eventual"))).Text);
        var first = (await _admin.GetAnswerAsync($"{Units.Path}?$top=2&$select=displayName")).Is(HttpStatusCode.OK);
        var second = (await _admin.GetAnswerAsync((string)first.Json["@odata.nextLink"]!)).Is(HttpStatusCode.OK);
        Assert.Equal(["North", "North East", "South West"], first.Value.Concat(second.Value).Select(u => (string?)u!["displayName"]).Order());
        (await _admin.GetAnswerAsync($"{Units.Path}?$filter=displayName ne 'North'")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
        (await _admin.GetAnswerAsync($"{Units.Path}?$filter=colour eq 'red'")).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Beta_HasUnitsAtTheRootToo()
    {
        var created = (await _admin.PostAnswerAsync("/beta/administrativeUnits", """{"displayName":"West"}""")).Is(HttpStatusCode.Created);
        var id = (string)created.Json["id"]!;

        Assert.Equal("West", (string?)(await _admin.GetAnswerAsync($"/beta/administrativeUnits/{id}")).Is(HttpStatusCode.OK).Json["displayName"]);
        Assert.Equal("West", (string?)(await _admin.GetAnswerAsync($"{Units.Path}/{id}")).Is(HttpStatusCode.OK).Json["displayName"]);
        (await _admin.PostAnswerAsync($"/beta/administrativeUnits/{id}/members/$ref", TheDirectory.Reference(TheDirectory.Kim))).Is(HttpStatusCode.NoContent);
        Assert.Equal([TheDirectory.Kim], (await _admin.GetAnswerAsync($"/beta/administrativeUnits/{id}/members")).Ids());
        Assert.Empty((await _admin.GetAnswerAsync($"/beta/administrativeUnits/{id}/scopedRoleMembers")).Is(HttpStatusCode.OK).Value);
        (await _admin.GetAnswerAsync("/v1.0/administrativeUnits")).Is(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"description":"W"}""", "A value is required for property 'displayName' of resource 'AdministrativeUnit'.")]
    [InlineData("""{"displayName":null}""", "A value is required for property 'displayName' of resource 'AdministrativeUnit'.")]
    [InlineData("""{"displayName":""}""", "Invalid value specified for property 'displayName' of resource 'AdministrativeUnit'.")]
    [InlineData("""{"displayName":"W","visibility":"Sometimes"}""", "Invalid value specified for property 'visibility' of resource 'AdministrativeUnit'.")]
    [InlineData(
        """{"displayName":"W","membershipType":"Dynamic"}""", "Invalid value specified for property 'membershipType' of resource 'AdministrativeUnit'.")]
    [InlineData(
        """{"displayName":"W","membershipRule":"(user.country -eq \"US\")"}""",
        "Invalid value specified for property 'membershipRule' of resource 'AdministrativeUnit'.")]
    [InlineData(
        """{"displayName":"W","isMemberManagementRestricted":true}""",
        "Invalid value specified for property 'isMemberManagementRestricted' of resource 'AdministrativeUnit'.")]
    [InlineData("""{"displayName":"W","colour":"red"}""", "Invalid property 'colour'.")]
    public async Task Create_WithAnInvalidBody_Answers400(string body, string message) =>
        Assert.Equal(message, (await _admin.PostAnswerAsync(Units.Path, body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);

    [Theory]
    [InlineData("global.admin", HttpStatusCode.Created)]
    [InlineData("privileged.role.admin", HttpStatusCode.Created)]
    [InlineData("user.admin", HttpStatusCode.Forbidden)]
    [InlineData("global.reader", HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden)]
    public async Task Units_AreWrittenByPrivilegedRoleAdministrators(string caller, HttpStatusCode status) =>
        (await (await _tenant.AsAsync(caller)).PostAnswerAsync(Units.Path, """{"displayName":"West"}""")).Is(status);

    [Fact]
    public async Task Units_AreReadByEveryMemberAndNoGuest()
    {
        var id = await _admin.CreateUnitAsync("West", TheDirectory.Kim);
        var (member, guest) = (await _tenant.AsAsync("balas"), await _tenant.AsAsync("guest_fabrikam.com#EXT#"));
        foreach (var path in new[] { Units.Path, $"{Units.Path}/{id}", $"{Units.Path}/{id}/members", $"{Units.Path}/{id}/scopedRoleMembers" })
        {
            (await member.GetAnswerAsync(path)).Is(HttpStatusCode.OK);
            Assert.StartsWith("Guest: ", (await guest.GetAnswerAsync(path)).Is(HttpStatusCode.Forbidden).Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AdministrativeUnit.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("AdministrativeUnit.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.NoContent)]
    [InlineData("Directory.Read.All", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("Directory.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("RoleManagement.ReadWrite.Directory", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Units_OpenToThePermissionsOfTheirPages(string permission, HttpStatusCode reads, HttpStatusCode writes)
    {
        var id = await _admin.CreateUnitAsync("West");
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync($"{Units.Path}/{id}")).Is(reads);
        (await app.GetAnswerAsync($"{Units.Path}/{id}/members")).Is(reads);
        (await app.AddAsync(Units.Members(id), TheDirectory.Kim)).Is(writes);
        (await app.PatchAnswerAsync($"{Units.Path}/{id}", """{"description":"x"}""")).Is(writes);
        (await app.DeleteAnswerAsync($"{Units.Path}/{id}")).Is(writes);
    }

    [Fact]
    public async Task Delete_TakesTheRolesHeldInTheUnit()
    {
        var id = await _admin.CreateUnitAsync("West", TheDirectory.Balas);
        (await _admin.AssignInAsync(id, TheDirectory.HelpdeskAdministrator, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        (await _admin.AssignInAsync(id, TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);

        (await _admin.DeleteAnswerAsync($"{Units.Path}/{id}")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync(
            $"/v1.0/roleManagement/directory/roleAssignments?$filter=directoryScopeId eq '/administrativeUnits/{id}'")).Value);
        Assert.False(await _tenant.Server.QueryAsync(_tenant.Id, db => db.Users.AnyAsync(u => u.ScopedRoles != 0)));
        Assert.False(await _tenant.Server.QueryAsync(_tenant.Id, db => db.AdministrativeUnitMembers.AnyAsync()));
    }

    [Fact]
    public async Task Changes_LeaveTheirActivities()
    {
        var id = await _admin.CreateUnitAsync("West", TheDirectory.Kim);
        await _admin.PatchAnswerAsync($"{Units.Path}/{id}", """{"displayName":"East"}""");
        await _admin.AssignInAsync(id, TheDirectory.HelpdeskAdministrator, TheDirectory.Kim);
        await _admin.DeleteAnswerAsync(
            $"{Units.Path}/{id}/scopedRoleMembers/{(await _admin.GetAnswerAsync($"{Units.Path}/{id}/scopedRoleMembers")).Ids().Single()}");
        await _admin.RemoveAsync(Units.Members(id), TheDirectory.Kim);
        await _admin.DeleteAnswerAsync($"{Units.Path}/{id}");

        var records = await _tenant.Server.QueryAsync(
            _tenant.Id,
            db => db.AuditRecords.Where(a => a.Category == "AdministrativeUnit" || a.Category == "RoleManagement")
                .OrderBy(a => a.ActivityDateTime).ToListAsync());

        Assert.Equal(
            [
                "Add administrative unit", "Add member to administrative unit", "Update administrative unit", "Add scoped member to role",
                "Remove scoped member from role", "Remove member from administrative unit", "Delete administrative unit",
            ],
            records.Select(r => r.ActivityDisplayName));
        Assert.Equal(
            ["West", _tenant.Name("kim"), "East", _tenant.Name("kim"), _tenant.Name("kim"), _tenant.Name("kim"), "East"], records.Select(r => r.TargetName));
        Assert.Contains($"AdministrativeUnit.ObjectID\",\"Old\":null,\"New\":\"{id}\"", records[1].Changes, StringComparison.Ordinal);
        Assert.Contains($"AdministrativeUnit.ObjectID\",\"Old\":null,\"New\":\"{id}\"", records[3].Changes, StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string?>> NamesAsync(string query, bool isAdvanced = false)
    {
        var answer = isAdvanced
            ? await _admin.AnswerAsync(HttpMethod.Get, $"{Units.Path}?{query}&$count=true", headers: ("ConsistencyLevel", "eventual"))
            : await _admin.GetAnswerAsync($"{Units.Path}?{query}");
        return answer.Is(HttpStatusCode.OK).Value.Select(u => (string?)u!["displayName"]);
    }

    private static string Expected(Answer answer, string id, string name, string? description, string? visibility) => new JsonObject
    {
        ["@odata.context"] = (string?)answer.Json["@odata.context"],
        ["id"] = id,
        ["description"] = description,
        ["displayName"] = name,
        ["isMemberManagementRestricted"] = false,
        ["membershipRule"] = null,
        ["membershipRuleProcessingState"] = null,
        ["membershipType"] = null,
        ["visibility"] = visibility,
        ["deletedDateTime"] = null,
    }.ToJsonString();
}
