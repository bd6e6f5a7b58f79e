using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.TenantPolicies;

public sealed class AuthorizationPolicyTests() : AdminTests("privileged.role.admin")
{
    private const string Policy = "/v1.0/policies/authorizationPolicy";
    private const string Beta = "/beta/policies/authorizationPolicy";
    private const string Restricted = """{"guestUserRoleId":"2af84b1e-32c8-42b7-82bc-daa82404023b"}""";
    private const string AsMember = """{"guestUserRoleId":"a0b1b346-4d3e-4e8b-98f8-753987be4970"}""";

    private string Guest => $"guest_fabrikam.com#EXT#@{_tenant.Domain}";

    [Fact]
    public async Task Get_OfANewTenant_AnswersTheDefaults()
    {
        var policy = (await _admin.GetAnswerAsync(Policy)).Is(HttpStatusCode.OK).Json.AsObject();

        Assert.Equal("http://localhost/v1.0/$metadata#policies/authorizationPolicy/$entity", (string?)policy["@odata.context"]);
        policy.Remove("@odata.context");
        Assert.Equal(
            """{"id":"authorizationPolicy","allowInvitesFrom":"everyone","allowedToSignUpEmailBasedSubscriptions":true,"allowedToUseSSPR":true,"""
                + "\"allowEmailVerifiedUsersToJoinOrganization\":false,\"allowUserConsentForRiskyApps\":null,\"blockMsolPowerShell\":false,"
                + "\"description\":\"Used to manage authorization related settings across the company.\",\"displayName\":\"Authorization Policy\","
                + "\"guestUserRoleId\":\"10dae51f-b6af-4016-8d66-8c2a99b929b3\",\"defaultUserRolePermissions\":{\"allowedToCreateApps\":true,"
                + "\"allowedToCreateSecurityGroups\":true,\"allowedToCreateTenants\":true,\"allowedToReadBitlockerKeysForOwnedDevice\":true,"
                + "\"allowedToReadOtherUsers\":true,\"permissionGrantPoliciesAssigned\":[\"ManagePermissionGrantsForSelf.microsoft-user-default-legacy\"]}}",
            policy.ToJsonString());
    }

    [Fact]
    public async Task Beta_HasACollectionOfOnePolicy()
    {
        var list = (await _admin.GetAnswerAsync(Beta)).Is(HttpStatusCode.OK);
        var one = (await _admin.GetAnswerAsync($"{Beta}/authorizationPolicy")).Is(HttpStatusCode.OK).Json.AsObject();

        Assert.Equal("http://localhost/beta/$metadata#policies/authorizationPolicy", (string?)list.Json["@odata.context"]);
        Assert.Equal("http://localhost/beta/$metadata#policies/authorizationPolicy/$entity", (string?)one["@odata.context"]);
        one.Remove("@odata.context");
        Assert.Equal(one.ToJsonString(), Assert.Single(list.Value)!.ToJsonString());
        Assert.Equal("[]", one["enabledPreviewFeatures"]!.ToJsonString());
        Assert.Equal("ManagePermissionGrantsForSelf.microsoft-user-default-legacy", (string?)one["permissionGrantPolicyIdsAssignedToDefaultUserRole"]![0]);
        (await _admin.GetAnswerAsync($"{Beta}/other")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.PatchAnswerAsync($"{Beta}/other", Restricted)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync($"{Policy}/authorizationPolicy")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Update_KeepsWhatIsNotSent()
    {
        (await _admin.PatchAnswerAsync(Policy, """{"allowInvitesFrom":"adminsAndGuestInviters","defaultUserRolePermissions":{"allowedToCreateApps":false}}"""))
            .Is(HttpStatusCode.NoContent);

        var policy = (await _admin.GetAnswerAsync(Policy)).Json;
        Assert.Equal("adminsAndGuestInviters", (string?)policy["allowInvitesFrom"]);
        Assert.False((bool)policy["defaultUserRolePermissions"]!["allowedToCreateApps"]!);
        Assert.True((bool)policy["defaultUserRolePermissions"]!["allowedToCreateSecurityGroups"]!);
    }

    [Theory]
    [InlineData(Policy)]
    [InlineData($"{Beta}/authorizationPolicy")]
    public async Task Update_WithTheWholePolicyAsItWasRead_ChangesNothing(string policy)
    {
        (await _admin.PatchAnswerAsync(Policy, """{"blockMsolPowerShell":true}""")).Is(HttpStatusCode.NoContent);
        var before = (await _admin.GetAnswerAsync(policy)).Is(HttpStatusCode.OK);

        (await _admin.PatchAnswerAsync(policy, before.Text)).Is(HttpStatusCode.NoContent);

        Assert.Equal(before.Text, (await _admin.GetAnswerAsync(policy)).Text);
        Assert.Equal(1, await _tenant.Server.QueryAsync(
            _tenant.Id, db => db.AuditRecords.CountAsync(a => a.ActivityDisplayName == "Update authorization policy")));
    }

    [Fact]
    public async Task Update_OnBeta_SetsTheGrantPoliciesThatV1ShowsToo()
    {
        (await _admin.PatchAnswerAsync($"{Beta}/authorizationPolicy", """
            {"permissionGrantPolicyIdsAssignedToDefaultUserRole":[],"enabledPreviewFeatures":["assignGroupsToRoles"]}
            """)).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync(Beta, Restricted)).Is(HttpStatusCode.MethodNotAllowed);

        Assert.Empty((await _admin.GetAnswerAsync(Policy)).Json["defaultUserRolePermissions"]!["permissionGrantPoliciesAssigned"]!.AsArray());
        Assert.Equal("assignGroupsToRoles", (string?)(await _admin.GetAnswerAsync($"{Beta}/authorizationPolicy")).Json["enabledPreviewFeatures"]![0]);
    }

    [Theory]
    [InlineData("""{"guestUserRoleId":"62e90394-69f5-4237-9190-012177145e10"}""")]
    [InlineData("""{"guestUserRoleId":"guest"}""")]
    [InlineData("""{"allowInvitesFrom":"nobody"}""")]
    [InlineData("""{"allowedToUseSSPR":"perhaps"}""")]
    [InlineData("""{"defaultUserRolePermissions":{"permissionGrantPoliciesAssigned":["low"]}}""")]
    [InlineData("""{"defaultUserRolePermissions":7}""")]
    [InlineData("""{"unknown":true}""")]
    [InlineData("""{"enabledPreviewFeatures":["a"]}""")]
    [InlineData("{}")]
    public async Task Update_WithABodyThatDoesNotFit_Answers400(string body)
    {
        var before = (await _admin.GetAnswerAsync(Policy)).Text;

        (await _admin.PatchAnswerAsync(Policy, body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(before, (await _admin.GetAnswerAsync(Policy)).Text);
    }

    [Fact]
    public async Task Guests_WhoAreRestricted_ReadOnlyThemselves()
    {
        var guest = await _tenant.AsAsync(Guest);
        (await guest.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        (await _admin.PatchAnswerAsync(Policy, Restricted)).Is(HttpStatusCode.NoContent);

        (await guest.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await guest.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await guest.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await guest.GetAnswerAsync($"/v1.0/users/{SampleTenant.UserId(29)}")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync($"/v1.0/users/{TheDirectory.Adele}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guests_WithTheRoleOfMembers_ReadTheDirectory()
    {
        var guest = await _tenant.AsAsync(Guest);
        (await guest.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        (await _admin.PatchAnswerAsync(Policy, AsMember)).Is(HttpStatusCode.NoContent);

        (await guest.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
        (await guest.GetAnswerAsync("/v1.0/groups")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Members_WhoMayNotReadOthers_ReadOnlyThemselves()
    {
        var kim = await _tenant.AsAsync("kim");
        (await _admin.PatchAnswerAsync(Policy, """{"defaultUserRolePermissions":{"allowedToReadOtherUsers":false}}""")).Is(HttpStatusCode.NoContent);

        foreach (var path in new[]
        {
            "users", "users/$count", "users/delta", "directory/deletedItems/microsoft.graph.user", $"users/{TheDirectory.Adele}",
            $"users/{TheDirectory.Adele}/memberOf", $"directoryObjects/{TheDirectory.Adele}",
        })
        {
            (await kim.AnswerAsync(HttpMethod.Get, $"/v1.0/{path}", headers: ("ConsistencyLevel", "eventual")))
                .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        }

        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await kim.GetAnswerAsync($"/v1.0/users/{TheDirectory.Kim}")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("directory.reader")).GetAnswerAsync($"/v1.0/users/{TheDirectory.Adele}")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync("User.Read.All")).GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Members_WhoMayNotCreateSecurityGroups_AreRefused()
    {
        var kim = await _tenant.AsAsync("kim");
        (await _admin.PatchAnswerAsync(Policy, """{"defaultUserRolePermissions":{"allowedToCreateSecurityGroups":false}}""")).Is(HttpStatusCode.NoContent);

        (await kim.PostAnswerAsync("/v1.0/groups", TheDirectory.NewGroup("Bakers").ToJsonString())).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        var unified = TheDirectory.NewGroup("Bakers");
        (unified["mailEnabled"], unified["securityEnabled"], unified["groupTypes"]) = (true, false, new JsonArray("Unified"));
        (await kim.PostAnswerAsync("/v1.0/groups", unified.ToJsonString())).Is(HttpStatusCode.Created);
        await (await _tenant.AsAsync("groups.admin")).CreateGroupAsync("Bakers");
    }

    [Theory]
    [InlineData("global.admin", HttpStatusCode.OK, HttpStatusCode.NoContent)]
    [InlineData("privileged.role.admin", HttpStatusCode.OK, HttpStatusCode.NoContent)]
    [InlineData("global.reader", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("security.reader", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("user.admin", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Role_DecidesWhoReadsAndWrites(string alias, HttpStatusCode read, HttpStatusCode write)
    {
        var caller = await _tenant.AsAsync(alias);

        (await caller.GetAnswerAsync(Policy)).Is(read);
        (await caller.PatchAnswerAsync(Policy, """{"blockMsolPowerShell":true}""")).Is(write);
    }

    [Fact]
    public async Task Applications_TakeThePermissionsOfThePages()
    {
        (await (await _tenant.AsAppAsync("Policy.Read.All")).GetAnswerAsync(Policy)).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync("Policy.Read.All")).PatchAnswerAsync(Policy, Restricted)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("Policy.ReadWrite.Authorization")).PatchAnswerAsync(Policy, Restricted)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Policies_ChangedAtOnce_KeepEveryChange()
    {
        var answers = await Task.WhenAll(
            _admin.PatchAnswerAsync(Policy, """{"blockMsolPowerShell":true}"""),
            _admin.PatchAnswerAsync(Policy, """{"allowInvitesFrom":"none"}"""),
            _admin.PatchAnswerAsync(Policy, """{"allowedToUseSSPR":false}"""),
            _admin.PatchAnswerAsync(Policy, """{"description":"Ours"}"""));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.NoContent));
        var policy = (await _admin.GetAnswerAsync(Policy)).Json;
        Assert.Equal((true, "none", false, "Ours"),
            ((bool)policy["blockMsolPowerShell"]!, (string?)policy["allowInvitesFrom"], (bool)policy["allowedToUseSSPR"]!, (string?)policy["description"]));
    }

    [Fact]
    public async Task Policy_OfAnotherTenant_IsUntouched()
    {
        var other = await NewTenantAsync();
        (await _admin.PatchAnswerAsync(Policy, Restricted)).Is(HttpStatusCode.NoContent);

        var theirs = (await (await other.AsAsync("global.admin")).GetAnswerAsync(Policy)).Json;

        Assert.Equal("10dae51f-b6af-4016-8d66-8c2a99b929b3", (string?)theirs["guestUserRoleId"]);
    }
}
