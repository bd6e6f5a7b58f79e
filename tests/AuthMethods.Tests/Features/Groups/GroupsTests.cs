using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Groups;

public sealed class GroupsTests() : AdminTests("global.admin")
{
    [Fact]
    public async Task Group_IsCreatedReadChangedAndDeleted()
    {
        var created = (await _admin.PostAnswerAsync("/v1.0/groups", TheDirectory.NewGroup("First line").ToJsonString())).Is(HttpStatusCode.Created);
        var group = created.Headers.Location!.PathAndQuery;

        Assert.EndsWith("#groups/$entity", (string?)created.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal("First line", (string?)(await _admin.GetAnswerAsync(group)).Is(HttpStatusCode.OK).Json["displayName"]);
        (await _admin.PatchAnswerAsync(group, """{"displayName":"Second line","description":"After the first"}""")).Is(HttpStatusCode.NoContent);
        var changed = (await _admin.GetAnswerAsync($"{group}?$select=displayName,description,securityEnabled,groupTypes,isAssignableToRole")).Json;
        Assert.Equal(
            """{"displayName":"Second line","description":"After the first","securityEnabled":true,"groupTypes":[],"isAssignableToRole":null}""",
            Without(changed, "@odata.context"));
        (await _admin.DeleteAnswerAsync(group)).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync(group)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Update_WithTheGroupAsItWasRead_ChangesNothing()
    {
        var read = (await _admin.GetAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}")).Is(HttpStatusCode.OK);

        (await _admin.PatchAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}", read.Text)).Is(HttpStatusCode.NoContent);

        Assert.Equal(read.Text, (await _admin.GetAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}")).Text);
    }

    [Fact]
    public async Task Create_WithMembersAndOwners_AddsThem()
    {
        var body = TheDirectory.NewGroup("First line");
        body["members@odata.bind"] = new System.Text.Json.Nodes.JsonArray($"https://graph.microsoft.com/v1.0/users/{TheDirectory.Kim}");
        body["owners@odata.bind"] = new System.Text.Json.Nodes.JsonArray($"https://graph.microsoft.com/v1.0/users('{TheDirectory.Adele}')");

        var id = (string)(await _admin.PostAnswerAsync("/v1.0/groups", body.ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!;

        Assert.Equal([TheDirectory.Kim], (await _admin.GetAnswerAsync($"/v1.0/groups/{id}/members")).Ids());
        Assert.Equal([TheDirectory.GlobalAdmin, TheDirectory.Adele], (await _admin.GetAnswerAsync($"/v1.0/groups/{id}/owners")).Ids());
    }

    [Fact]
    public async Task Create_OfAMicrosoft365Group_GivesItMail()
    {
        var body = TheDirectory.NewGroup("Everybody");
        (body["mailEnabled"], body["securityEnabled"], body["groupTypes"], body["mailNickname"]) =
            (true, false, new System.Text.Json.Nodes.JsonArray("Unified"), "everybody");

        var created = (await _admin.PostAnswerAsync("/v1.0/groups", body.ToJsonString())).Is(HttpStatusCode.Created).Json;

        Assert.Equal((_tenant.Name("everybody"), false), ((string?)created["mail"], (bool)created["securityEnabled"]!));
        Assert.Equal([(string)created["id"]!], (await _admin.GetAnswerAsync("/v1.0/groups?$filter=groupTypes/any(c:c eq 'Unified')")).Ids());
    }

    [Theory]
    [InlineData("displayName", null, "A value is required for property 'displayName' of resource 'Group'.")]
    [InlineData("mailNickname", null, "A value is required for property 'mailNickname' of resource 'Group'.")]
    [InlineData("securityEnabled", null, "A value is required for property 'securityEnabled' of resource 'Group'.")]
    [InlineData("mailNickname", "\"two words\"", "Invalid value specified for property 'mailNickname' of resource 'Group'.")]
    [InlineData("visibility", "\"Sometimes\"", "Invalid value specified for property 'visibility' of resource 'Group'.")]
    [InlineData("groupTypes", "[\"DynamicMembership\"]", "Invalid value specified for property 'groupTypes' of resource 'Group'.")]
    [InlineData("theme", "\"Red\"", "Invalid property 'theme'.")]
    public async Task Create_WithAnInvalidBody_Answers400(string property, string? json, string message)
    {
        var body = TheDirectory.NewGroup("First line");
        body[property] = json is null ? null : System.Text.Json.Nodes.JsonNode.Parse(json);

        Assert.Equal(
            message, (await _admin.PostAnswerAsync("/v1.0/groups", body.ToJsonString())).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);
    }

    [Fact]
    public async Task Write_OfAnotherType_Answers400()
    {
        const string user = """{"@odata.type":"#microsoft.graph.user","displayName":"x","mailEnabled":false,"mailNickname":"x","securityEnabled":true}""";

        (await _admin.PostAnswerAsync("/v1.0/groups", user)).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await _admin.PatchAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}", user)).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await _admin.PostAnswerAsync(
            "/v1.0/directoryRoles", """{"@odata.type":"#microsoft.graph.user","roleTemplateId":"9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f"}"""))
            .Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Create_WithMailAndNotUnified_Answers400()
    {
        var body = TheDirectory.NewGroup("List");
        body["mailEnabled"] = true;

        (await _admin.PostAnswerAsync("/v1.0/groups", body.ToJsonString())).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IsAssignableToRole_StaysAsItWasCreated(bool isAssignable)
    {
        var id = await _admin.CreateGroupAsync("First line", isAssignable);

        (await _admin.PatchAnswerAsync($"/v1.0/groups/{id}", $$"""{"isAssignableToRole":{{(isAssignable ? "false" : "true")}}}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.PatchAnswerAsync($"/v1.0/groups/{id}", $$"""{"isAssignableToRole":{{(isAssignable ? "true" : "false")}}}"""))
            .Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task List_IsFilteredSortedPagedAndCounted()
    {
        foreach (var name in new[] { "Alpha", "Beta", "Alphabet" }) await _admin.CreateGroupAsync(name);

        Assert.Equal(2, (await _admin.GetAnswerAsync("/v1.0/groups?$filter=startswith(displayName,'alpha')")).Value.Count);
        Assert.Equal([TheDirectory.HelpdeskTeam], (await _admin.GetAnswerAsync("/v1.0/groups?$filter=isAssignableToRole eq true")).Ids());
        var page = await _admin.GetAnswerAsync("/v1.0/groups?$orderby=displayName&$top=3&$select=displayName");
        Assert.Equal(["Alpha", "Alphabet", "Beta"], page.Value.Select(g => (string?)g!["displayName"]));
        Assert.Equal("Helpdesk team", (string?)Assert.Single((await _admin.GetAnswerAsync((string)page.Json["@odata.nextLink"]!)).Value)!["displayName"]);
        Assert.Equal(
            "4", (await _admin.AnswerAsync(HttpMethod.Get, "/v1.0/groups/$count", headers: ("ConsistencyLevel", "eventual"))).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Delete_TakesItsMembershipsAndItsRolesAlong()
    {
        var id = await _admin.CreateGroupAsync("First line", isAssignableToRole: true);
        (await _admin.AddAsync($"groups/{id}/members", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.AssignAsync(TheDirectory.SecurityReader, id)).Is(HttpStatusCode.Created);

        (await _admin.DeleteAnswerAsync($"/v1.0/groups/{id}")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/memberOf")).Value);
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '{id}'")).Value);
        (await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}/authentication/methods")).Is(HttpStatusCode.OK);
    }

    private static string Without(System.Text.Json.Nodes.JsonNode node, string property)
    {
        node.AsObject().Remove(property);
        return node.ToJsonString();
    }
}
