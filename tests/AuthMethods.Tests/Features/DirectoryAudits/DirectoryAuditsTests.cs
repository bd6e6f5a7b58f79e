using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.DirectoryAudits;

public sealed class DirectoryAuditsTests : TenantTests
{
    private const string Url = "/v1.0/auditLogs/directoryAudits";
    private const string Office = """{"phoneNumber":"+1 4255555557","phoneType":"office"}""";

    private HttpClient _reader = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _reader = await _tenant.AsAsync("reports.reader");
    }

    [Fact]
    public async Task Record_SaysWhoDidWhatToWhom()
    {
        var correlation = await AddPhoneAsync("auth.admin", "balas");

        var list = await ListAsync($"correlationId eq '{correlation}'");
        var record = Assert.Single(list.Value)!;

        Assert.EndsWith("/v1.0/$metadata#auditLogs/directoryAudits", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            [
                "id", "category", "correlationId", "result", "resultReason", "activityDisplayName", "activityDateTime", "loggedByService", "operationType",
                "initiatedBy", "targetResources", "additionalDetails",
            ],
            record.AsObject().Select(p => p.Key));
        Assert.Equal(
            ("UserManagement", "success", "Admin registered phone method for user", "Admin registered security info", "Authentication Methods", "Add"),
            ((string)record["category"]!, (string)record["result"]!, (string)record["resultReason"]!,
                (string)record["activityDisplayName"]!, (string)record["loggedByService"]!, (string)record["operationType"]!));
        var user = record["initiatedBy"]!["user"]!;
        Assert.Null(record["initiatedBy"]!["app"]);
        Assert.Equal(
            (SampleTenant.UserId(3).ToString(), "Auth Admin", _tenant.Name("auth.admin")),
            ((string)user["id"]!, (string)user["displayName"]!, (string)user["userPrincipalName"]!));
        var target = Assert.Single(record["targetResources"]!.AsArray())!;
        Assert.Equal(
            (SampleTenant.UserId(21).ToString(), "User", _tenant.Name("balas")),
            ((string)target["id"]!, (string)target["type"]!, (string)target["userPrincipalName"]!));
        Assert.Empty(target["modifiedProperties"]!.AsArray());
    }

    [Fact]
    public async Task PerformedBy_IsNullAndOnBetaAlone()
    {
        var correlation = await AddPhoneAsync("auth.admin", "balas");
        var filter = $"?$filter=correlationId eq '{correlation}'";

        var beta = (await _reader.GetAnswerAsync(Url.Replace("v1.0", "beta", StringComparison.Ordinal) + filter)).Is(HttpStatusCode.OK).Value.Single()!;

        Assert.True(beta.AsObject().TryGetPropertyValue("performedBy", out var performer));
        Assert.Null(performer);
        Assert.False((await _reader.GetAnswerAsync(Url + filter)).Value.Single()!.AsObject().ContainsKey("performedBy"));
    }

    [Theory]
    [InlineData("Policy", "Voice", "PATCH", "policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Voice", """{"state":"enabled"}""")]
    [InlineData("Policy", "Contoso", "POST", "policies/authenticationStrengthPolicies", """{"displayName":"Contoso","allowedCombinations":["fido2"]}""")]
    [InlineData("Group", "Pilots", "POST", "groups", """{"displayName":"Pilots","mailEnabled":false,"mailNickname":"pilots","securityEnabled":true}""")]
    [InlineData(
        "Role",
        "Key cutter",
        "POST",
        "roleManagement/directory/roleDefinitions",
        """{"displayName":"Key cutter","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/users/basic/update"]}]}""")]
    [InlineData("Role", "Attack Payload Author", "POST", "directoryRoles", """{"roleTemplateId":"9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f"}""")]
    [InlineData(
        "Group",
        "Helpdesk team",
        "POST",
        "roleManagement/directory/roleAssignments",
        """{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","principalId":"00000000-0000-4000-8000-000000000101","directoryScopeId":"/"}""")]
    [InlineData(
        "ServicePrincipal",
        "Provisioning",
        "POST",
        "groups/00000000-0000-4000-8000-000000000101/members/$ref",
        """{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/00001111-aaaa-2222-bbbb-3333cccc4444"}""")]
    [InlineData(
        "Device",
        "TOTP-1",
        "POST",
        "directory/authenticationMethodDevices/hardwareOathDevices",
        """{"serialNumber":"TOTP-1","manufacturer":"Contoso","model":"1000","secretKey":"6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB","timeIntervalInSeconds":30}""")]
    public async Task Record_OfSomethingOtherThanAUser_SaysWhatItIsAndIsFoundByItsName(string type, string name, string verb, string path, string body)
    {
        var answer = await (await _tenant.AsAsync("global.admin")).AnswerAsync(new(verb), $"/beta/{path}", body);
        Assert.True((int)answer.Status is >= 200 and < 300, answer.Text);

        var target = Assert.Single(Assert.Single((await ListAsync($"targetResources/any(t:t/displayName eq '{name}')")).Value)!["targetResources"]!.AsArray())!;

        Assert.Equal((type, name, null), ((string)target["type"]!, (string)target["displayName"]!, (string?)target["userPrincipalName"]));
    }

    [Fact]
    public async Task Record_OfAChangedUser_NamesThePropertiesAndNotTheirValues()
    {
        var patch = await (await _tenant.AsAsync("global.admin")).PatchAnswerAsync(
            $"/v1.0/users/{_tenant.Name("balas")}", """{"jobTitle":"Secret agent","city":"Oslo","displayName":"Balas"}""");
        patch.Is(HttpStatusCode.NoContent);

        var records = await ListAsync("activityDisplayName eq 'Update user'");

        var target = Assert.Single(Assert.Single(records.Value)!["targetResources"]!.AsArray())!;
        Assert.Equal(
            """[{"displayName":"Included Updated Properties","oldValue":null,"newValue":"city, displayName, jobTitle"}]""",
            target["modifiedProperties"]!.ToJsonString());
        Assert.DoesNotContain("Secret agent", records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfAMembership_SaysThatAUserIsOne()
    {
        var members = "/v1.0/groups/00000000-0000-4000-8000-000000000101/members";
        var admin = await _tenant.AsAsync("global.admin");
        (await admin.PostAnswerAsync($"{members}/$ref", TheDirectory.Reference(TheDirectory.Kim))).Is(HttpStatusCode.NoContent);
        (await admin.DeleteAnswerAsync($"{members}/{TheDirectory.Kim}/$ref")).Is(HttpStatusCode.NoContent);

        var records = (await ListAsync("loggedByService eq 'Core Directory' and targetResources/any(t:t/id eq '00000000-0000-4000-8000-000000000022')")).Value;

        Assert.Equal(["Remove member from group", "Add member to group"], records.Select(r => (string)r!["activityDisplayName"]!));
        Assert.All(records, r =>
            Assert.Equal(
                ("User", _tenant.Name("kim")), ((string)r!["targetResources"]![0]!["type"]!, (string)r["targetResources"]![0]!["userPrincipalName"]!)));
    }

    [Fact]
    public async Task Record_OfAnApplication_NamesItAndNoUser()
    {
        var correlation = Guid.NewGuid().ToString();
        (await (await _tenant.AsAppAsync()).AnswerAsync(HttpMethod.Post, Phones("balas"), Office, headers: ("client-request-id", correlation)))
            .Is(HttpStatusCode.Created);

        var record = Assert.Single((await ListAsync($"correlationId eq '{correlation}'")).Value)!;

        Assert.Null(record["initiatedBy"]!["user"]);
        Assert.Equal(
            (SampleTenant.Provisioning.ToString(), "Provisioning"),
            ((string)record["initiatedBy"]!["app"]!["appId"]!, (string)record["initiatedBy"]!["app"]!["displayName"]!));
    }

    [Fact]
    public async Task Get_AnswersTheRecord_AndAnUnknownOne404()
    {
        var id = (string)(await ListAsync($"correlationId eq '{await AddPhoneAsync("auth.admin", "balas")}'")).Value.Single()!["id"]!;

        var found = (await _reader.GetAnswerAsync($"{Url}/{id}")).Is(HttpStatusCode.OK);

        Assert.EndsWith("#auditLogs/directoryAudits/$entity", (string?)found.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal("Admin registered security info", (string?)found.Json["activityDisplayName"]);
        (await _reader.GetAnswerAsync($"{Url}/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _reader.GetAnswerAsync($"{Url}/nothing")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Beta_ShowsTheUserAgentToo()
    {
        var correlation = Guid.NewGuid().ToString();
        (await (await _tenant.AsAsync("auth.admin")).AnswerAsync(
            HttpMethod.Post, Phones("balas"), Office, headers: [("client-request-id", correlation), ("User-Agent", "audit-test/1.0")]))
            .Is(HttpStatusCode.Created);

        var list = (await _reader.GetAnswerAsync($"/beta/auditLogs/directoryAudits?$filter=correlationId eq '{correlation}'")).Is(HttpStatusCode.OK);

        Assert.Equal("audit-test/1.0", (string?)list.Value.Single()!["userAgent"]);
    }

    [Theory]
    [InlineData("activityDisplayName eq 'Admin registered security info'", 2, "an activity")]
    [InlineData("startswith(activityDisplayName,'Admin deleted')", 1, "the beginning of an activity")]
    [InlineData("loggedByService eq 'Core Directory'", 2, "a service")]
    [InlineData("category eq 'UserManagement' and loggedByService eq 'Authentication Methods'", 3, "two conditions")]
    [InlineData("initiatedBy/user/id eq '00000000-0000-4000-8000-000000000003'", 3, "a user's id")]
    [InlineData("initiatedBy/user/displayName eq 'Auth Admin'", 3, "a user's name")]
    [InlineData("initiatedBy/user/userPrincipalName eq '{auth.admin}'", 3, "a principal name")]
    [InlineData("startswith(initiatedBy/user/userPrincipalName,'auth.')", 3, "the beginning of a principal name")]
    [InlineData("initiatedBy/app/appId eq '00001111-aaaa-2222-bbbb-3333cccc4444'", 1, "an application")]
    [InlineData("initiatedBy/app/displayName eq 'Provisioning'", 1, "an application's name")]
    [InlineData("targetResources/any(t:t/id eq '00000000-0000-4000-8000-000000000021')", 3, "a target")]
    [InlineData("targetResources/any(t: t/displayName eq '{domain}')", 1, "a target's name")]
    [InlineData("targetResources/any(t:startswith(t/displayName,'t'))", 1, "the beginning of a target's name")]
    [InlineData("id eq 'nothing'", 0, "an unknown id")]
    [InlineData("activityDateTime ge 2100-01-01T00:00:00Z", 0, "a time to come")]
    [InlineData("activityDateTime le 2100-01-01T00:00:00Z", 5, "all times")]
    public async Task Filter_KeepsWhatMeetsIt(string filter, int count, string because)
    {
        await AddPhoneAsync("auth.admin", "balas");
        await AddPhoneAsync("auth.admin", "megan");
        (await (await _tenant.AsAsync("auth.admin")).DeleteAnswerAsync($"{Phones("balas")}/{MethodIds.Office}")).Is(HttpStatusCode.NoContent);
        (await (await _tenant.AsAppAsync()).PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/revokeSignInSessions")).Is(HttpStatusCode.OK);

        var list = await ListAsync(filter
            .Replace("{auth.admin}", _tenant.Name("auth.admin"), StringComparison.Ordinal)
            .Replace("{domain}", _tenant.Domain, StringComparison.Ordinal));

        Assert.True(count == list.Value.Count, $"{because}: {string.Join(", ", list.Value.Select(r => r!["activityDisplayName"]))}");
    }

    [Theory]
    [InlineData("result eq 'success'")]
    [InlineData("activityDisplayName ne 'Add user'")]
    [InlineData("contains(activityDisplayName,'user')")]
    [InlineData("nothing eq 'x'")]
    [InlineData("activityDateTime eq 'yesterday'")]
    [InlineData("targetResources/all(t:t/id eq 'x')")]
    public async Task Filter_ThatIsNotSupported_Answers400(string filter) =>
        (await _reader.GetAnswerAsync($"{Url}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Theory]
    [InlineData("$skip=1")]
    [InlineData("$orderby=activityDisplayName")]
    [InlineData("$search=\"activityDisplayName:x\"")]
    [InlineData("$top=1001")]
    [InlineData("$skiptoken=x")]
    public async Task List_WithWhatIsNotSupported_Answers400(string query) =>
        (await _reader.GetAnswerAsync($"{Url}?{query}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task List_WithCount_CountsWithoutAHeader() =>
        Assert.Equal(1, (int)(await _reader.GetAnswerAsync($"{Url}?$count=true&$top=1")).Is(HttpStatusCode.OK).Json["@odata.count"]!);

    [Fact]
    public async Task List_IsNewestFirst_AndPagesJoinToTheWhole()
    {
        foreach (var alias in new[] { "balas", "megan", "alex", "synced" }) await AddPhoneAsync("auth.admin", alias);
        var all = (await _reader.GetAnswerAsync(Url)).Is(HttpStatusCode.OK).Value;

        var (ids, link) = (new List<string>(), $"{Url}?$top=2");
        while (link is not null)
        {
            var page = (await _reader.GetAnswerAsync(link)).Is(HttpStatusCode.OK);
            Assert.True(page.Value.Count <= 2);
            ids.AddRange(page.Value.Select(r => (string)r!["id"]!));
            // Records written meanwhile are newer than all remaining pages.
            await AddPhoneAsync("auth.admin", ids.Count == 2 ? "disabled" : "group.member");
            link = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(all.Select(r => (string)r!["id"]!), ids);
        var times = all.Select(r => (DateTimeOffset)r!["activityDateTime"]!).ToArray();
        Assert.Equal(times.OrderDescending(), times);
        var ascending = (await _reader.GetAnswerAsync($"{Url}?$orderby=activityDateTime")).Is(HttpStatusCode.OK).Value;
        Assert.Equal("Create company", (string?)ascending[0]!["activityDisplayName"]);
    }

    [Theory]
    [InlineData("global.reader", HttpStatusCode.OK)]
    [InlineData("security.reader", HttpStatusCode.OK)]
    [InlineData("global.admin", HttpStatusCode.OK)]
    [InlineData("auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("user.admin", HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden)]
    public async Task List_IsForTheRolesThatReadReports(string alias, HttpStatusCode status)
    {
        var answer = (await (await _tenant.AsAsync(alias)).GetAnswerAsync(Url)).Is(status);

        if (status == HttpStatusCode.Forbidden) Assert.Equal("Authentication_RequestFromUnsupportedUserRole", answer.ErrorCode);
    }

    [Fact]
    public async Task List_WithoutThePermission_Answers403()
    {
        var refused = (await (await _tenant.AsAsync("global.admin", "User.Read.All")).GetAnswerAsync(Url))
            .Is(HttpStatusCode.Forbidden, "Authentication_MSGraphPermissionMissing");

        Assert.Equal("Calling principal does not have required MSGraph permissions AuditLog.Read.All", refused.ErrorMessage);
        (await (await _tenant.AsAppAsync("Directory.Read.All")).GetAnswerAsync(Url)).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAppAsync("User.Read.All")).GetAnswerAsync(Url)).Is(HttpStatusCode.Forbidden, "Authentication_MSGraphPermissionMissing");
    }

    [Fact]
    public async Task List_OfATenantWithoutPremiumLicences_IsAnswered()
    {
        await _tenant.Server.ChangeAsync(_tenant.Id, async db => (await db.Tenants.FindAsync(_tenant.Id))!.LicenseProfile = "free");

        (await _reader.GetAnswerAsync(Url)).Is(HttpStatusCode.OK);
    }

    private string Phones(string alias) => $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods";

    private async Task<Answer> ListAsync(string filter) =>
        (await _reader.GetAnswerAsync($"{Url}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.OK);

    /// <summary>Makes one change and returns its correlation id; a phone that exists already is deleted instead.</summary>
    private async Task<string> AddPhoneAsync(string caller, string target)
    {
        var (client, correlation) = (await _tenant.AsAsync(caller), Guid.NewGuid().ToString());
        var added = await client.AnswerAsync(HttpMethod.Post, Phones(target), Office, headers: ("client-request-id", correlation));
        if (added.Status == HttpStatusCode.BadRequest) (await client.DeleteAnswerAsync($"{Phones(target)}/{MethodIds.Office}")).Is(HttpStatusCode.NoContent);
        return correlation;
    }
}
