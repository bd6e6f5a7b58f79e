using System.Net;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Managers;

public sealed class ManagersTests() : AdminTests("user.admin")
{
    private static readonly string Kim = $"/v1.0/users/{TheDirectory.Kim}";
    private static readonly string Adele = $"/v1.0/users/{TheDirectory.Adele}";

    [Fact]
    public async Task Manager_IsSetReadReplacedAndRemoved()
    {
        Assert.Equal(
            "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
            (await _admin.GetAnswerAsync($"{Kim}/manager")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound").ErrorMessage);

        await SetAsync(Kim, TheDirectory.Adele);
        var manager = (await _admin.GetAnswerAsync($"{Kim}/manager")).Is(HttpStatusCode.OK).Json;

        Assert.EndsWith("$metadata#directoryObjects/$entity", (string)manager["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(("#microsoft.graph.user", TheDirectory.Adele), ((string?)manager["@odata.type"], (string?)manager["id"]));
        await SetAsync(Kim, TheDirectory.Balas);
        Assert.Equal(TheDirectory.Balas, (string?)(await _admin.GetAnswerAsync($"{Kim}/manager?$select=id,displayName")).Is(HttpStatusCode.OK).Json["id"]);
        (await _admin.DeleteAnswerAsync($"{Kim}/manager/$ref")).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync($"{Kim}/manager")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.DeleteAnswerAsync($"{Kim}/manager/$ref")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Manager_ThatIsNoOtherUser_IsRefused()
    {
        (await PutAsync(Kim, Guid.NewGuid().ToString())).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await PutAsync(Kim, TheDirectory.HelpdeskTeam)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await PutAsync(Kim, TheDirectory.Kim)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _admin.PutAnswerAsync($"{Kim}/manager/$ref", "{}")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Manager_OfASynchronizedUser_IsMasteredOnPremises() =>
        (await PutAsync($"/v1.0/users/{_tenant.Name("synced")}", TheDirectory.Adele)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");

    [Fact]
    public async Task DirectReports_AreThoseWhoseManagerTheUserIs()
    {
        await SetAsync(Kim, TheDirectory.Adele);
        await SetAsync($"/v1.0/users/{TheDirectory.Balas}", TheDirectory.Adele);

        var list = (await _admin.GetAnswerAsync($"{Adele}/directReports?$select=id,displayName")).Is(HttpStatusCode.OK);

        Assert.Equal([TheDirectory.Balas, TheDirectory.Kim], list.Ids().Order());
        Assert.All(list.Value, report => Assert.Equal("#microsoft.graph.user", (string?)report!["@odata.type"]));
        Assert.Equal("2", (await CountAsync("directReports")).Text);
        Assert.Equal("2", (await CountAsync("directReports/microsoft.graph.user")).Text);
        Assert.Equal(2, (await _admin.GetAnswerAsync($"{Adele}/directReports/microsoft.graph.user?$top=2")).Is(HttpStatusCode.OK).Value.Count);
        var own = await _tenant.AsAsync("adele", "User.Read");
        Assert.Equal(2, (await own.GetAnswerAsync("/v1.0/me/directReports")).Is(HttpStatusCode.OK).Value.Count);
        Assert.Empty((await _admin.GetAnswerAsync($"{Kim}/directReports")).Is(HttpStatusCode.OK).Value);

        Task<Answer> CountAsync(string segment) => _admin.AnswerAsync(
            HttpMethod.Get, $"{Adele}/{segment}/$count", headers: ("ConsistencyLevel", "eventual"));
    }

    [Fact]
    public async Task User_WithManagerExpanded_ShowsItOrNothing()
    {
        await SetAsync(Kim, TheDirectory.Adele);

        var one = (await _admin.GetAnswerAsync($"{Kim}?$select=id&$expand=manager($select=displayName)")).Is(HttpStatusCode.OK).Json;
        var list = (await _admin.GetAnswerAsync("/v1.0/users?$select=id&$expand=manager&$top=999")).Is(HttpStatusCode.OK);
        var reports = (await _admin.GetAnswerAsync($"{Adele}?$select=id&$expand=directReports($select=id)")).Is(HttpStatusCode.OK).Json;

        Assert.Equal("""{"@odata.type":"#microsoft.graph.user","displayName":"Adele Vance"}""", one["manager"]!.ToJsonString());
        Assert.Equal([TheDirectory.Kim], list.Value.Where(u => u!.AsObject().ContainsKey("manager")).Select(u => (string?)u!["id"]));
        Assert.Equal(TheDirectory.Kim, (string?)Assert.Single(reports["directReports"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task User_WithManagersOfSeveralLevels_ShowsTheChain()
    {
        await SetAsync(Kim, TheDirectory.Adele);
        await SetAsync(Adele, TheDirectory.Balas);
        await SetAsync($"/v1.0/users/{TheDirectory.Balas}", TheDirectory.GlobalAdmin);

        var all = (await _admin.AnswerAsync(
            HttpMethod.Get, $"{Kim}?$expand=manager($levels=max;$select=id)&$select=id&$count=true", headers: ("ConsistencyLevel", "eventual")))
            .Is(HttpStatusCode.OK).Json;
        var two = (await _admin.GetAnswerAsync($"{Kim}?$expand=manager($levels=2;$select=id)&$select=id")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(TheDirectory.GlobalAdmin, (string?)all["manager"]!["manager"]!["manager"]!["id"]);
        Assert.False(all["manager"]!["manager"]!["manager"]!.AsObject().ContainsKey("manager"));
        Assert.Equal(TheDirectory.Balas, (string?)two["manager"]!["manager"]!["id"]);
        Assert.False(two["manager"]!["manager"]!.AsObject().ContainsKey("manager"));
        (await _admin.GetAnswerAsync($"{Kim}?$expand=manager($levels=0)")).Is(HttpStatusCode.BadRequest, "BadRequest");
        (await _admin.GetAnswerAsync($"{Kim}?$expand=memberOf($levels=2)")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Managers_InACircle_EndSomewhere()
    {
        await SetAsync(Kim, TheDirectory.Adele);
        await SetAsync(Adele, TheDirectory.Kim);

        (await _admin.GetAnswerAsync("/v1.0/users?$expand=manager($levels=max;$select=id)&$select=id&$top=999")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Manager_WhoIsDeleted_ComesBackWhenRestoredAndNotWhenPurged()
    {
        var robin = await NewUser.CreateAsync(_admin, _tenant, "robin");
        await SetAsync(Kim, robin);

        (await _admin.DeleteAnswerAsync($"/v1.0/users/{robin}")).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync($"{Kim}/manager")).Is(HttpStatusCode.NotFound, "Request_ResourceNotFound");
        (await _admin.PostAnswerAsync($"/v1.0/directory/deletedItems/{robin}/restore", "{}")).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync($"{Kim}/manager")).Is(HttpStatusCode.OK);

        (await _admin.DeleteAnswerAsync($"/v1.0/users/{robin}")).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{robin}")).Is(HttpStatusCode.NoContent);
        Assert.Null(await _tenant.Server.QueryAsync(_tenant.Id, db => db.Users.Where(u => u.DisplayName == "Kim Akers").Select(u => u.ManagerId).SingleAsync()));
    }

    [Fact]
    public async Task Managers_TakePermissionsAndARole()
    {
        var basic = await _tenant.AsAsync("global.admin", "User.ReadBasic.All");
        (await basic.GetAnswerAsync($"{Kim}/manager")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await basic.GetAnswerAsync($"{Kim}/directReports")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await basic.GetAnswerAsync("/v1.0/users?$expand=manager")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await basic.GetAnswerAsync($"{Kim}?$expand=directReports")).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

        (await (await _tenant.AsAsync("kim")).PutAnswerAsync("/v1.0/me/manager/$ref", TheDirectory.Reference(TheDirectory.Adele)))
            .Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
        (await (await _tenant.AsAppAsync("User.ReadWrite.All")).PutAnswerAsync($"{Kim}/manager/$ref", TheDirectory.Reference(TheDirectory.Adele)))
            .Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Manager_Changed_LeavesAnAuditRecordOnce()
    {
        await SetAsync(Kim, TheDirectory.Adele);
        await SetAsync(Kim, TheDirectory.Adele);

        var record = await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.SingleAsync(a => a.ActivityDisplayName == "Set user manager"));

        Assert.Contains(TheDirectory.Adele, record.Changes, StringComparison.Ordinal);
    }

    private async Task SetAsync(string user, string manager) => (await PutAsync(user, manager)).Is(HttpStatusCode.NoContent);

    private Task<Answer> PutAsync(string user, string manager) => _admin.PutAnswerAsync($"{user}/manager/$ref", TheDirectory.Reference(manager));
}
