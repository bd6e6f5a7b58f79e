using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.AdministrativeUnits;

public sealed class AdministrativeUnitMembersTests() : AdminTests("global.admin")
{
    private string _unit = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _unit = await _admin.CreateUnitAsync("West", TheDirectory.Kim, TheDirectory.Adele, TheDirectory.HelpdeskTeam);
    }

    private string Members => $"{Units.Path}/{_unit}/members";

    [Fact]
    public async Task Members_AreListedWithTheirTypeAndByCast()
    {
        var list = (await _admin.GetAnswerAsync(Members)).Is(HttpStatusCode.OK);

        Assert.EndsWith("#directoryObjects", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            ["#microsoft.graph.group", "#microsoft.graph.user", "#microsoft.graph.user"], list.Value.Select(m => (string?)m!["@odata.type"]).Order());
        Assert.Equal([TheDirectory.Kim, TheDirectory.Adele], (await _admin.GetAnswerAsync($"{Members}/microsoft.graph.user")).Ids());
        Assert.Equal([TheDirectory.HelpdeskTeam], (await _admin.GetAnswerAsync($"{Members}/microsoft.graph.group")).Ids());
        Assert.Equal("3", (await EventualAsync($"{Members}/$count")).Is(HttpStatusCode.OK).Text);
        Assert.Equal([TheDirectory.Adele], (await EventualAsync($"{Members}?$search=\"displayName:adele\"&$count=true")).Ids());
        Assert.Equal([TheDirectory.Kim], (await EventualAsync($"{Members}?$filter=startswith(displayName,'kim')&$count=true")).Ids());
        Assert.Equal(TheDirectory.Kim, (string?)(await _admin.GetAnswerAsync($"{Members}/{TheDirectory.Kim}")).Is(HttpStatusCode.OK).Json["id"]);
        (await _admin.GetAnswerAsync($"{Members}/{TheDirectory.Balas}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        var unit = (await _admin.GetAnswerAsync($"{Units.Path}/{_unit}?$expand=members($select=id)")).Is(HttpStatusCode.OK);
        Assert.Equal(3, unit.Json["members"]!.AsArray().Count);
        Assert.Equal(3, (await _admin.GetAnswerAsync($"{Units.Path}?$expand=members")).Is(HttpStatusCode.OK).Value[0]!["members"]!.AsArray().Count);
    }

    [Fact]
    public async Task Member_IsAddedOnceAndRemovedOnce()
    {
        Assert.Equal(
            "One or more added object references already exist for the following modified properties: 'members'.",
            (await _admin.AddAsync(Units.Members(_unit), TheDirectory.Kim)).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);
        (await _admin.AddAsync(Units.Members(_unit), Guid.NewGuid().ToString())).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.AddAsync(Units.Members(Guid.NewGuid().ToString()), TheDirectory.Kim)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.PostAnswerAsync($"{Members}/$ref", """{"@odata.id":"kim"}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.PostAnswerAsync($"{Members}/$ref", "{}")).Is(HttpStatusCode.BadRequest);

        (await _admin.RemoveAsync(Units.Members(_unit), TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.RemoveAsync(Units.Members(_unit), TheDirectory.Kim)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.RemoveAsync(Units.Members(_unit), "kim")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Applications_AreNoMembers() =>
        (await _admin.AddAsync(Units.Members(_unit), SampleTenant.Provisioning.ToString())).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

    [Fact]
    public async Task MemberOf_ShowsTheUnitToItsDirectMembersOnly()
    {
        var kim = $"/v1.0/users/{TheDirectory.Kim}";

        Assert.Equal([_unit], (await _admin.GetAnswerAsync($"{kim}/memberOf/microsoft.graph.administrativeUnit")).Ids());
        Assert.Equal([_unit], (await _admin.GetAnswerAsync($"{kim}/transitiveMemberOf/microsoft.graph.administrativeUnit")).Ids());
        var described = Assert.Single((await _admin.GetAnswerAsync($"{kim}/memberOf")).Is(HttpStatusCode.OK).Value)!;
        Assert.Equal(("#microsoft.graph.administrativeUnit", "West"), ((string?)described["@odata.type"], (string?)described["displayName"]));
        Assert.Contains(_unit, (await _admin.PostAnswerAsync($"{kim}/getMemberObjects", """{"securityEnabledOnly":false}""")).Is(HttpStatusCode.OK).Text,
            StringComparison.Ordinal);
        Assert.Equal([_unit], (await _admin.PostAnswerAsync($"{kim}/checkMemberObjects", $$"""{"ids":["{{_unit}}"]}""")).Value.Select(id => (string?)id));
        Assert.Equal(
            [TheDirectory.HelpdeskTeam], (await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}/transitiveMemberOf")).Ids());
        Assert.Equal(
            "#microsoft.graph.administrativeUnit",
            (string?)(await _admin.GetAnswerAsync($"/v1.0/directoryObjects/{_unit}")).Is(HttpStatusCode.OK).Json["@odata.type"]);
    }

    [Fact]
    public async Task HiddenMembers_AreListedByMembersAndByAdministratorsOnly()
    {
        (await _admin.PatchAnswerAsync($"{Units.Path}/{_unit}", """{"visibility":"HiddenMembership"}""")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync(Members)).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync(Members)).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("balas")).GetAnswerAsync(Members)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAsync("kim", "AdministrativeUnit.Read.All")).GetAnswerAsync(Members)).Is(HttpStatusCode.Forbidden);
        (await (await _tenant.AsAppAsync("AdministrativeUnit.Read.All")).GetAnswerAsync(Members)).Is(HttpStatusCode.Forbidden);
        (await (await _tenant.AsAppAsync("AdministrativeUnit.Read.All", "Member.Read.Hidden")).GetAnswerAsync(Members)).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("balas")).GetAnswerAsync($"{Units.Path}/{_unit}")).Is(HttpStatusCode.OK);
        Assert.Empty((await (await _tenant.AsAsync("balas")).GetAnswerAsync($"{Units.Path}/{_unit}?$expand=members")).Json["members"]!.AsArray());
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/memberOf")).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task DeletedUsers_AreNoMembersUntilTheyAreRestored()
    {
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.Kim}")).Is(HttpStatusCode.NoContent);
        Assert.Equal([TheDirectory.Adele], (await _admin.GetAnswerAsync($"{Members}/microsoft.graph.user")).Ids());

        (await _admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.Kim}/restore")).Is(HttpStatusCode.OK);
        Assert.Equal([TheDirectory.Kim, TheDirectory.Adele], (await _admin.GetAnswerAsync($"{Members}/microsoft.graph.user")).Ids());
        (await _admin.DeleteAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}")).Is(HttpStatusCode.NoContent);
        Assert.Equal([TheDirectory.Kim, TheDirectory.Adele], (await _admin.GetAnswerAsync(Members)).Ids());
    }

    private Task<Answer> EventualAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
}
