using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire.Query;

/// <summary><c>$expand</c> on directory objects and on short collections.</summary>
public sealed class ExpandTests() : AdminTests("global.admin")
{
    private const string Strengths = "/v1.0/policies/authenticationStrengthPolicies";

    [Fact]
    public async Task Users_WithMemberOf_ShowGroupsAndRolesOfEach()
    {
        var list = (await _admin.GetAnswerAsync("/v1.0/users?$select=id&$expand=memberOf($select=id,displayName)&$top=999")).Is(HttpStatusCode.OK);

        Assert.EndsWith("#users(id,memberOf(id,displayName))", (string)list.Json["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(["Helpdesk team"], Names(Of(list, TheDirectory.GroupMember)["memberOf"]));
        Assert.Equal(["Global Administrator"], Names(Of(list, TheDirectory.GlobalAdmin)["memberOf"]));
        Assert.Equal("#microsoft.graph.directoryRole", (string?)Of(list, TheDirectory.GlobalAdmin)["memberOf"]![0]!["@odata.type"]);
        Assert.Equal(["@odata.type", "id", "displayName"], Of(list, TheDirectory.GroupMember)["memberOf"]![0]!.AsObject().Select(p => p.Key));
        Assert.Empty(Of(list, TheDirectory.Kim)["memberOf"]!.AsArray());
    }

    [Fact]
    public async Task User_WithTransitiveMemberOf_ShowsGroupsOfGroupsAndTheirRoles()
    {
        var (outer, inner) = (await _admin.CreateGroupAsync("Outer"), await _admin.CreateGroupAsync("Inner"));
        await _admin.AddAsync($"groups/{outer}/members", inner);
        await _admin.AddAsync($"groups/{inner}/members", TheDirectory.GroupMember);
        (await _admin.AssignAsync(TheDirectory.SecurityReader, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);

        var direct = (await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}?$expand=memberOf")).Is(HttpStatusCode.OK).Json;
        var transitive = (await _admin.GetAnswerAsync($"/v1.0/users/{TheDirectory.GroupMember}?$select=displayName&$expand=TransitiveMemberOf"))
            .Is(HttpStatusCode.OK).Json;
        var own = (await (await _tenant.AsAsync("group.member")).GetAnswerAsync("/v1.0/me?$expand=memberOf($select=displayName)")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(["Helpdesk team", "Inner"], Names(direct["memberOf"]).Order());
        Assert.Equal(["Helpdesk team", "Inner", "Outer", "Security Reader"], Names(transitive["transitiveMemberOf"]).Order());
        Assert.EndsWith("#users(displayName,transitiveMemberOf())/$entity", (string)transitive["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(Names(direct["memberOf"]), Names(own["memberOf"]));
    }

    [Fact]
    public async Task Users_WithMemberOf_TakeThePermissionsOfMemberships()
    {
        var basic = await _tenant.AsAsync("global.admin", "User.ReadBasic.All");

        (await basic.GetAnswerAsync("/v1.0/users?$select=id")).Is(HttpStatusCode.OK);
        (await basic.GetAnswerAsync("/v1.0/users?$expand=memberOf")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await basic.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}?$expand=memberOf")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("User.ReadBasic.All", "GroupMember.Read.All")).GetAnswerAsync("/v1.0/users?$expand=memberOf")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Groups_WithMembersAndOwners_ShowThoseOfEachAndAtMostTwenty()
    {
        var big = await _admin.CreateGroupAsync("Everybody");
        await _tenant.Server.ChangeAsync(_tenant.Id, async db =>
        {
            foreach (var user in SampleTenant.Users()) db.Add(new GroupMemberRow { TenantId = _tenant.Id, GroupId = Guid.Parse(big), MemberId = user.Id });
            await db.SaveChangesAsync();
            return 0;
        });
        (await _admin.DeleteAnswerAsync($"/v1.0/users/{TheDirectory.Balas}")).Is(HttpStatusCode.NoContent);

        var list = (await _admin.GetAnswerAsync("/v1.0/groups?$expand=members,owners($select=userPrincipalName)")).Is(HttpStatusCode.OK);
        var one = (await _admin.GetAnswerAsync($"/v1.0/groups/{TheDirectory.HelpdeskTeam}?$select=id&$expand=members($select=id)")).Is(HttpStatusCode.OK).Json;

        Assert.EndsWith("#groups(members(),owners(userPrincipalName))", (string)list.Json["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(20, Of(list, big)["members"]!.AsArray().Count);
        Assert.DoesNotContain(TheDirectory.Balas, Of(list, big)["members"]!.AsArray().Select(m => (string?)m!["id"]));
        Assert.Equal(_tenant.Name("global.admin"), (string?)Assert.Single(Of(list, big)["owners"]!.AsArray())!["userPrincipalName"]);
        Assert.Equal(TheDirectory.GroupMember, (string?)Assert.Single(Of(list, TheDirectory.HelpdeskTeam)["members"]!.AsArray())!["id"]);
        Assert.Empty(Of(list, TheDirectory.HelpdeskTeam)["owners"]!.AsArray());
        Assert.Equal(["@odata.context", "id", "members"], one.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task DirectoryRoles_WithMembers_ShowWhoHoldsEach()
    {
        (await _admin.AssignAsync(TheDirectory.HelpdeskAdministrator, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.Created);

        var list = (await _admin.GetAnswerAsync("/v1.0/directoryRoles?$expand=members($select=displayName)&$filter=startswith(displayName,'Helpdesk')"))
            .Is(HttpStatusCode.OK);
        var one = (await _admin.GetAnswerAsync($"/v1.0/directoryRoles(roleTemplateId='{TheDirectory.GlobalAdministrator}')?$expand=members"))
            .Is(HttpStatusCode.OK).Json;

        Assert.Equal(["Helpdesk Admin", "Helpdesk team"], Names(Assert.Single(list.Value)!["members"]).Order());
        Assert.Equal(TheDirectory.GlobalAdmin, (string?)Assert.Single(one["members"]!.AsArray())!["id"]);
    }

    [Theory]
    [InlineData("/v1.0/users?$count=true&$expand=memberOf")]
    [InlineData("/v1.0/users?$search=\"displayName:kim\"&$expand=memberOf")]
    [InlineData("/v1.0/groups?$count=true&$expand=members")]
    public async Task Expand_InAnAdvancedQuery_Answers400(string url) =>
        (await _admin.AnswerAsync(HttpMethod.Get, url, headers: ("ConsistencyLevel", "eventual"))).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");

    [Theory]
    [InlineData("/v1.0/users?$expand=nothing", "nothing", "user")]
    [InlineData("/v1.0/groups?$expand=nothing", "nothing", "group")]
    [InlineData("/v1.0/directoryRoles?$expand=owners", "owners", "directoryRole")]
    [InlineData("/v1.0/groups?$expand=members($select=nothing)", "nothing", "directoryObject")]
    [InlineData("/v1.0/domains?$expand=nothing", "nothing", "domain")]
    [InlineData(Strengths + "?$expand=nothing", "nothing", "authenticationStrengthPolicy")]
    [InlineData("/v1.0/policies/authenticationMethodsPolicy?$expand=nothing", "nothing", "authenticationMethodsPolicy")]
    [InlineData("/v1.0/directory/deletedItems/microsoft.graph.user?$expand=memberOf", "memberOf", "user")]
    [InlineData("/v1.0/users/adele/memberOf?$expand=members", "members", "directoryObject")]
    [InlineData("/v1.0/users/adele/authentication/phoneMethods?$expand=device", "device", "phoneAuthenticationMethod")]
    [InlineData("/v1.0/users/adele/authentication/methods?$expand=device", "device", "authenticationMethod")]
    [InlineData("/v1.0/auditLogs/directoryAudits?$expand=nothing", "nothing", "directoryAudit")]
    public async Task Expand_OfWhatTheDeclaredTypeLacks_Answers400(string url, string name, string type)
    {
        var refused = (await _admin.GetAnswerAsync(url.Replace("/adele/", $"/{TheDirectory.Adele}/", StringComparison.Ordinal)))
            .Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal(
            $"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type 'microsoft.graph.{type}'.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("/v1.0/groups?$expand=members($top=5)")]
    [InlineData("/v1.0/groups?$expand=members(")]
    [InlineData("/v1.0/users?$expand=memberOf,memberOf")]
    public async Task Expand_ThatIsMalformed_Answers400(string url) => (await _admin.GetAnswerAsync(url)).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Theory]
    [InlineData("/beta/users/adele/authentication/hardwareOathMethods", "device")]
    [InlineData("/beta/users/adele/authentication/qrCodePinMethod", "standardQRCode,temporaryQRCode,pin")]
    [InlineData("/v1.0/policies/authenticationStrengthPolicies", "combinationConfigurations")]
    [InlineData("/v1.0/policies/authenticationStrengthPolicies/00000000-0000-0000-0000-000000000002", "CombinationConfigurations")]
    [InlineData("/v1.0/policies/authenticationMethodsPolicy", "authenticationMethodConfigurations")]
    public async Task Expand_OfWhatIsThereAnyway_ChangesNothing(string url, string name)
    {
        url = url.Replace("/adele/", $"/{TheDirectory.Adele}/", StringComparison.Ordinal);

        Assert.Equal(
            (await _admin.GetAnswerAsync(url)).Is(HttpStatusCode.OK).Text,
            (await _admin.GetAnswerAsync($"{url}?$expand={name}")).Is(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("/v1.0/users/adele/authentication/windowsHelloForBusinessMethods")]
    [InlineData("/v1.0/users/adele/authentication/platformCredentialMethods")]
    [InlineData("/v1.0/users/adele/authentication/microsoftAuthenticatorMethods")]
    [InlineData("/beta/users/adele/authentication/passwordlessMicrosoftAuthenticatorMethods")]
    public async Task Expand_OfTheDeviceOnAList_ShowsIt(string url)
    {
        url = url.Replace("/adele/", $"/{TheDirectory.Adele}/", StringComparison.Ordinal);
        var list = (await _admin.GetAnswerAsync($"{url}?$expand=device($select=id,operatingSystem)")).Is(HttpStatusCode.OK);

        Assert.EndsWith("Methods(device(id,operatingSystem))", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.All(list.Value, method => Assert.True(method!.AsObject().ContainsKey("device")));
        Assert.Contains(list.Value, method => method!["device"] is { } device && device.AsObject().Select(p => p.Key).SequenceEqual(["id", "operatingSystem"]));
        Assert.All((await _admin.GetAnswerAsync(url)).Value, method => Assert.False(method!.AsObject().ContainsKey("device")));
    }

    [Theory]
    [InlineData("/v1.0/users/adele/authentication/windowsHelloForBusinessMethods")]
    [InlineData("/v1.0/users('adele')/authentication/platformCredentialMethods")]
    [InlineData("/v1.0/users/adele/authentication/microsoftAuthenticatorMethods")]
    [InlineData("/beta/users/adele/authentication/passwordlessMicrosoftAuthenticatorMethods")]
    [InlineData("/v1.0/users/adele/authentication/resourceAccountKeyAuthenticationMethods")]
    public async Task Device_OfAMethod_IsTheExpandedOne(string url)
    {
        url = url.Replace("adele", TheDirectory.Adele, StringComparison.Ordinal);
        var method = (await _admin.GetAnswerAsync($"{url}?$expand=device")).Value.First(m => m!["device"] is not null)!;

        var device = (await _admin.GetAnswerAsync($"{url}/{method["id"]}/device")).Is(HttpStatusCode.OK).Json.AsObject();

        Assert.Equal($"http://localhost/{url.Split('/')[1]}/$metadata#devices/$entity", (string?)device["@odata.context"]);
        device.Remove("@odata.context");
        Assert.Equal(method["device"]!.ToJsonString(), device.ToJsonString());
        (await _admin.GetAnswerAsync($"{url}/{Guid.NewGuid()}/device")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Device_OfAMethodWithoutOne_Answers404()
    {
        var registered = (await _admin.PostAnswerAsync(
            $"/authmethods/users/{TheDirectory.Adele}/authentication/windowsHelloForBusinessMethods", """{"displayName":"A key"}""")).Is(HttpStatusCode.Created);

        (await _admin.GetAnswerAsync(
            $"/v1.0/users/{TheDirectory.Adele}/authentication/windowsHelloForBusinessMethods/{registered.Json["id"]}/device"))
            .Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Device_OfAHardwareToken_IsTheInlineOne()
    {
        var url = $"/beta/users/{TheDirectory.Adele}/authentication/hardwareOathMethods";
        var method = (await _admin.GetAnswerAsync(url)).Value.Single()!;

        var device = (await _admin.GetAnswerAsync($"{url}/{method["id"]}/device?$select=id,serialNumber")).Is(HttpStatusCode.OK).Json;

        Assert.EndsWith($"/hardwareOathMethods('{method["id"]}')/device(id,serialNumber)/$entity", (string?)device["@odata.context"], StringComparison.Ordinal);
        Assert.Equal((string?)method["device"]!["serialNumber"], (string?)device["serialNumber"]);
    }

    [Fact]
    public async Task Expand_OfWhatIsThereAnyway_ShowsTheSelectedProperties()
    {
        var token =
            (await _admin.GetAnswerAsync($"/beta/users/{TheDirectory.Adele}/authentication/hardwareOathMethods?$expand=device($select=serialNumber)"))
                .Is(HttpStatusCode.OK).Value[0]!;

        Assert.Equal(["serialNumber"], token["device"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task RoleDefinitions_WithWhatTheyInherit_ShowTheDirectoryReaders()
    {
        const string definitions = "/v1.0/roleManagement/directory/roleDefinitions";
        var helpdesk =
            (await _admin.GetAnswerAsync($"{definitions}/{TheDirectory.HelpdeskAdministrator}?$expand=inheritsPermissionsFrom($select=displayName)"))
                .Is(HttpStatusCode.OK).Json;
        var readers = (await _admin.GetAnswerAsync($"{definitions}?$filter=displayName eq 'Directory Readers'&$expand=inheritsPermissionsFrom"))
            .Is(HttpStatusCode.OK).Value;

        Assert.Equal(["Directory Readers"], Names(helpdesk["inheritsPermissionsFrom"]));
        Assert.Empty(Assert.Single(readers)!["inheritsPermissionsFrom"]!.AsArray());
    }

    private static JsonObject Of(Answer list, string id) => list.Value.Single(item => (string)item!["id"]! == id)!.AsObject();

    private static IEnumerable<string> Names(JsonNode? objects) => objects!.AsArray().Select(o => (string)o!["displayName"]!);
}
