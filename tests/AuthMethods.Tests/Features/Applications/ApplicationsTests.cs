using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Applications;

public sealed class ApplicationsTests() : AdminTests("global.admin")
{
    [Fact]
    public async Task Create_AnswersTheWholeApplication()
    {
        var created = (await _admin.PostAnswerAsync("/v1.0/applications", """{"displayName":"Joiners"}""")).Is(HttpStatusCode.Created);
        var json = created.Json.AsObject();

        Assert.EndsWith($"/v1.0/applications/{(string)json["id"]!}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotEqual((string)json["id"]!, (string)json["appId"]!);
        foreach (var changing in new[] { "id", "appId", "createdDateTime" })
        {
            Assert.NotNull(json[changing]);
            json.Remove(changing);
        }

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse($$$"""
                    {"@odata.context":"http://localhost/v1.0/$metadata#applications/$entity","deletedDateTime":null,"addIns":[],"applicationTemplateId":null,
                    "certification":null,"defaultRedirectUri":null,"description":null,"disabledByMicrosoftStatus":null,"displayName":"Joiners",
                    "groupMembershipClaims":null,"identifierUris":[],"isDeviceOnlyAuthSupported":null,"isFallbackPublicClient":null,"notes":null,
                    "publisherDomain":"{{{_tenant.Domain}}}","samlMetadataUrl":null,"serviceManagementReference":null,"signInAudience":"AzureADMyOrg","tags":[],
                    "tokenEncryptionKeyId":null,
                    "api":{"acceptMappedClaims":null,"knownClientApplications":[],"oauth2PermissionScopes":[],"preAuthorizedApplications":[],"requestedAccessTokenVersion":null},
                    "appRoles":[],"info":{"logoUrl":null,"marketingUrl":null,"privacyStatementUrl":null,"supportUrl":null,"termsOfServiceUrl":null},
                    "keyCredentials":[],"optionalClaims":null,"parentalControlSettings":{"countriesBlockedForMinors":[],"legalAgeGroupRule":"Allow"},
                    "passwordCredentials":[],"publicClient":{"redirectUris":[]},"requiredResourceAccess":[],"spa":{"redirectUris":[]},
                    "verifiedPublisher":{"addedDateTime":null,"displayName":null,"verifiedPublisherId":null},
                    "web":{"homePageUrl":null,"implicitGrantSettings":{"enableAccessTokenIssuance":false,"enableIdTokenIssuance":false},"logoutUrl":null,"redirectUris":[]}}
                    """),
                json),
            created.Text);
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Get_FindsAnApplicationByObjectIdAndByAppId(string version)
    {
        var application = await _admin.RegisterAsync();

        foreach (var path in new[] { $"applications/{application.Id}", $"applications(appId='{application.AppId}')", $"applications('{application.Id}')" })
        {
            Assert.Equal("Joiners", (string?)(await _admin.GetAnswerAsync($"/{version}/{path}")).Is(HttpStatusCode.OK).Json["displayName"]);
        }

        foreach (var unknown in new[] { $"applications/{application.AppId}", $"applications(appId='{application.Id}')", "applications(appId='x')", "applications/x" })
        {
            (await _admin.GetAnswerAsync($"/{version}/{unknown}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        }
    }

    [Fact]
    public async Task List_HasTheSampleApplications()
    {
        var list = (await _admin.GetAnswerAsync("/v1.0/applications?$select=appId,displayName&$orderby=displayName")).Is(HttpStatusCode.OK);

        Assert.EndsWith("$metadata#applications(appId,displayName)", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(["Admin tools", "Provisioning", "Reporting"], list.Value.Select(a => (string?)a!["displayName"]));
        Assert.Equal(SampleTenant.Provisioning.ToString(), (string?)list.Value[1]!["appId"]);
    }

    [Theory]
    [InlineData("$filter=displayName eq 'provisioning'", "Provisioning")]
    [InlineData("$filter=startswith(displayName,'re')", "Reporting")]
    [InlineData("$filter=appId eq '00001111-aaaa-2222-bbbb-3333cccc4444'", "Provisioning")]
    [InlineData("$filter=id eq '11112222-0000-3333-cccc-4444dddd5555'", "Reporting")]
    [InlineData("$filter=tags/any(t:t eq 'None')")]
    [InlineData("$top=1&$orderby=displayName desc", "Reporting")]
    public async Task List_IsFilteredAndSorted(string query, params string[] names) =>
        Assert.Equal(names, (await _admin.GetAnswerAsync($"/v1.0/applications?{query}")).Is(HttpStatusCode.OK).Value.Select(a => (string?)a!["displayName"]));

    [Fact]
    public async Task List_IsSearchedAndCounted()
    {
        var found = await _admin.AnswerAsync(
            HttpMethod.Get, "/v1.0/applications?$search=\"displayName:prov\"&$count=true", headers: ("ConsistencyLevel", "eventual"));
        Assert.Equal("Provisioning", (string?)found.Is(HttpStatusCode.OK).Value.Single()!["displayName"]);
        Assert.Equal(1, (int)found.Json["@odata.count"]!);
        var count = await _admin.AnswerAsync(HttpMethod.Get, "/v1.0/applications/$count", headers: ("ConsistencyLevel", "eventual"));
        Assert.Equal("3", count.Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task List_InPages_HasEachOnce()
    {
        var names = new List<string>();
        for (var next = "/v1.0/applications?$top=2"; next is not null;)
        {
            var page = (await _admin.GetAnswerAsync(next)).Is(HttpStatusCode.OK);
            names.AddRange(page.Value.Select(a => (string)a!["displayName"]!));
            next = (string?)page.Json["@odata.nextLink"];
        }

        Assert.Equal(["Admin tools", "Provisioning", "Reporting"], names.Order());
    }

    [Fact]
    public async Task Update_ChangesWhatIsSentAndKeepsTheRest()
    {
        var application = await _admin.RegisterAsync(more: ""","web":{"homePageUrl":"https://a.example","redirectUris":["https://a.example/auth"]},"tags":["blue"]""");

        (await _admin.PatchAnswerAsync(application.Path, """{"web":{"redirectUris":["https://b.example/auth"]},"notes":"n","isFallbackPublicClient":true}"""))
            .Is(HttpStatusCode.NoContent);
        var updated = (await _admin.GetAnswerAsync(application.Path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("https://a.example", (string?)updated["web"]!["homePageUrl"]);
        Assert.Equal("https://b.example/auth", (string?)updated["web"]!["redirectUris"]!.AsArray().Single());
        Assert.Equal(("n", true, "blue"), ((string?)updated["notes"], (bool?)updated["isFallbackPublicClient"], (string?)updated["tags"]![0]));
        Assert.Single((await _admin.GetAnswerAsync("/v1.0/applications?$filter=tags/any(t:t eq 'BLUE')")).Is(HttpStatusCode.OK).Value);

        (await _admin.PatchAnswerAsync(application.Path, """{"notes":null,"web":{"homePageUrl":null},"displayName":"Leavers"}""")).Is(HttpStatusCode.NoContent);
        updated = (await _admin.GetAnswerAsync(application.Path)).Is(HttpStatusCode.OK).Json;
        Assert.Null(updated["notes"]);
        Assert.Null(updated["web"]!["homePageUrl"]);
        Assert.Equal("Leavers", (string?)(await _admin.GetAnswerAsync(application.PrincipalPath)).Is(HttpStatusCode.OK).Json["displayName"]);
    }

    [Fact]
    public async Task Update_TakesAnApplicationAsItWasRead()
    {
        var application = await _admin.RegisterAsync();
        await _admin.AddPasswordAsync(application.Path);
        var read = (await _admin.GetAnswerAsync(application.Path)).Is(HttpStatusCode.OK);

        (await _admin.PatchAnswerAsync(application.Path, read.Text)).Is(HttpStatusCode.NoContent);
        Assert.Equal(read.Text, (await _admin.GetAnswerAsync(application.Path)).Text);
    }

    [Theory]
    [InlineData("""{}""", "BadRequest")]
    [InlineData("""{"notes":"no name"}""", "Request_BadRequest")]
    [InlineData("""{"displayName":7}""", "BadRequest")]
    [InlineData("""{"displayName":""}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","tags":"blue"}""", "BadRequest")]
    [InlineData("""{"displayName":"x","tags":[7]}""", "BadRequest")]
    [InlineData("""{"displayName":"x","web":[]}""", "BadRequest")]
    [InlineData("""{"displayName":"x","web":{"redirectUris":["http://a.example"]}}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","spa":{"redirectUris":["not an address"]}}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","publicClient":{"redirectUris":["javascript:alert(1)"]}}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","web":{"colour":"red"}}""", "BadRequest")]
    [InlineData("""{"displayName":"x","colour":"red"}""", "BadRequest")]
    [InlineData("""{"displayName":"x","signInAudience":"Everyone"}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","isFallbackPublicClient":"maybe"}""", "BadRequest")]
    [InlineData("""{"displayName":"x","appRoles":[{"id":"no guid","allowedMemberTypes":["User"],"isEnabled":true}]}""", "BadRequest")]
    [InlineData("""{"displayName":"x","appRoles":[{"allowedMemberTypes":["User"],"isEnabled":true}]}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","requiredResourceAccess":[{"resourceAppId":"y","resourceAccess":[{"id":true}]}]}""", "BadRequest")]
    [InlineData("""{"displayName":"x","keyCredentials":[{"key":"AAAA"}]}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","keyCredentials":[{"key":"%%"}]}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","keyCredentials":[{}]}""", "Request_BadRequest")]
    [InlineData("""{"@odata.type":"#microsoft.graph.user","displayName":"x"}""", "BadRequest")]
    public async Task Create_WithAnInvalidValue_Answers400(string body, string code)
    {
        (await _admin.PostAnswerAsync("/v1.0/applications", body)).Is(HttpStatusCode.BadRequest, code);

        Assert.Equal(3, (await _admin.GetAnswerAsync("/v1.0/applications")).Value.Count);
    }

    [Theory]
    [InlineData("""{"info":1}""", "Cannot convert the literal '1' to the expected type 'microsoft.graph.informationalUrl'.")]
    [InlineData("""{"publicClient":""}""", "Cannot convert the literal '' to the expected type 'microsoft.graph.publicClientApplication'.")]
    [InlineData("""{"requiredResourceAccess":"all"}""",
        "Cannot convert the literal 'all' to the expected type 'Collection(microsoft.graph.requiredResourceAccess)'.")]
    public async Task Update_OfAnObjectWithAnotherValue_NamesTheExpectedType(string body, string message)
    {
        var path = $"/v1.0/applications(appId='{SampleTenant.Provisioning}')";

        var refused = (await _admin.PatchAnswerAsync(path, body)).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal(message, (string?)refused.Json["error"]!["message"]);
    }

    [Fact]
    public async Task Update_WithAnnotationsOnly_ChangesNothing()
    {
        var path = $"/v1.0/applications(appId='{SampleTenant.Provisioning}')";
        var before = (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.OK).Text;

        (await _admin.PatchAnswerAsync(path, """{"@odata.id":"x"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal(before, (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.OK).Text);
        Assert.Empty((await _admin.GetAnswerAsync("/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Update application'")).Value);
    }

    [Fact]
    public async Task Create_WithPasswords_ShowsTheirSecretsOnce()
    {
        var created = (await _admin.PostAnswerAsync(
            "/v1.0/applications", """{"displayName":"Joiners","passwordCredentials":[{"displayName":"first"}]}""")).Is(HttpStatusCode.Created).Json;

        Assert.Equal(40, ((string)created["passwordCredentials"]![0]!["secretText"]!).Length);
        var read = (await _admin.GetAnswerAsync($"/v1.0/applications/{created["id"]}")).Is(HttpStatusCode.OK).Json["passwordCredentials"]![0]!;
        Assert.Null(read["secretText"]);
        Assert.Equal("first", (string?)read["displayName"]);
    }

    [Fact]
    public async Task AddPassword_AnswersTheSecretWithItsHint()
    {
        var application = await _admin.RegisterAsync();

        var added = (await _admin.PostAnswerAsync(
            $"{application.Path}/addPassword", """{"passwordCredential":{"displayName":"Pipeline","endDateTime":"2099-01-02T03:04:05Z"}}"""))
            .Is(HttpStatusCode.OK).Json;
        Assert.Equal("http://localhost/v1.0/$metadata#microsoft.graph.passwordCredential", (string?)added["@odata.context"]);
        Assert.Equal(("Pipeline", "2099-01-02T03:04:05Z"), ((string?)added["displayName"], (string?)added["endDateTime"]));
        Assert.Equal(((string)added["secretText"]!)[..3], (string?)added["hint"]);
        var kept = (await _admin.GetAnswerAsync(application.Path)).Json["passwordCredentials"]!.AsArray().Single()!;
        Assert.Equal(((string?)added["keyId"], (string?)added["hint"], null), ((string?)kept["keyId"], (string?)kept["hint"], (string?)kept["secretText"]));

        var usual = (await _admin.PostAnswerAsync($"{application.Path}/addPassword")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(2, ((DateTimeOffset)usual["endDateTime"]!).Year - ((DateTimeOffset)usual["startDateTime"]!).Year);
    }

    [Theory]
    [InlineData("""{"passwordCredential":7}""", "BadRequest")]
    [InlineData("""{"passwordCredential":{"endDateTime":"soon"}}""", "BadRequest")]
    [InlineData("""{"passwordCredential":{"startDateTime":"2030-01-01T00:00:00Z","endDateTime":"2029-01-01T00:00:00Z"}}""", "Request_BadRequest")]
    [InlineData("""{"passwordCredential":{"startDateTime":"9999-01-01T00:00:00Z"}}""", "Request_BadRequest")]
    public async Task AddPassword_WithAnInvalidValue_Answers400(string body, string code) =>
        (await _admin.PostAnswerAsync($"{Registered.Path(SampleTenant.Provisioning)}/addPassword", body)).Is(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task RemovePassword_RemovesOne()
    {
        var application = await _admin.RegisterAsync();
        var key = (string)(await _admin.PostAnswerAsync($"{application.Path}/addPassword")).Is(HttpStatusCode.OK).Json["keyId"]!;

        (await _admin.PostAnswerAsync($"{application.Path}/removePassword", $$"""{"keyId":"{{key}}"}""")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await _admin.GetAnswerAsync(application.Path)).Json["passwordCredentials"]!.AsArray());
        foreach (var body in new[] { $$"""{"keyId":"{{key}}"}""", """{"keyId":"x"}""", "{}" })
        {
            (await _admin.PostAnswerAsync($"{application.Path}/removePassword", body)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        }
    }

    [Fact]
    public async Task Delete_TakesTheServicePrincipalAndAllGrantsAlong()
    {
        var application = await _admin.RegisterAsync();
        (await _admin.AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Created);
        (await _admin.GrantAsync(application.PrincipalId, "User.Read")).Is(HttpStatusCode.Created);

        (await _admin.DeleteAnswerAsync(application.Path)).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync(application.Path)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync(application.PrincipalPath)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        Assert.Empty((await _admin.GetAnswerAsync($"/v1.0/oauth2PermissionGrants?$filter=clientId eq '{application.PrincipalId}'")).Is(HttpStatusCode.OK).Value);
        (await _admin.DeleteAnswerAsync(application.Path)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Owners_AreTheCreatorAndThoseAdded()
    {
        var application = await _admin.RegisterAsync();

        Assert.Equal([TheDirectory.GlobalAdmin], (await _admin.GetAnswerAsync($"{application.Path}/owners")).Ids());
        (await _admin.AddAsync($"applications/{application.Id}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.AddAsync($"applications/{application.Id}/owners", TheDirectory.Kim)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.AddAsync($"applications/{application.Id}/owners", TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.AddAsync($"applications/{application.Id}/owners", Guid.NewGuid().ToString())).Is(HttpStatusCode.NotFound);
        Assert.Equal(2, (await _admin.GetAnswerAsync($"{application.Path}/owners")).Ids().Count());
        (await _admin.RemoveAsync($"applications/{application.Id}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.RemoveAsync($"applications/{application.Id}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Owner_ManagesTheApplicationWithoutARole()
    {
        var application = await _admin.RegisterAsync();
        var kim = await _tenant.AsAsync("kim");

        (await kim.PatchAnswerAsync(application.Path, """{"notes":"mine"}""")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await _admin.AddAsync($"applications/{application.Id}/owners", TheDirectory.Kim)).Is(HttpStatusCode.NoContent);
        (await kim.PatchAnswerAsync(application.Path, """{"notes":"mine"}""")).Is(HttpStatusCode.NoContent);
        (await kim.PostAnswerAsync($"{application.Path}/addPassword")).Is(HttpStatusCode.OK);
        (await kim.DeleteAnswerAsync(application.PrincipalPath)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    [Fact]
    public async Task OwnedBy_ReachesOnlyWhatTheCallingApplicationOwns()
    {
        var app = await _tenant.AsAppAsync("Application.ReadWrite.OwnedBy");
        var theirs = await _admin.RegisterAsync("Theirs");

        var own = await app.RegisterAsync("Own");
        Assert.Equal([Registered.Provisioning], (await app.GetAnswerAsync($"{own.Path}/owners")).Ids());
        (await app.PatchAnswerAsync(own.Path, """{"notes":"mine"}""")).Is(HttpStatusCode.NoContent);
        (await app.PostAnswerAsync($"{own.PrincipalPath}/addPassword")).Is(HttpStatusCode.OK);
        (await app.GetAnswerAsync(theirs.Path)).Is(HttpStatusCode.OK);
        foreach (var path in new[] { theirs.Path, theirs.PrincipalPath })
        {
            (await app.PatchAnswerAsync(path, """{"notes":"mine"}""")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
            (await app.PostAnswerAsync($"{path}/addPassword")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
            (await app.DeleteAnswerAsync(path)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        }
    }

    [Theory]
    [InlineData("kim", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("privileged.role.admin", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("guest_fabrikam.com#EXT#", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("application.admin", HttpStatusCode.OK, HttpStatusCode.Created)]
    [InlineData("cloud.app.admin", HttpStatusCode.OK, HttpStatusCode.Created)]
    public async Task Members_ReadAndApplicationAdministratorsWrite(string alias, HttpStatusCode read, HttpStatusCode write)
    {
        var role = alias switch
        {
            "application.admin" => "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
            "cloud.app.admin" => "158c047a-c907-4556-b7ef-446551a6b5f7",
            _ => null,
        };
        if (role is not null) (await _admin.AssignAsync(role, TheDirectory.Kim)).Is(HttpStatusCode.Created);
        var caller = await _tenant.AsAsync(role is null ? alias : "kim");

        (await caller.GetAnswerAsync("/v1.0/applications")).Is(read);
        (await caller.GetAnswerAsync(Registered.Path(SampleTenant.Provisioning))).Is(read);
        (await caller.GetAnswerAsync("/v1.0/servicePrincipals")).Is(read);
        (await caller.PostAnswerAsync("/v1.0/applications", """{"displayName":"Joiners"}""")).Is(write);
    }

    [Fact]
    public async Task Changes_AreInTheAuditLogUnderGraphsNames()
    {
        var application = await _admin.RegisterAsync();
        await _admin.AddPasswordAsync(application.Path);
        (await _admin.PatchAnswerAsync(application.Path, """{"notes":"n"}""")).Is(HttpStatusCode.NoContent);
        (await _admin.AssignAppRoleAsync(application.PrincipalId)).Is(HttpStatusCode.Created);
        (await _admin.GrantAsync(application.PrincipalId, "User.Read")).Is(HttpStatusCode.Created);
        (await _admin.DeleteAnswerAsync(application.Path)).Is(HttpStatusCode.NoContent);

        var records = (await _admin.GetAnswerAsync("/v1.0/auditLogs/directoryAudits?$filter=category eq 'ApplicationManagement'")).Is(HttpStatusCode.OK).Value;
        Assert.Equal(
            [
                "Add app role assignment to service principal", "Add application", "Add delegated permission grant", "Add service principal",
                "Delete application", "Remove service principal", "Update application", "Update application – Certificates and secrets management",
            ],
            records.Select(r => (string)r!["activityDisplayName"]!).Order(StringComparer.Ordinal));
        Assert.Contains(
            ("Add application", "Application", "Joiners"),
            records.Select(r => ((string)r!["activityDisplayName"]!, (string)r["targetResources"]![0]!["type"]!, (string)r["targetResources"]![0]!["displayName"]!)));
    }

    [Fact]
    public async Task TwoWriters_OfDifferentProperties_BothCount()
    {
        var application = await _admin.RegisterAsync();
        var other = await _tenant.AsAppAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var (client, body) = i % 2 == 0 ? (_admin, """{"notes":"n"}""") : (other, """{"description":"d"}""");
            (await client.PatchAnswerAsync(application.Path, body)).Is(HttpStatusCode.NoContent);
        }));

        var read = (await _admin.GetAnswerAsync(application.Path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("n", "d"), ((string?)read["notes"], (string?)read["description"]));
    }

    [Fact]
    public async Task AnotherTenantsApplication_IsUnknown()
    {
        var theirs = await (await (await NewTenantAsync()).AsAsync("global.admin")).RegisterAsync();

        foreach (var path in new[] { theirs.Path, theirs.PrincipalPath, $"/v1.0/applications(appId='{theirs.AppId}')", $"/v1.0/servicePrincipals(appId='{theirs.AppId}')" })
        {
            (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
            (await _admin.PatchAnswerAsync(path, """{"notes":"n"}""")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
            (await _admin.DeleteAnswerAsync(path)).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        }

        (await _admin.PostAnswerAsync("/v1.0/servicePrincipals", $$"""{"appId":"{{theirs.AppId}}"}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.AssignAppRoleAsync(theirs.PrincipalId)).Is(HttpStatusCode.NotFound);
        (await _admin.GrantAsync(theirs.PrincipalId, "User.Read")).Is(HttpStatusCode.NotFound);
    }
}
