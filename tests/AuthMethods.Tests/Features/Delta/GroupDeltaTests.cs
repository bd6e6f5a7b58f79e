using System.Net;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Delta;

public sealed class GroupDeltaTests() : AdminTests("global.admin")
{
    private const string Delta = "/v1.0/groups/delta";

    [Fact]
    public async Task FirstRound_ShowsEachGroupWithItsMembers()
    {
        var id = await _admin.CreateGroupAsync("First line");
        var inner = await _admin.CreateGroupAsync("Inner");
        var provisioning = Seed.SampleTenant.Provisioning.ToString();
        foreach (var member in new[] { TheDirectory.Kim, inner, provisioning }) await _admin.AddAsync($"groups/{id}/members", member);

        var (items, last) = await _admin.RoundAsync($"{Delta}?$select=displayName,description,members");
        var first = items.Single(i => (string?)i["id"] == id);

        Assert.Equal("http://localhost/v1.0/$metadata#groups(displayName,description,members)", (string?)last.Json["@odata.context"]);
        Assert.Equal(["displayName", "id", "members@delta"], first.Select(p => p.Key));
        Assert.Equal(
            new[] { ("#microsoft.graph.user", TheDirectory.Kim), ("#microsoft.graph.group", inner), ("#microsoft.graph.servicePrincipal", provisioning) }.Order(),
            first["members@delta"]!.AsArray().Select(m => ((string)m!["@odata.type"]!, (string)m["id"]!)).Order());
        Assert.Equal(["displayName", "id"], items.Single(i => (string?)i["id"] == inner).Select(p => p.Key));
    }

    [Fact]
    public async Task WithoutSelect_MembersAreShownAndOwnersAreNot()
    {
        var group = (await _admin.RoundAsync($"{Delta}?$filter=id eq '{TheDirectory.HelpdeskTeam}'")).Items.Single();

        Assert.Equal([TheDirectory.GroupMember], group["members@delta"]!.AsArray().Select(m => (string)m!["id"]!));
        Assert.Equal("Helpdesk team", (string?)group["displayName"]);
        Assert.False(group.ContainsKey("owners@delta"));
        Assert.False(group.ContainsKey("description"));
    }

    [Fact]
    public async Task ASelectionWithoutMembers_DoesNotTrackThem()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=displayName");
        await AddKimAsync();

        Assert.Empty((await _admin.RoundAsync(link)).Items);
    }

    [Fact]
    public async Task MembersAreAddedAndRemoved()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=displayName,members");
        await AddKimAsync();
        var added = await _admin.GetAnswerAsync(link);
        (await _admin.RemoveAsync($"groups/{TheDirectory.HelpdeskTeam}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        var removed = await _admin.GetAnswerAsync(added.DeltaLink());
        var minimal = (await _admin.RoundAsync(added.DeltaLink(), "return=minimal")).Items.Single();

        Assert.Equal(["displayName", "id", "members@delta"], added.Value.Single()!.AsObject().Select(p => p.Key));
        Assert.Equal(
            $$"""[{"@odata.type":"#microsoft.graph.user","id":"{{TheDirectory.Kim}}"}]""", added.Value.Single()!["members@delta"]!.ToJsonString());
        const string Link = $$$"""[{"@odata.type":"#microsoft.graph.user","id":"00000000-0000-4000-8000-000000000022","@removed":{"reason":"deleted"}}]""";
        Assert.Equal(Link, removed.Value.Single()!["members@delta"]!.ToJsonString());
        Assert.Equal($$"""{"id":"{{TheDirectory.HelpdeskTeam}}","members@delta":{{Link}}}""", minimal.ToJsonString());
    }

    [Fact]
    public async Task Owners_AreTrackedWhenTheyAreSelected()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=owners");
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        await AddKimAsync();

        var group = (await _admin.RoundAsync(link)).Items.Single();

        Assert.Equal(["id", "owners@delta"], group.Select(p => p.Key));
    }

    [Fact]
    public async Task ADeletedUser_StaysAMemberUntilPurged()
    {
        var link = await _admin.LatestAsync(Delta);
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}")).Is(HttpStatusCode.NoContent);
        var deleted = await _admin.RoundAsync(link);
        var listed = (await _admin.RoundAsync($"{Delta}?$filter=id eq '{TheDirectory.HelpdeskTeam}'")).Items.Single();
        (await _admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{TheDirectory.GroupMember}")).Is(HttpStatusCode.NoContent);
        var purged = await _admin.RoundAsync(deleted.Last.DeltaLink());

        Assert.Empty(deleted.Items);
        Assert.Single(listed["members@delta"]!.AsArray());
        Assert.Equal(
            $$$"""[{"@odata.type":"#microsoft.graph.user","id":"{{{TheDirectory.GroupMember}}}","@removed":{"reason":"deleted"}}]""",
            purged.Items.Single()["members@delta"]!.ToJsonString());
    }

    [Fact]
    public async Task ADeletedGroup_IsRemovedAsDeleted_AlsoFromTheGroupsItWasIn()
    {
        var (outer, inner) = (await _admin.CreateGroupAsync("Outer"), await _admin.CreateGroupAsync("Inner"));
        (await _admin.AddAsync($"groups/{outer}/members", inner)).Is(HttpStatusCode.NoContent);
        var link = await _admin.LatestAsync(Delta);
        (await _admin.DeleteAnswerAsync($"/v1.0/groups/{inner}")).Is(HttpStatusCode.NoContent);

        var items = (await _admin.RoundAsync(link)).Items.ToDictionary(i => (string)i["id"]!);

        Assert.Equal(2, items.Count);
        Assert.Equal($$$"""{"id":"{{{inner}}}","@removed":{"reason":"deleted"}}""", items[inner].ToJsonString());
        Assert.Equal(
            $$$"""[{"@odata.type":"#microsoft.graph.group","id":"{{{inner}}}","@removed":{"reason":"deleted"}}]""",
            items[outer]["members@delta"]!.ToJsonString());
    }

    [Fact]
    public async Task AGroupWithManyMembers_IsContinuedOnTheNextPage()
    {
        const int Members = 2_500;
        var large = await _admin.CreateGroupAsync("Large");
        await _tenant.Server.ChangeAsync(_tenant.Id, db =>
        {
            db.AddRange(Enumerable.Range(0, Members).Select(_ =>
                new GroupMemberRow { TenantId = _tenant.Id, GroupId = Guid.Parse(large), MemberId = Guid.NewGuid() }));
            return db.SaveChangesAsync();
        });

        var pages = new List<Answer>();
        for (var next = $"{Delta}?$select=displayName,members"; next is not null; next = (string?)pages[^1].Json["@odata.nextLink"])
        {
            pages.Add((await _admin.GetAnswerAsync(next)).Is(HttpStatusCode.OK));
        }

        var shown = pages.SelectMany(p => p.Value).Where(g => (string?)g!["id"] == large).ToArray();
        Assert.Equal(3, shown.Length);
        Assert.All(shown, g => Assert.Equal("Large", (string?)g!["displayName"]));
        Assert.Equal(Members, shown.SelectMany(g => g!["members@delta"]!.AsArray()).Select(m => (string)m!["id"]!).Distinct().Count());
        Assert.Equal(2, pages.SelectMany(p => p.Value).Select(g => (string?)g!["id"]).Distinct().Count());
    }

    [Fact]
    public async Task ACreatedAndChangedGroup_IsShownWithWhatItHasNow()
    {
        var link = await _admin.LatestAsync($"{Delta}?$select=displayName,description,securityEnabled");
        var id = await _admin.CreateGroupAsync("First line");
        (await _admin.PatchAnswerAsync($"/v1.0/groups/{id}", """{"description":"Phones"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            $$"""{"displayName":"First line","description":"Phones","securityEnabled":true,"id":"{{id}}"}""",
            (await _admin.RoundAsync(link)).Items.Single().ToJsonString());
    }

    private async Task AddKimAsync() =>
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
}
