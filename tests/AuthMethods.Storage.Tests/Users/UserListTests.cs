using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Users;

/// <summary>Filters and pages find the same users on every engine.</summary>
[Collection(EngineServers.Collection)]
public sealed class UserListTests(EngineServers engines)
{
    private const string HelpdeskTeam = "00000000-0000-4000-8000-000000000101";

    [SkippableTheory, EachEngine]
    public async Task List_WithAnyFilter_IsWhatLinqWouldAnswer(StorageEngine engine) =>
        await RandomFilters.CheckAsync(await engines.TenantAsync(engine), tests: 200);

    [SkippableTheory, EachEngine]
    public async Task List_PageByPageWhileOthersComeAndGo_ShowsEveryoneWhoStaysExactlyOnce(StorageEngine engine) =>
        await RandomPages.CheckAsync(await engines.TenantAsync(engine), tests: 30);

    [SkippableTheory, EachEngine]
    public async Task Count_WhileUsersComeAndGo_IsWhatCountingFinds(StorageEngine engine) =>
        await RandomLives.CheckAsync(await engines.TenantAsync(engine), lots: 10);

    [SkippableTheory, EachEngine]
    public async Task Count_AfterManyUsersAtOnce_IsWhatCountingFinds(StorageEngine engine)
    {
        var server = await engines.ServerAsync(engine);
        await server.Services.GetRequiredService<SampleTenant>().CreateAsync();
        await server.Services.GetRequiredService<BulkUsers>().CreateAsync(150, _ => { });

        var (known, counted) = await server.QueryAsync(SampleTenant.Id, async db => (await db.UserCountAsync(), await db.Users.CountAsync()));

        Assert.Equal(counted, known);
        Assert.True(known > 150, $"{known} users");
    }

    [SkippableTheory, EachEngine]
    public async Task List_WithWhatNoEngineLikes_AnswersOrRefuses(StorageEngine engine)
    {
        var admin = await (await engines.TenantAsync(engine)).AsAsync("global.admin");
        string[] lists =
        [
            "/v1.0/users", $"/v1.0/groups/{HelpdeskTeam}/members", "/v1.0/directoryRoles(roleTemplateId='62e90394-69f5-4237-9190-012177145e10')/members",
            "/v1.0/groups", "/v1.0/auditLogs/directoryAudits",
        ];
        string[] queries =
        [
            "$filter=displayName eq '\0'", "$filter=startswith(displayName,'a\0')", "$filter=displayName in ('\0','~0~')", "$filter=id eq '\0'",
            "$filter=startswith(displayName,'\uFFFF')", "$filter=startswith(displayName,'%_[')",
            "$filter=createdDateTime ge 0001-01-01T00:00:00Z", "$filter=createdDateTime le 9999-12-31T23:59:59.9999999Z",
            "$filter=endswith(userPrincipalName,'\\')", "$filter=otherMails/any(m:m eq '\0')",
            "$search=\"displayName:\0\"", "$search=\"displayName:a\0b\"", "$search=\"mail:%\"", "$search=\"displayName:\uD83D\uDE00 \u0130\"", "$search=\0",
            "$orderby=displayName\0", "$orderby=\0", "$orderby=displayName desc,userPrincipalName", "$skiptoken=\0", "$skiptoken=bnVsbA",
            "$skiptoken=CfDJ8", "$top=1&$skip=\0", "$select=\0", "$expand=\0",
        ];
        foreach (var url in lists.SelectMany(
            list => queries.Select(q => q.Split('=', 2)).Select(q => $"{list}?$count=true&{q[0]}={Uri.EscapeDataString(q[1])}")))
        {
            var answer = await admin.AnswerAsync(HttpMethod.Get, url, headers: ("ConsistencyLevel", "eventual"));
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{(int)answer.Status} for {url}: {answer.Text}");
        }
    }

    [SkippableTheory, EachEngine]
    public async Task List_OfMembers_IsFilteredSortedAndExpandedByTheDatabase(StorageEngine engine)
    {
        var admin = await (await engines.TenantAsync(engine)).AsAsync("global.admin");
        Task<Answer> AskAsync(string url) => admin.AnswerAsync(HttpMethod.Get, url, headers: ("ConsistencyLevel", "eventual"));
        static string[] Names(JsonNode? objects) => [.. objects!.AsArray().Select(o => (string)o!["displayName"]!)];

        foreach (var list in new[] { $"/v1.0/groups/{HelpdeskTeam}/members", $"/v1.0/groups/{HelpdeskTeam}/members/microsoft.graph.user" })
        {
            var found = await AskAsync(
                $"{list}?$count=true&$top=1&$orderby=displayName&$filter=startswith(displayName,'group') and userPrincipalName ne 'x'");
            Assert.Equal(["Group Member"], Names(found.Is(HttpStatusCode.OK).Json["value"]));
        }

        var administrators = await AskAsync(
            "/v1.0/directoryRoles(roleTemplateId='62e90394-69f5-4237-9190-012177145e10')/members?$count=true&$search=\"displayName:admin\"");
        Assert.Equal(["Global Admin"], Names(administrators.Is(HttpStatusCode.OK).Json["value"]));
        Assert.Equal(["Group Member"], Names((await admin.GetAnswerAsync("/v1.0/groups?$expand=members,owners")).Is(HttpStatusCode.OK).Value[0]!["members"]));
        Assert.Equal(["Global Admin"], Names((await admin.GetAnswerAsync(
            "/v1.0/directoryRoles?$expand=members&$filter=displayName eq 'Global Administrator'")).Is(HttpStatusCode.OK).Value[0]!["members"]));
        var users = (await admin.GetAnswerAsync("/v1.0/users?$expand=memberOf,transitiveMemberOf&$filter=startswith(displayName,'Group M')"))
            .Is(HttpStatusCode.OK).Value;
        Assert.Equal(["Helpdesk team"], Names(Assert.Single(users)!["memberOf"]));
    }
}
