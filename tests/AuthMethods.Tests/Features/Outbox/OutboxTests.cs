using System.Net;
using AuthMethods.Messages;
using AuthMethods.Tests.Messages;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Outbox;

/// <summary>The outbox over HTTP: who reads it, in which order, and how one waits for a message.</summary>
public sealed class OutboxTests : ServerTests
{
    private HttpClient _pipeline = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _pipeline = await _tenant.AsAppAsync();
    }

    [Fact]
    public async Task List_IsNewestFirstAndByUser()
    {
        foreach (var alias in new[] { "kim", "adele", "kim" }) await SendAsync(alias);

        var all = (await _pipeline.GetAnswerAsync("/authmethods/outbox")).Is(HttpStatusCode.OK).Value;
        var ofKim = (await _pipeline.GetAnswerAsync($"/authmethods/users/{_tenant.Name("kim")}/outbox")).Is(HttpStatusCode.OK).Value;
        var found = (await _pipeline.GetAnswerAsync($"/authmethods/outbox?$filter=userId eq '{all[1]!["userId"]}' and channel eq 'sms'")).Is(HttpStatusCode.OK).Value;

        Assert.Equal(3, all.Count);
        Assert.Equal(all.Select(m => (DateTimeOffset)m!["createdDateTime"]!).OrderDescending(), all.Select(m => (DateTimeOffset)m!["createdDateTime"]!));
        Assert.Equal(new[] { all[0]!["id"], all[2]!["id"] }.Select(id => (string?)id), ofKim.Select(m => (string?)m!["id"]));
        Assert.Equal((string?)all[1]!["id"], (string?)Assert.Single(found)!["id"]);
        Assert.Equal(
            all[0]!.ToJsonString(), Without((await _pipeline.GetAnswerAsync($"/authmethods/outbox/{all[0]!["id"]}")).Is(HttpStatusCode.OK), "@odata.context"));
    }

    [Fact]
    public async Task List_ComesInPages()
    {
        for (var i = 0; i < 5; i++) await SendAsync("kim");

        var first = (await _pipeline.GetAnswerAsync("/authmethods/outbox?$top=3&$count=true")).Is(HttpStatusCode.OK);
        var second = (await _pipeline.GetAnswerAsync((string)first.Json["@odata.nextLink"]!)).Is(HttpStatusCode.OK);

        Assert.Equal((5, 3, 2), ((int)first.Json["@odata.count"]!, first.Value.Count, second.Value.Count));
    }

    [Fact]
    public async Task Next_WaitsForTheNextMessage()
    {
        await SendAsync("kim");
        var last = (string)(await _tenant.NewestMessageAsync("kim"))!["id"]!;

        var waiting = _pipeline.GetAnswerAsync($"/authmethods/users/{_tenant.Name("kim")}/outbox/next?seconds=30&after={last}");
        await SendAsync("adele");
        Assert.False(waiting.IsCompleted);
        await SendAsync("kim");

        var next = (await waiting).Is(HttpStatusCode.OK).Json;
        Assert.Equal((string?)(await _tenant.NewestMessageAsync("kim"))!["id"], (string?)next["id"]);
        Assert.Matches("^[0-9]{6}$", (string?)next["code"]);
    }

    [Fact]
    public async Task Next_WithoutALaterMessage_Answers204()
    {
        await SendAsync("kim");
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await _pipeline.GetAnswerAsync("/authmethods/outbox/next")).Is(HttpStatusCode.NoContent);
        (await _pipeline.GetAnswerAsync("/authmethods/outbox/next?seconds=1")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("seconds=61")]
    [InlineData("seconds=-1")]
    [InlineData("seconds=soon")]
    [InlineData("seconds=1&after=yesterday")]
    public async Task Next_WithAWrongValue_Answers400(string query) =>
        (await _pipeline.GetAnswerAsync($"/authmethods/outbox/next?{query}")).Is(HttpStatusCode.BadRequest, "badRequest");

    [Theory]
    [InlineData("global.admin", HttpStatusCode.OK)]
    [InlineData("privileged.auth.admin", HttpStatusCode.OK)]
    [InlineData("auth.admin", HttpStatusCode.Forbidden)]
    [InlineData("global.reader", HttpStatusCode.Forbidden)]
    [InlineData("kim", HttpStatusCode.Forbidden)]
    public async Task Outbox_IsForThoseWhoMayActOnEverybody(string alias, HttpStatusCode status)
    {
        var caller = await _tenant.AsAsync(alias);

        (await caller.GetAnswerAsync("/authmethods/outbox")).Is(status);
        (await caller.GetAnswerAsync($"/authmethods/users/{_tenant.Name("kim")}/outbox")).Is(status);
        (await caller.GetAnswerAsync("/authmethods/outbox/next")).Is(status == HttpStatusCode.OK ? HttpStatusCode.NoContent : status);
    }

    [Fact]
    public async Task Outbox_ShowsNothingOfAnotherTenant()
    {
        await SendAsync("kim");
        var id = (string)(await _tenant.NewestMessageAsync("kim"))!["id"]!;
        var theirs = await (await _server.TenantAsync()).AsAsync("global.admin");

        Assert.Empty((await theirs.GetAnswerAsync("/authmethods/outbox")).Is(HttpStatusCode.OK).Value);
        (await theirs.GetAnswerAsync($"/authmethods/outbox/{id}")).Is(HttpStatusCode.NotFound);
        (await theirs.GetAnswerAsync($"/authmethods/outbox/next?after={id}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Outbox_OutsideDevelopment_NeedsTheOperatorsKey()
    {
        await using var staging = await TestServer.StartAsync(
            [
                new("Authority:Enabled", "true"), new("Operator:Key", "an operator's key"), new("Messages:Outbox", "true"),
                new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"),
            ],
            environment: "Staging");
        var tenant = await staging.TenantAsync();
        var pipeline = await tenant.AsAppAsync();

        (await pipeline.GetAnswerAsync("/authmethods/outbox")).Is(HttpStatusCode.Forbidden);
        (await pipeline.AnswerAsync(HttpMethod.Get, "/authmethods/outbox", headers: ("x-authmethods-key", "an operator's key"))).Is(HttpStatusCode.OK);
        (await staging.Client().AnswerAsync(HttpMethod.Get, "/authmethods/outbox", headers: ("x-authmethods-key", "an operator's key")))
            .Is(HttpStatusCode.Unauthorized);
    }

    private async Task SendAsync(string alias)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await _tenant.SendAsync(await _tenant.UseOfAsync(alias), new(MessageChannel.Sms, "+1 2065555501", null)));
    }

    private static string Without(Answer answer, string property)
    {
        var body = answer.Json.AsObject();
        body.Remove(property);
        return body.ToJsonString();
    }
}
