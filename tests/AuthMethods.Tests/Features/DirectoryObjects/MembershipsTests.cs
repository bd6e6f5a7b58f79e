using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.DirectoryObjects;

public sealed class MembershipsTests() : AdminTests("global.admin")
{
    private string _inner = "";
    private string _outer = "";

    /// <summary>Kim is a Security Reader and in a group that is in another group; the group member is a Helpdesk Administrator through the team.</summary>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (_inner, _outer) = (await _admin.CreateGroupAsync("Inner"), await _admin.CreateGroupAsync("Outer"));
        (await _admin.AddAsync($"groups/{_outer}/members", _inner)).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"groups/{_inner}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"groups/{_inner}/members", _outer)).Is(HttpStatusCode.NoContent);
        (await _admin.AssignAsync(TheDirectory.SecurityReader, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task MemberOf_HasGroupsAndRolesHeldDirectly()
    {
        var list = (await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/memberOf")).Is(HttpStatusCode.OK);

        Assert.EndsWith("#directoryObjects", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(["#microsoft.graph.directoryRole: Security Reader", "#microsoft.graph.group: Inner"], Described(list));
        Assert.Equal([_inner], (await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/memberOf/microsoft.graph.group")).Ids());
        Assert.Equal("Security Reader", (string?)Assert.Single((await _admin.GetAnswerAsync(
            $"/v1.0/users/{TheDirectory.Kim}/memberOf/microsoft.graph.directoryRole")).Value)!["displayName"]);
    }

    [Fact]
    public async Task TransitiveMemberOf_HasThoseThroughGroupsToo()
    {
        Assert.Equal(
            ["#microsoft.graph.directoryRole: Security Reader", "#microsoft.graph.group: Inner", "#microsoft.graph.group: Outer"],
            Described(await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/transitiveMemberOf")));
        Assert.Equal(
            ["#microsoft.graph.directoryRole: Helpdesk Administrator", "#microsoft.graph.group: Helpdesk team"],
            Described(await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}/transitiveMemberOf")));
        Assert.Equal(["#microsoft.graph.group: Helpdesk team"], Described(await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}/memberOf")));
        Assert.Single((await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}/transitiveMemberOf/microsoft.graph.directoryRole")).Value);
    }

    [Fact]
    public async Task Me_HasTheCallersOwn()
    {
        var kim = await _tenant.AsAsync("kim", "User.Read");

        Assert.Equal([_inner], (await kim.GetAnswerAsync("/v1.0/me/memberOf/microsoft.graph.group")).Ids());
        Assert.Equal(
            new[] { _inner, _outer }.Order(),
            Texts(await (await _tenant.AsAsync("kim", "GroupMember.ReadBasic.All")).PostAnswerAsync(
                "/v1.0/me/getMemberGroups", """{"securityEnabledOnly":false}""")));
        (await kim.PostAnswerAsync("/v1.0/me/getMemberObjects", """{"securityEnabledOnly":false}""")).Is(HttpStatusCode.OK);
        (await kim.GetAnswerAsync($"/v1.0/users/{TheDirectory.Adele}/memberOf")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    [Theory]
    [InlineData("GroupMember.ReadBasic.All", "memberOf transitiveMemberOf getMemberGroups")]
    [InlineData("GroupMember.Read.All", "transitiveMemberOf getMemberGroups")]
    [InlineData("User.Read.All", "transitiveMemberOf getMemberGroups")]
    [InlineData("Directory.Read.All", "memberOf transitiveMemberOf getMemberGroups")]
    [InlineData("Group.ReadWrite.All", "getMemberGroups")]
    [InlineData("GroupMember.ReadWrite.All", "")]
    public async Task Memberships_OpenToThePermissionsOfTheirPages(string permission, string opened)
    {
        var app = await _tenant.AsAppAsync(permission);
        var kim = $"/v1.0/users/{TheDirectory.Kim}";

        Is("memberOf", await app.GetAnswerAsync($"{kim}/memberOf"));
        Is("transitiveMemberOf", await app.GetAnswerAsync($"{kim}/transitiveMemberOf"));
        Is("getMemberGroups", await app.PostAnswerAsync($"{kim}/getMemberGroups", """{"securityEnabledOnly":false}"""));

        void Is(string operation, Answer answer) =>
            answer.Is(opened.Split(' ').Contains(operation) ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task GetMemberGroups_AnswersIdsTransitively()
    {
        var found = (await _admin.PostAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/getMemberGroups", """{"securityEnabledOnly":true}""")).Is(HttpStatusCode.OK);

        Assert.EndsWith("#Collection(Edm.String)", (string?)found.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(new[] { _inner, _outer }.Order(), Texts(found));
        Assert.Equal(3, Texts(await _admin.PostAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/getMemberObjects", """{"securityEnabledOnly":false}""")).Count());
    }

    [Fact]
    public async Task CheckMemberGroups_AnswersThoseTheUserIsIn()
    {
        var found = await _admin.PostAnswerAsync(
            $"/v1.0/users/{TheDirectory.Kim}/checkMemberGroups", $$"""{"groupIds":["{{_outer}}","{{TheDirectory.HelpdeskTeam}}"]}""");

        Assert.Equal([_outer], Texts(found));
        Assert.Equal([_inner], Texts(await _admin.PostAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/checkMemberObjects", $$"""{"ids":["{{_inner}}"]}""")));
    }

    [Theory]
    [InlineData("getMemberGroups", "{}")]
    [InlineData("getMemberGroups", """{"securityEnabledOnly":"yes"}""")]
    [InlineData("checkMemberGroups", "{}")]
    [InlineData("checkMemberGroups", """{"groupIds":[]}""")]
    [InlineData("checkMemberGroups", """{"groupIds":["Inner"]}""")]
    [InlineData("checkMemberObjects", """{"groupIds":["00000000-0000-4000-8000-000000000101"]}""")]
    public async Task Actions_WithAnInvalidBody_Answer400(string action, string body) =>
        (await _admin.PostAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/{action}", body)).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task CheckMemberGroups_TakesTwentyAtMost()
    {
        var ids = string.Join(',', Enumerable.Range(0, 21).Select(_ => $"\"{Guid.NewGuid()}\""));

        (await _admin.PostAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/checkMemberGroups", $$"""{"groupIds":[{{ids}}]}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    private static IEnumerable<string> Described(Answer list) =>
        list.Is(HttpStatusCode.OK).Value.Select(o => $"{o!["@odata.type"]}: {o["displayName"]}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(Answer answer) => answer.Is(HttpStatusCode.OK).Value.Select(id => (string)id!).Order();
}
