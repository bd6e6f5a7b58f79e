using System.Net;
using AuthMethods.Features;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Features.DeletedItems;

public sealed class DeletedItemsTests() : AdminTests("global.admin")
{
    private const string Bin = "/v1.0/directory/deletedItems";

    private static readonly string Kim = TheDirectory.Kim;

    [Fact]
    public async Task List_HasOnlyTheDeletedUsers()
    {
        await DeleteAsync("kim");

        var list = await _admin.GetAnswerAsync($"{Bin}/microsoft.graph.user?$select=id,DisplayName,deletedDateTime,userPrincipalName");

        var user = Assert.Single(list.Is(HttpStatusCode.OK).Value)!;
        Assert.EndsWith("#users(id,displayName,deletedDateTime,userPrincipalName)", (string?)list.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(
            (Kim, "Kim Akers", $"{Guid.Parse(Kim):N}{_tenant.Name("kim")}"),
            ((string?)user["id"], (string?)user["displayName"], (string?)user["userPrincipalName"]));
        Assert.NotNull(user["deletedDateTime"]);
    }

    [Theory]
    [InlineData("/v1.0/directory/deleteditems/microsoft.graph.user")]
    [InlineData("/beta/Directory/DeletedItems/Microsoft.Graph.User")]
    public async Task List_IgnoresTheCaseOfThePath(string path)
    {
        await DeleteAsync("kim");

        Assert.Equal([Kim], (await _admin.GetAnswerAsync(path)).Ids());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/microsoft.graph.group")]
    [InlineData("/$count")]
    public async Task List_WithoutTheCastToUsers_Answers400(string below) =>
        (await _admin.GetAnswerAsync($"{Bin}{below}")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task List_IsFilteredSortedPagedAndCountedAsUsersAre()
    {
        foreach (var alias in new[] { "kim", "adele", "megan" }) await DeleteAsync(alias);

        var sorted = await _admin.AnswerAsync(
            HttpMethod.Get, $"{Bin}/microsoft.graph.user?$count=true&$orderby=deletedDateTime asc&$top=2", headers: ("ConsistencyLevel", "eventual"));

        Assert.Equal((3, 2), ((int)sorted.Is(HttpStatusCode.OK).Json["@odata.count"]!, sorted.Value.Count));
        Assert.Single(
            (await _admin.AnswerAsync(HttpMethod.Get, (string)sorted.Json["@odata.nextLink"]!, headers: ("ConsistencyLevel", "eventual")))
                .Is(HttpStatusCode.OK).Value);
        Assert.Equal([Kim], (await _admin.GetAnswerAsync($"{Bin}/microsoft.graph.user?$filter=displayName eq 'Kim Akers'")).Ids());
        (await _admin.GetAnswerAsync($"{Bin}/microsoft.graph.user?$orderby=deletedDateTime")).Is(HttpStatusCode.BadRequest, "Request_UnsupportedQuery");
    }

    [Fact]
    public async Task Count_NeedsTheHeader()
    {
        await DeleteAsync("kim");

        Assert.Equal("1", (await _admin.AnswerAsync(
            HttpMethod.Get, $"{Bin}/microsoft.graph.user/$count", headers: ("ConsistencyLevel", "eventual"))).Is(HttpStatusCode.OK).Text);
        (await _admin.GetAnswerAsync($"{Bin}/microsoft.graph.user/$count")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Get_AnswersADirectoryObjectThatSaysItsType()
    {
        await DeleteAsync("kim");

        var found = (await _admin.GetAnswerAsync($"{Bin}/{Kim}")).Is(HttpStatusCode.OK);

        Assert.EndsWith("#directoryObjects/$entity", (string?)found.Json["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(("#microsoft.graph.user", "Kim Akers"), ((string?)found.Json["@odata.type"], (string?)found.Json["displayName"]));
        (await _admin.GetAnswerAsync($"{Bin}/{TheDirectory.Adele}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.GetAnswerAsync($"{Bin}/nobody")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Restore_BringsBackTheUserWithMethodsAndPassword()
    {
        var before = (await _admin.GetAnswerAsync($"/v1.0/users/{Kim}/authentication/methods")).Ids().ToArray();
        await DeleteAsync("kim");

        var restored = (await _admin.PostAnswerAsync($"{Bin}/{Kim}/restore")).Is(HttpStatusCode.OK);

        Assert.Equal(("#microsoft.graph.user", _tenant.Name("kim")), ((string?)restored.Json["@odata.type"], (string?)restored.Json["userPrincipalName"]));
        Assert.Equal(before, (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/methods")).Ids());
        Assert.Null(await NewUser.SignInAsync(_tenant, _tenant.Name("kim"), SampleTenant.Password));
        Assert.Empty((await _admin.GetAnswerAsync($"{Bin}/microsoft.graph.user")).Value);
    }

    [Fact]
    public async Task Restore_LeavesTheSessionsFromBeforeEnded()
    {
        var kim = await _tenant.AsAsync("kim");
        await DeleteAsync("kim");

        (await _admin.PostAnswerAsync($"{Bin}/{Kim}/restore", "{}")).Is(HttpStatusCode.OK);

        (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
    }

    [Fact]
    public async Task Restore_WhenTheNameIsTaken_Answers400AndTakesAnother()
    {
        await DeleteAsync("kim");
        await NewUser.CreateAsync(_admin, _tenant, "kim");

        var conflict = (await _admin.PostAnswerAsync($"{Bin}/{Kim}/restore")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        Assert.Equal("ObjectConflict", (string?)conflict.Json["error"]!["details"]![0]!["code"]);
        (await _admin.PostAnswerAsync($"{Bin}/{Kim}/restore", """{"newUserPrincipalName":"kim2@nowhere.example"}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        (await _admin.PostAnswerAsync(
            $"{Bin}/{Kim}/restore", $$"""{"autoReconcileProxyConflict":true,"newUserPrincipalName":"{{_tenant.Name("kim2")}}"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(Kim, (string?)(await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim2")}")).Json["id"]);
    }

    [Fact]
    public async Task Restore_TwiceAtOnce_HappensOnce()
    {
        await DeleteAsync("kim");

        var answers = await Task.WhenAll(_admin.PostAnswerAsync($"{Bin}/{Kim}/restore"), _admin.PostAnswerAsync($"{Bin}/{Kim}/restore"));

        Assert.Contains(answers, a => a.Status == HttpStatusCode.OK);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, a.Text));
        Assert.Single(await RecordsAsync("Restore user"));
    }

    [Fact]
    public async Task Purge_RemovesEveryRowOfTheUserForGood()
    {
        (await _admin.AddAsync($"groups/{TheDirectory.HelpdeskTeam}/members", Kim)).Is(HttpStatusCode.NoContent);
        (await _admin.AssignAsync(TheDirectory.SecurityReader, Kim)).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync($"/v1.0/users/{Kim}/authentication/methods/{MethodIds.Password}/resetPassword")).Is(HttpStatusCode.Accepted);
        await DeleteAsync("kim");

        (await _admin.DeleteAnswerAsync($"{Bin}/{Kim}")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync($"{Bin}/{Kim}")).Is(HttpStatusCode.NotFound);
        (await _admin.DeleteAnswerAsync($"{Bin}/{Kim}")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        Assert.Empty(await LeftAsync(Guid.Parse(Kim)));
        Assert.Equal(_tenant.Name("kim"), Assert.Single(await RecordsAsync("Hard Delete user")).TargetName);
    }

    [Fact]
    public async Task SmsSignInNumber_StaysReservedUntilThePurge()
    {
        await SmsSignIn.AllowAsync(_tenant);
        const string mobile = "3179e48a-750b-4051-897c-87b9720928f7";
        (await _admin.PostAnswerAsync($"/v1.0/users/{Kim}/authentication/phoneMethods/{mobile}/enableSmsSignIn")).Is(HttpStatusCode.NoContent);
        await DeleteAsync("kim");
        const string number = """{"phoneNumber":"+1 2065555501","phoneType":"mobile"}""";

        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/phoneMethods", number))
            .Is(HttpStatusCode.Conflict, "phoneNumberNotUnique");
        (await _admin.DeleteAnswerAsync($"{Bin}/{Kim}")).Is(HttpStatusCode.NoContent);

        var waited = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/phoneMethods/{mobile}")).Is(HttpStatusCode.OK);
        Assert.Equal("notConfigured", (string?)waited.Json["smsSignInState"]);
        (await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("megan")}/authentication/phoneMethods", number)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Users_AreGoneForGoodAfterThirtyDays()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(clock: clock);
        var tenant = await server.TenantAsync();
        (await (await tenant.AsAsync("global.admin")).DeleteAnswerAsync($"/v1.0/users/{Kim}")).Is(HttpStatusCode.NoContent);
        var purge = server.Services.GetRequiredService<ExpiredRows>();

        clock.AdjustTime(clock.GetUtcNow().AddDays(29));
        Assert.Equal(0, await purge.SweepAsync());
        Assert.Equal([Kim], (await (await tenant.AsAsync("global.admin")).GetAnswerAsync($"{Bin}/microsoft.graph.user")).Ids());

        clock.AdjustTime(clock.GetUtcNow().AddDays(2));
        var later = await tenant.AsAsync("global.admin");
        Assert.Empty((await later.GetAnswerAsync($"{Bin}/microsoft.graph.user")).Value);
        (await later.PostAnswerAsync($"{Bin}/{Kim}/restore")).Is(HttpStatusCode.NotFound);
        Assert.Equal(1, await purge.SweepAsync());
        Assert.Equal(0, await purge.SweepAsync());
    }

    [Theory]
    [InlineData("global.admin", "kim", HttpStatusCode.OK)]
    [InlineData("user.admin", "kim", HttpStatusCode.OK)]
    [InlineData("user.admin", "helpdesk.admin", HttpStatusCode.OK)]
    [InlineData("user.admin", "auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("auth.admin", "group.member", HttpStatusCode.Forbidden)]
    [InlineData("helpdesk.admin", "kim", HttpStatusCode.Forbidden)]
    [InlineData("adele", "kim", HttpStatusCode.Forbidden)]
    [InlineData("guest_fabrikam.com#EXT#", "kim", HttpStatusCode.Forbidden)]
    public async Task Restore_ReachesAsFarAsTheRole(string caller, string target, HttpStatusCode status)
    {
        var client = await _tenant.AsAsync(caller);
        var id = (string)(await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name(target)}")).Json["id"]!;
        await DeleteAsync(target);

        (await client.PostAnswerAsync($"{Bin}/{id}/restore")).Is(status);
    }

    [Theory]
    [InlineData("User.Read.All", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("User.DeleteRestore.All", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData("User.ReadWrite.All", HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData("Policy.Read.All", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Bin_OpensToThePermissionsOfItsPages(string permission, HttpStatusCode lists, HttpStatusCode reads, HttpStatusCode restores)
    {
        await DeleteAsync("kim");
        var app = await _tenant.AsAppAsync(permission);

        (await app.GetAnswerAsync($"{Bin}/microsoft.graph.user")).Is(lists);
        (await app.GetAnswerAsync($"{Bin}/{Kim}")).Is(reads);
        (await app.PostAnswerAsync($"{Bin}/{Kim}/restore")).Is(restores);
    }

    private async Task DeleteAsync(string alias) => (await _admin.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}")).Is(HttpStatusCode.NoContent);

    private Task<List<AuditRow>> RecordsAsync(string activity) =>
        _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.Where(a => a.ActivityDisplayName == activity).ToListAsync());

    /// <summary>The rows of any type that still refer to a user, except audit records, which must stay.</summary>
    private Task<List<string>> LeftAsync(Guid id) => _tenant.Server.QueryAsync(_tenant.Id, async db =>
    {
        var left = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.BaseType is null && e.ClrType != typeof(AuditRow)))
        {
            foreach (var property in entity.GetProperties().Where(p =>
                (p.Name is "UserId" or "MemberId" or "PrincipalId" || (p.Name == "Id" && entity.ClrType.Name == "UserRow")) && p.ClrType == typeof(Guid)))
            {
                var sql = $"SELECT COUNT(*) AS \"Value\" FROM \"{entity.GetTableName()}\" WHERE \"TenantId\" = {{0}} AND \"{property.Name}\" = {{1}}";
                if (await db.Database.SqlQueryRaw<int>(sql, _tenant.Id, id).SingleAsync() > 0) left.Add($"{entity.GetTableName()}.{property.Name}");
            }
        }

        return left;
    });
}
