using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage.Tests.Users;

[Collection(EngineServers.Collection)]
public sealed class DirectoryLifeCycleTests(EngineServers servers)
{
    private const string HelpdeskTeam = "00000000-0000-4000-8000-000000000101";
    private const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    private const string HelpdeskAdministrator = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
    private const string Assignments = "/v1.0/roleManagement/directory/roleAssignments";

    private static readonly Guid Kim = SampleTenant.UserId(22);

    [SkippableTheory, EachEngine]
    public async Task User_IsDeletedRestoredAndPurged(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        (await admin.DeleteAnswerAsync($"/v1.0/users/{Kim}")).Is(HttpStatusCode.NoContent);
        Assert.Single(
            (await admin.GetAnswerAsync("/v1.0/directory/deletedItems/microsoft.graph.user?$filter=startswith(displayName,'kim')"))
                .Is(HttpStatusCode.OK).Value);

        (await admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{Kim}/restore")).Is(HttpStatusCode.OK);
        Assert.Equal(5, (await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}/authentication/methods")).Is(HttpStatusCode.OK).Value.Count);
        (await admin.DeleteAnswerAsync($"/v1.0/users/{Kim}")).Is(HttpStatusCode.NoContent);
        (await admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{Kim}")).Is(HttpStatusCode.NoContent);

        Assert.False(await tenant.Server.QueryAsync(tenant.Id, db => db.AuthenticationMethods.AnyAsync(m => m.UserId == Kim)));
        Assert.False(await tenant.Server.QueryAsync(tenant.Id, db => db.Users.IgnoreQueryFilters([AuthDb.DeletedFilter]).AnyAsync(u => u.Id == Kim)));
    }

    [SkippableTheory, EachEngine]
    public async Task Restore_WhenTheNameIsTaken_IsRefusedByTheKey(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        (await admin.DeleteAnswerAsync($"/v1.0/users/{Kim}")).Is(HttpStatusCode.NoContent);
        (await admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("adele")}", $$"""{"userPrincipalName":"{{tenant.Name("kim")}}"}"""))
            .Is(HttpStatusCode.NoContent);

        (await admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{Kim}/restore")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{Kim}/restore", $$"""{"newUserPrincipalName":"{{tenant.Name("kim2")}}"}"""))
            .Is(HttpStatusCode.OK);
    }

    [SkippableTheory, EachEngine]
    public async Task Group_GivesItsMembersItsRolesAndTakesThem(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        (await admin.PostAnswerAsync(Assignments, Assignment(HelpdeskAdministrator, HelpdeskTeam))).Is(HttpStatusCode.Created);
        (await AddAsync(admin)).Is(HttpStatusCode.NoContent);

        Assert.Equal(DirectoryRoles.HelpdeskAdministrator | DirectoryRoles.InRoleAssignableGroup, await RolesAsync(tenant));
        (await admin.DeleteAnswerAsync($"/v1.0/groups/{HelpdeskTeam}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(DirectoryRoles.None, await RolesAsync(tenant));
    }

    [SkippableTheory, EachEngine]
    public async Task MemberAndRole_WhenTheyComeAtOnce_AddUp(StorageEngine engine)
    {
        for (var i = 0; i < 5; i++)
        {
            var tenant = await servers.TenantAsync(engine);
            var admin = await tenant.AsAsync("global.admin");

            var answers = await Task.WhenAll(
                AddAsync(admin),
                admin.PostAnswerAsync(Assignments, Assignment(HelpdeskAdministrator, HelpdeskTeam)),
                admin.PostAnswerAsync(Assignments, Assignment("4a5d8f65-41da-4de4-8968-e035b65339cf", $"{Kim}")));

            Assert.All(answers, a => Assert.True((int)a.Status < 300, a.Text));
            Assert.Equal(DirectoryRoles.HelpdeskAdministrator | DirectoryRoles.ReportsReader | DirectoryRoles.InRoleAssignableGroup, await RolesAsync(tenant));
        }
    }

    [SkippableTheory, EachEngine]
    public async Task LastTwoGlobalAdministrators_WhenBothAreTakenAtOnce_OneStays(StorageEngine engine)
    {
        for (var i = 0; i < 5; i++)
        {
            var tenant = await servers.TenantAsync(engine);
            var app = await tenant.AsAppAsync();
            (await app.PostAnswerAsync(Assignments, Assignment(GlobalAdministrator, $"{Kim}"))).Is(HttpStatusCode.Created);
            var role = $"/v1.0/directoryRoles(roleTemplateId='{GlobalAdministrator}')/members";

            var answers = await Task.WhenAll(app.DeleteAnswerAsync($"{role}/{Kim}/$ref"), app.DeleteAnswerAsync($"{role}/{SampleTenant.UserId(1)}/$ref"));

            Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
        }
    }

    [SkippableTheory, EachEngine]
    public async Task Role_AssignedAndDeletedAtOnce_LeavesNoAssignmentWithoutIt(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var app = await tenant.AsAppAsync();
        for (var i = 0; i < 5; i++)
        {
            var role = (string)(await app.PostAnswerAsync(
                "/v1.0/roleManagement/directory/roleDefinitions",
                """{"displayName":"Key cutter","isEnabled":true,"rolePermissions":[{"allowedResourceActions":"""
                    + """["microsoft.directory/users/basic/update"]}]}""")).Is(HttpStatusCode.Created).Json["id"]!;

            var answers = await Task.WhenAll(
                app.PostAnswerAsync(Assignments, Assignment(role, $"{Kim}")),
                app.DeleteAnswerAsync($"/v1.0/roleManagement/directory/roleDefinitions/{role}"));

            Assert.Single(answers, a => (int)a.Status < 300);
            var assigned = await tenant.Server.QueryAsync(tenant.Id, db => db.RoleAssignments.CountAsync(a => a.RoleTemplateId == Guid.Parse(role)));
            Assert.Equal(await tenant.Server.QueryAsync(tenant.Id, db => db.RoleDefinitions.CountAsync(d => d.Id == Guid.Parse(role))), assigned);
        }
    }

    [SkippableTheory, EachEngine]
    public async Task Groups_AreFilteredByTheDatabase(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        (await admin.PostAnswerAsync(
            "/v1.0/groups",
            """{"displayName":"Everybody","mailEnabled":true,"mailNickname":"everybody","securityEnabled":false,"groupTypes":["Unified"]}"""))
            .Is(HttpStatusCode.Created);

        foreach (var filter in new[]
        {
            "groupTypes/any(c:c eq 'Unified')",
            "securityEnabled eq false",
            "mailEnabled eq true",
            "startswith(displayName,'every')",
            "mailNickname eq 'everybody'",
        })
        {
            Assert.Equal(
                "Everybody",
                (string?)Assert.Single((await admin.GetAnswerAsync($"/v1.0/groups?$filter={filter}")).Is(HttpStatusCode.OK).Value)!["displayName"]);
        }

        Assert.Single(
            (await admin.GetAnswerAsync($"{Assignments}?$filter=principalId eq '{SampleTenant.UserId(1)}' and directoryScopeId eq '/'&$expand=principal"))
                .Is(HttpStatusCode.OK).Value);
        Assert.Single((await admin.GetAnswerAsync($"/v1.0/groups/{HelpdeskTeam}/members?$top=1")).Is(HttpStatusCode.OK).Value);
    }

    [SkippableTheory, EachEngine]
    public async Task RolesInAUnit_ReachItsMembersAndEndWithIt(StorageEngine engine)
    {
        const string units = "/v1.0/directory/administrativeUnits";
        var tenant = await servers.TenantAsync(engine);
        var admin = await tenant.AsAsync("global.admin");
        var unit = (string)(await admin.PostAnswerAsync(units, """{"displayName":"West Coast"}""")).Is(HttpStatusCode.Created).Json["id"]!;
        foreach (var member in new[] { SampleTenant.UserId(21).ToString(), HelpdeskTeam })
        {
            (await admin.PostAnswerAsync($"{units}/{unit}/members/$ref", $$"""{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{{member}}"}"""))
                .Is(HttpStatusCode.NoContent);
        }

        foreach (var holder in new[] { $"{Kim}", HelpdeskTeam })
        {
            (await admin.PostAnswerAsync(Assignments, Assignment(HelpdeskAdministrator, holder, $"/administrativeUnits/{unit}"))).Is(HttpStatusCode.Created);
        }

        foreach (var caller in new[] { await tenant.AsAsync("kim"), await tenant.AsAsync("group.member") })
        {
            (await caller.PostAnswerAsync($"/v1.0/users/{SampleTenant.UserId(21)}/revokeSignInSessions")).Is(HttpStatusCode.OK);
            (await caller.PostAnswerAsync($"/v1.0/users/{SampleTenant.UserId(23)}/revokeSignInSessions")).Is(HttpStatusCode.Forbidden);
        }

        Task<Answer> AskAsync(string url) => admin.AnswerAsync(HttpMethod.Get, url, headers: ("ConsistencyLevel", "eventual"));
        foreach (var query in new[] { "$filter=startswith(displayName,'west')", "$search=\"displayName:coast\"", "$filter=displayName in ('west coast')" })
        {
            Assert.Single((await AskAsync($"{units}?$count=true&{query}")).Is(HttpStatusCode.OK).Value);
        }

        Assert.Equal(2, (await admin.GetAnswerAsync($"{units}?$expand=members")).Is(HttpStatusCode.OK).Value[0]!["members"]!.AsArray().Count);

        Assert.Equal(2, (await AskAsync($"{units}/{unit}/members?$count=true&$top=5")).Is(HttpStatusCode.OK).Value.Count);
        Assert.Single((await AskAsync($"{units}/{unit}/members/microsoft.graph.user?$count=true&$orderby=displayName")).Is(HttpStatusCode.OK).Value);
        Assert.Equal(2, (await AskAsync($"{units}/{unit}/scopedRoleMembers")).Is(HttpStatusCode.OK).Value.Count);
        Assert.Single((await AskAsync($"/v1.0/users/{SampleTenant.UserId(21)}/memberOf")).Is(HttpStatusCode.OK).Value);
        Assert.Equal(DirectoryRoles.HelpdeskAdministrator, await ScopedRolesAsync(tenant));
        (await admin.DeleteAnswerAsync($"{units}/{unit}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(DirectoryRoles.None, await ScopedRolesAsync(tenant));
    }

    private static Task<Answer> AddAsync(HttpClient admin) =>
        admin.PostAnswerAsync($"/v1.0/groups/{HelpdeskTeam}/members/$ref", $$"""{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{{Kim}}"}""");

    private static string Assignment(string role, string principal, string scope = "/") =>
        $$"""{"roleDefinitionId":"{{role}}","principalId":"{{principal}}","directoryScopeId":"{{scope}}"}""";

    private static Task<DirectoryRoles> RolesAsync(TestTenant tenant) =>
        tenant.Server.QueryAsync(tenant.Id, db => db.Users.Where(u => u.Id == Kim).Select(u => u.Roles).SingleAsync());

    private static Task<DirectoryRoles> ScopedRolesAsync(TestTenant tenant) =>
        tenant.Server.QueryAsync(tenant.Id, db => db.Users.Where(u => u.Id == Kim).Select(u => u.ScopedRoles).SingleAsync());
}
