using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Features.Batch;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Journal;

/// <summary>The journal tells what was called and why it was answered so, and nothing that is secret.</summary>
public sealed class JournalTests() : AdminTests("auth.admin")
{
    private HttpClient _operator = null!;

    private string Journal => $"/authmethods/tenants/{_tenant.Id}/journal";

    private string Phones(string alias) => $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _operator = _tenant.Server.Client();
    }

    [Fact]
    public async Task Entry_SaysWhoCalledWhatAndWhatLetItIn()
    {
        await _admin.GetAnswerAsync($"{Phones("kim")}?$select=id");

        var entry = await LastAsync();

        Assert.Equal(
            ("GET", $"{Phones("kim")}?$select=id", "/users/{user}/authentication/phoneMethods", 200),
            ((string?)entry["method"], (string?)entry["address"], (string?)entry["template"], (int)entry["status"]!));
        Assert.Equal((_tenant.Name("auth.admin"), TheDirectory.Kim), ((string?)entry["callerPrincipalName"], (string?)entry["targetId"]));
        Assert.Equal("UserAuthMethod-Phone.Read.All", (string?)entry["permission"]);
        Assert.Null((string?)entry["reason"]);
        Assert.Equal(["permission", "role", "tenant", "target"], Checks(entry).Select(c => c.Name));
        Assert.All(Checks(entry), check => Assert.True(check.IsPassed));
    }

    [Theory]
    [InlineData("helpdesk.admin", "kim", "role", "RoleMissing")]
    [InlineData("auth.admin", "global.admin", "target", "TargetAboveCaller")]
    [InlineData("kim", "balas", "role", "RoleMissing")]
    public async Task Refusal_IsTheLastCheck(string caller, string target, string check, string kind)
    {
        var refused = (await (await _tenant.AsAsync(caller)).PostAnswerAsync(
            Phones(target), """{"phoneNumber":"+1 2065550177","phoneType":"mobile"}""")).Is(HttpStatusCode.Forbidden);

        var entry = await LastAsync();

        Assert.Equal(403, (int)entry["status"]!);
        Assert.Equal(refused.Headers.GetValues("x-authmethods-reason").Single(), (string?)entry["reason"]);
        Assert.StartsWith(kind, (string?)entry["reason"], StringComparison.Ordinal);
        Assert.Equal((check, false), (Checks(entry)[^1].Name, Checks(entry)[^1].IsPassed));
        Assert.All(Checks(entry).SkipLast(1), c => Assert.True(c.IsPassed));
    }

    [Fact]
    public async Task RefusalByPermission_NamesTheLeastThatWouldDo()
    {
        (await (await _tenant.AsAsync("auth.admin", "User.Read")).GetAnswerAsync(Phones("kim"))).Is(HttpStatusCode.Forbidden);

        var entry = await LastAsync();

        Assert.Equal((null, "UserAuthMethod-Phone.Read.All"), ((string?)entry["permission"], (string?)entry["least"]));
        Assert.Equal(("permission", false), (Assert.Single(Checks(entry)).Name, Checks(entry)[0].IsPassed));
    }

    [Fact]
    public async Task Address_HidesWhatCanBeANumber()
    {
        await _admin.GetAnswerAsync("/v1.0/users?$filter=mobilePhone eq '%2B1 2065550142'&$search=\"5550142\"&x=5550142");
        await _admin.GetAnswerAsync("/v1.0/users/+1 2065550142");

        var entries = await EntriesAsync();

        Assert.Equal("/v1.0/users?$filter=mobilePhone eq '…'&$search=…&x=…", (string?)entries[^2]!["address"]);
        Assert.Equal("/v1.0/users/…", (string?)entries[^1]!["address"]);
        Assert.DoesNotContain("5550142", entries.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntryOfABatch_IsARequestOfItsOwn()
    {
        await _admin.SendBatchAsync(Batches.Get("1", $"/users/{_tenant.Name("kim")}"), Batches.Get("2", "/users/nobody@nowhere.example"));

        var entries = (await EntriesAsync()).TakeLast(3).ToArray();

        Assert.Equal(["/users/{user}", "/users/{user}", "/$batch"], entries.Select(e => (string?)e!["template"]));
        Assert.Equal([200, 200, 404], entries.Select(e => (int)e!["status"]!).Order());
    }

    [Fact]
    public async Task OtherTenant_SeesNothing()
    {
        var other = await _tenant.Server.TenantAsync();
        await _admin.GetAnswerAsync(Phones("kim"));

        var seen = (await _operator.GetAnswerAsync($"/authmethods/tenants/{other.Id}/journal")).Is(HttpStatusCode.OK);

        Assert.Empty(seen.Value);
    }

    [Fact]
    public async Task Permissions_AreTheLeastForAllRequests()
    {
        await _admin.GetAnswerAsync(Phones("kim"));
        await _admin.PostAnswerAsync(Phones("balas"), """{"phoneNumber":"+1 2065550177","phoneType":"mobile"}""");
        await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/emailMethods");

        var least = (await _operator.GetAnswerAsync($"{Journal}/permissions")).Is(HttpStatusCode.OK).Json;

        string[] expected = ["UserAuthMethod-Email.Read.All", "UserAuthMethod-Phone.ReadWrite.All"];
        Assert.Equal(expected, Texts(least["delegated"]));
        Assert.Equal(expected, Texts(least["application"]));
        Assert.Empty(Texts(least["delegatedOnly"]));
    }

    [Fact]
    public async Task Permissions_SayWhatNoApplicationMayDo()
    {
        await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me/authentication/phoneMethods");
        await _admin.PostAnswerAsync($"/v1.0/users/{_tenant.Name("balas")}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword", "{}");

        var least = (await _operator.GetAnswerAsync($"{Journal}/permissions")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(["UserAuthenticationMethod.ReadWrite.All"], Texts(least["delegated"]));
        Assert.Equal(["POST /users/{user}/authentication/methods/{id}/resetPassword"], Texts(least["delegatedOnly"]));
    }

    [Fact]
    public async Task Next_WaitsForTheNextRequest()
    {
        await _admin.GetAnswerAsync(Phones("kim"));
        var last = (string)(await LastAsync())["id"]!;

        var waiting = _operator.GetAnswerAsync($"{Journal}/next?seconds=30&after={last}");
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);
        await _admin.GetAnswerAsync(Phones("balas"));

        Assert.Equal(Phones("balas"), (string?)(await waiting).Is(HttpStatusCode.OK).Json["address"]);
        (await _operator.GetAnswerAsync($"{Journal}/next?seconds=0")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Exports_HaveEachRequest()
    {
        await _admin.GetAnswerAsync(Phones("kim"));

        var file = (await _operator.GetAnswerAsync($"{Journal}/http")).Is(HttpStatusCode.OK).Text;
        var archive = (await _operator.GetAnswerAsync($"{Journal}/har")).Is(HttpStatusCode.OK).Json;

        Assert.Contains($"GET {{{{server}}}}{Phones("kim")}\nAuthorization: Bearer {{{{token}}}}", file, StringComparison.Ordinal);
        var entry = Assert.Single(archive["log"]!["entries"]!.AsArray())!;
        Assert.Equal(("http://localhost" + Phones("kim"), 200), ((string?)entry["request"]!["url"], (int)entry["response"]!["status"]!));
    }

    [Fact]
    public async Task Delete_ForgetsTheRequests()
    {
        await _admin.GetAnswerAsync(Phones("kim"));

        (await _operator.DeleteAnswerAsync(Journal)).Is(HttpStatusCode.NoContent);

        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task Capacity_KeepsTheLatest()
    {
        await using var server = await TestServer.StartAsync([new("Journal:Capacity", "2")]);
        var tenant = await server.TenantAsync();
        var admin = await tenant.AsAsync("auth.admin");
        foreach (var alias in new[] { "kim", "adele", "balas" }) await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name(alias)}");

        var kept = (await server.Client().GetAnswerAsync($"/authmethods/tenants/{tenant.Id}/journal")).Is(HttpStatusCode.OK).Value;

        Assert.Equal(new[] { "adele", "balas" }.Select(a => $"/v1.0/users/{tenant.Name(a)}"), kept.Select(e => (string?)e!["address"]));
    }

    private async Task<JsonArray> EntriesAsync() => (await _operator.GetAnswerAsync(Journal)).Is(HttpStatusCode.OK).Value;

    private async Task<JsonNode> LastAsync() => (await EntriesAsync())[^1]!;

    private static (string Name, bool IsPassed)[] Checks(JsonNode entry) =>
        [.. entry["checks"]!.AsArray().Select(c => ((string)c!["name"]!, (bool)c["isPassed"]!))];

    private static string[] Texts(JsonNode? node) => [.. node!.AsArray().Select(t => (string)t!)];
}
