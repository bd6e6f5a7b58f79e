using System.Net;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Groups;

public sealed class GroupMembersTests() : AdminTests("global.admin")
{
    private const string Team = $"groups/{TheDirectory.HelpdeskTeam}";

    [Fact]
    public async Task Members_AreAddedListedAndRemoved()
    {
        var id = await _admin.CreateGroupAsync("First line");
        foreach (var user in new[] { TheDirectory.Kim, TheDirectory.Adele }) (await _admin.AddAsync($"groups/{id}/members", user)).Is(HttpStatusCode.NoContent);

        var list = await _admin.GetAnswerAsync($"/v1.0/groups/{id}/members?$select=id,userPrincipalName");

        Assert.Equal([TheDirectory.Kim, TheDirectory.Adele], list.Ids());
        Assert.All(list.Value, member => Assert.Equal(["@odata.type", "id", "userPrincipalName"], member!.AsObject().Select(p => p.Key)));
        Assert.Equal("2", (await _admin.AnswerAsync(HttpMethod.Get, $"/v1.0/groups/{id}/members/$count", headers: ("ConsistencyLevel", "eventual"))).Text);
        Assert.Equal(
            [TheDirectory.Kim],
            (await _admin.GetAnswerAsync($"/v1.0/groups/{id}/members/microsoft.graph.user?$filter=startswith(displayName,'kim')")).Ids());
        Assert.Single((await _admin.GetAnswerAsync($"/v1.0/groups/{id}/members?$top=1")).Value);
        (await _admin.RemoveAsync($"groups/{id}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        Assert.Equal([TheDirectory.Adele], (await _admin.GetAnswerAsync($"/v1.0/groups/{id}/members")).Ids());
    }

    [Theory]
    [InlineData("$filter=startswith(displayName,'ki')", "kim")]
    [InlineData("$filter=displayName eq 'PROVISIONING'", "Provisioning")]
    [InlineData("$filter=displayName in ('Inner','Adele Vance')&$orderby=displayName desc", "Inner,adele")]
    [InlineData("$filter=startswith(userPrincipalName,'adele@')", "adele")]
    [InlineData("$filter=startswith(userPrincipalName,'')&$orderby=userPrincipalName", "adele,kim")]
    [InlineData("$filter=displayName ne 'Inner' and not startswith(displayName,'A')&$orderby=displayName", "kim,Provisioning")]
    [InlineData("$filter=endswith(userPrincipalName,'.com')&$orderby=displayName", "adele,kim")]
    [InlineData("$search=\"displayName:vance\"", "adele")]
    [InlineData("$orderby=displayName", "adele,Inner,kim,Provisioning")]
    public async Task List_InAnAdvancedQuery_FindsMembersOfEveryType(string query, string found)
    {
        var (id, inner) = (await _admin.CreateGroupAsync("First line"), await _admin.CreateGroupAsync("Inner"));
        foreach (var member in new[] { TheDirectory.Kim, TheDirectory.Adele, inner, Seed.SampleTenant.Provisioning.ToString() })
        {
            await _admin.AddAsync($"groups/{id}/members", member);
        }

        var list = (await AskAsync($"/v1.0/groups/{id}/members?$count=true&{query}")).Is(HttpStatusCode.OK);
        var count = (await AskAsync(
            $"/v1.0/groups/{id}/members/$count?{query.Split("&$orderby")[0].Replace("$orderby=displayName", "", StringComparison.Ordinal)}"))
            .Is(HttpStatusCode.OK);

        Assert.Equal(found, string.Join(',', list.Value.Select(m => ((string?)m!["userPrincipalName"] ?? (string)m["displayName"]!).Split('@')[0])));
        Assert.Equal(
            (list.Value.Count, list.Value.Count),
            ((int)list.Json["@odata.count"]!, int.Parse(count.Text, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("$filter=startswith(displayName,'ki')")]
    [InlineData("$filter=userPrincipalName eq 'x'")]
    [InlineData("$filter=jobTitle eq 'x'")]
    [InlineData("$filter=nonsense eq 'x'")]
    [InlineData("$orderby=displayName")]
    [InlineData("$search=\"displayName:vance\"")]
    public async Task List_WithWhatTakesAnAdvancedQuery_Answers400(string query) =>
        (await _admin.GetAnswerAsync($"/v1.0/{Team}/members?{query}")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");

    [Fact]
    public async Task Add_OfAMember_PutsTheUserAboveAnAuthenticationAdministratorAtOnce()
    {
        var authAdmin = await _tenant.AsAsync("auth.admin");
        (await AskAsync(authAdmin, TheDirectory.Kim)).Is(HttpStatusCode.OK);

        (await _admin.AddAsync($"{Team}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await AskAsync(authAdmin, TheDirectory.Kim)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await _admin.RemoveAsync($"{Team}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await AskAsync(authAdmin, TheDirectory.Kim)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Add_OfAnOwner_PutsTheUserAboveAnAuthenticationAdministratorToo()
    {
        var authAdmin = await _tenant.AsAsync("auth.admin");

        (await _admin.AddAsync($"{Team}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await AskAsync(authAdmin, TheDirectory.Kim)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await _admin.AddAsync($"{Team}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.RemoveAsync($"{Team}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await AskAsync(authAdmin, TheDirectory.Kim)).Is(HttpStatusCode.Forbidden, "accessDenied");
        (await _admin.RemoveAsync($"{Team}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await AskAsync(authAdmin, TheDirectory.Kim)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Add_ToAnOrdinaryGroup_ChangesNothingOfWhoMayDoWhat()
    {
        var id = await _admin.CreateGroupAsync("First line");

        (await _admin.AddAsync($"groups/{id}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);

        (await AskAsync(await _tenant.AsAsync("auth.admin"), TheDirectory.Kim)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Add_OfAnExistingMember_Answers400()
    {
        var refused = (await _admin.AddAsync($"{Team}/members", TheDirectory.GroupMember)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal("One or more added object references already exist for the following modified properties: 'members'.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("""{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/5f1c3f0e-0000-4000-8000-000000000000"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/kim"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"@odata.id":7}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task Add_OfAnUnknownObject_IsRefused(string body, HttpStatusCode status) =>
        (await _admin.PostAnswerAsync($"/v1.0/{Team}/members/$ref", body)).Is(status);

    [Fact]
    public async Task DisableNesting_RefusesGroupsAndNobodyElse()
    {
        var (outer, inner) = (await _admin.CreateGroupAsync("Outer"), await _admin.CreateGroupAsync("Inner"));
        Assert.False((bool)(await _admin.GetAnswerAsync($"/beta/groups/{outer}?$select=disableNesting")).Is(HttpStatusCode.OK).Json["disableNesting"]!);
        Assert.False((await _admin.GetAnswerAsync($"/beta/groups/{outer}")).Json.AsObject().ContainsKey("disableNesting"));

        (await _admin.PatchAnswerAsync($"/beta/groups/{outer}", """{"disableNesting":true}""")).Is(HttpStatusCode.NoContent);

        Assert.True((bool)(await _admin.GetAnswerAsync($"/beta/groups/{outer}?$select=disableNesting")).Json["disableNesting"]!);
        (await _admin.AddAsync($"groups/{outer}/members", inner)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.AddAsync($"groups/{outer}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync($"/beta/groups/{outer}", """{"disableNesting":false}""")).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"groups/{outer}/members", inner)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task DisableNesting_OfARoleAssignableGroupOrOnV1_Answers400()
    {
        (await _admin.PatchAnswerAsync($"/beta/groups/{TheDirectory.HelpdeskTeam}", """{"disableNesting":true}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.PatchAnswerAsync($"/v1.0/groups/{await _admin.CreateGroupAsync("Outer")}", """{"disableNesting":true}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task OnPremisesExtensionAttributes_OfAGroup_AreNullAndShownOnlyIfTheyAreSelected(string version)
    {
        var group = $"/{version}/groups/{TheDirectory.HelpdeskTeam}";

        Assert.False((await _admin.GetAnswerAsync(group)).Json.AsObject().ContainsKey("onPremisesExtensionAttributes"));
        var selected = (await _admin.GetAnswerAsync($"{group}?$select=onPremisesExtensionAttributes")).Is(HttpStatusCode.OK).Json.AsObject();
        Assert.True(selected.TryGetPropertyValue("onPremisesExtensionAttributes", out var attributes));
        Assert.Null(attributes);
    }

    [Fact]
    public async Task Add_OfAGroup_WorksForOrdinaryGroupsOnly()
    {
        var (outer, inner) = (await _admin.CreateGroupAsync("Outer"), await _admin.CreateGroupAsync("Inner"));

        (await _admin.AddAsync($"groups/{outer}/members", inner)).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"groups/{inner}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);

        Assert.Equal([inner], (await _admin.GetAnswerAsync($"/v1.0/groups/{outer}/members")).Ids());
        Assert.Equal(new[] { inner, TheDirectory.Kim }.Order(), (await _admin.GetAnswerAsync($"/v1.0/groups/{outer}/transitiveMembers")).Ids().Order());
        (await _admin.AddAsync($"groups/{outer}/members", outer)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.AddAsync($"groups/{outer}/owners", inner)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.AddAsync($"{Team}/members", inner)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Remove_OfANonMember_Answers404() =>
        (await _admin.RemoveAsync($"{Team}/members", TheDirectory.Kim)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");

    [Fact]
    public async Task Add_OfOneMemberByManyAtOnce_HappensOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _admin.AddAsync($"{Team}/members", TheDirectory.Kim)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.NoContent);
        Assert.Equal(5, answers.Count(a => a.Status == HttpStatusCode.BadRequest));
        Assert.Equal(2, (await _admin.GetAnswerAsync($"/v1.0/{Team}/members")).Value.Count);
    }

    [Fact]
    public async Task Changes_LeaveTheirActivities()
    {
        var id = await _admin.CreateGroupAsync("First line");
        await _admin.AddAsync($"groups/{id}/members", TheDirectory.Kim);
        await _admin.RemoveAsync($"groups/{id}/members", TheDirectory.Kim);
        await _admin.AddAsync($"groups/{id}/owners", TheDirectory.Kim);
        await _admin.RemoveAsync($"groups/{id}/owners", TheDirectory.Kim);
        await _admin.PatchAnswerAsync($"/v1.0/groups/{id}", """{"description":"x"}""");
        await _admin.DeleteAnswerAsync($"/v1.0/groups/{id}");
        await _admin.DeleteAnswerAsync($"/v1.0/groups/{id}");

        var records = await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.Where(a => a.Category == "GroupManagement").ToListAsync());

        Assert.Equal(
            [
                "Add group", "Add member to group", "Add owner to group", "Add owner to group", "Delete group", "Remove member from group",
                "Remove owner from group", "Update group",
            ],
            records.Select(r => r.ActivityDisplayName).Order(StringComparer.Ordinal));
        var added = records.Single(r => r.ActivityDisplayName == "Add member to group");
        Assert.Equal(_tenant.Name("kim"), added.TargetName);
        Assert.Equal(AuditedChange.ToGroup(Guid.Parse(id), "First line"), AuditedChange.Read(added.Changes));
        var removed = records.Single(r => r.ActivityDisplayName == "Remove member from group");
        Assert.Equal(AuditedChange.FromGroup(Guid.Parse(id), "First line"), AuditedChange.Read(removed.Changes));
    }

    [Fact]
    public async Task DeletedUsers_AreNoMembersUntilTheyAreRestored()
    {
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/{Team}/members")).Is(HttpStatusCode.OK).Value);

        (await _admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.GroupMember}/restore")).Is(HttpStatusCode.OK);

        Assert.Equal([TheDirectory.GroupMember], (await _admin.GetAnswerAsync($"/v1.0/{Team}/members")).Ids());
        (await AskAsync(await _tenant.AsAsync("auth.admin"), TheDirectory.GroupMember)).Is(HttpStatusCode.Forbidden);
    }

    private static Task<Answer> AskAsync(HttpClient client, string user) => client.GetAnswerAsync($"/v1.0/users/{user}/authentication/methods");

    private Task<Answer> AskAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
}
