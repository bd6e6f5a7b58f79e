using System.Net;
using AuthMethods.Features;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Features.Delta;

public sealed class DeltaTokenTests : ServerTests
{
    private const string Delta = "/v1.0/users/delta";

    private HttpClient _app = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await _tenant.AsAppAsync();
    }

    [Theory]
    [InlineData("$deltatoken=nonsense")]
    [InlineData("$deltatoken=CfDJ8AAAA")]
    [InlineData("$deltatoken=\0")]
    [InlineData("$skiptoken=")]
    [InlineData("$skiptoken=nonsense")]
    [InlineData("$deltatoken=latest&$skiptoken=nonsense")]
    public async Task Token_ThatIsNone_Answers400(string option)
    {
        var answer = (await _app.GetAnswerAsync($"{Delta}?{option}")).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.Equal("Badly formed token.", answer.ErrorMessage);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task Token_Changed_Answers400()
    {
        var link = await _app.LatestAsync(Delta);
        var changed = link[..^5] + (link[^5] == 'A' ? 'B' : 'A') + link[^4..];

        (await _app.GetAnswerAsync(changed)).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Theory]
    [InlineData("/v1.0/groups/delta?$deltatoken=")]
    [InlineData("/beta/users/delta?$deltatoken=")]
    [InlineData("/v1.0/users/delta?$skiptoken=")]
    public async Task Token_OfAnotherQuery_Answers400(string other)
    {
        var token = (await _app.LatestAsync(Delta)).Split("$deltatoken=")[1];

        (await _app.GetAnswerAsync(other + token)).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Token_OfAnotherTenant_Answers400()
    {
        var link = await _app.LatestAsync(Delta);
        var other = await (await _server.TenantAsync()).AsAppAsync();

        (await other.GetAnswerAsync(link)).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Theory]
    [InlineData("deltatoken=latest", "deltatoken")]
    [InlineData("deltaToken=x", "deltaToken")]
    public async Task Token_WithoutTheDollarSign_Answers400(string option, string name) => Assert.Equal(
        $"Unrecognized query argument specified: '{name}'.",
        (await _app.GetAnswerAsync($"{Delta}?{option}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest").ErrorMessage);

    [Fact]
    public async Task Token_AfterSevenDays_Answers410AndWhereToStartAgain()
    {
        var link = (await _app.RoundAsync($"{Delta}?$select=displayName&$filter=id eq '{TheDirectory.Kim}'")).Last.DeltaLink();
        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(5));
        var inTime = await (await _tenant.AsAppAsync()).GetAnswerAsync(link);
        _clock.Advance(TimeSpan.FromSeconds(7));

        var late = (await (await _tenant.AsAppAsync()).GetAnswerAsync(link)).Is(HttpStatusCode.Gone, "syncStateNotFound");
        var again = await (await _tenant.AsAppAsync()).GetAnswerAsync($"{late.Headers.Location}");

        Assert.Empty(inTime.Is(HttpStatusCode.OK).Value);
        Assert.Equal("The sync state generation is not found. The delta token is expired and data must be synchronized again.", late.ErrorMessage);
        Assert.Equal(
            $"http://localhost/v1.0/users/delta?$deltatoken=&$select=displayName&$filter={Uri.EscapeDataString($"id eq '{TheDirectory.Kim}'")}",
            late.Headers.Location!.OriginalString);
        Assert.Equal($$"""{"displayName":"Kim Akers","id":"{{TheDirectory.Kim}}"}""", again.Is(HttpStatusCode.OK).Value.Single()!.ToJsonString());
    }

    [Fact]
    public async Task Token_FromBeforeManyUsersWereAddedAtOnce_Answers410()
    {
        await _server.Services.GetRequiredService<SampleTenant>().CreateAsync();
        var app = await new TestTenant(_server, SampleTenant.Id, SampleTenant.Domain).AsAppAsync();
        var link = await app.LatestAsync(Delta);
        await _server.Services.GetRequiredService<BulkUsers>().CreateAsync(20, _ => { });

        var answer = (await app.GetAnswerAsync(link)).Is(HttpStatusCode.Gone, "resyncRequired");

        Assert.Equal("The delta token is no longer valid, and the app must reset the sync state.", answer.ErrorMessage);
        Assert.Equal("http://localhost/v1.0/users/delta?$deltatoken=", answer.Headers.Location!.OriginalString);
        Assert.Equal(43, (await app.RoundAsync($"{answer.Headers.Location}")).Items.Length);
    }

    [Fact]
    public async Task Token_FromAfterARestoredBackup_Answers410()
    {
        await NewUser.CreateAsync(_app, _tenant, "robin");
        var link = await _app.LatestAsync(Delta);
        await _server.ChangeAsync(_tenant.Id, db => db.Set<UserCountRow>().ExecuteUpdateAsync(c => c.SetProperty(x => x.LastChange, 0)));

        (await _app.GetAnswerAsync(link)).Is(HttpStatusCode.Gone, "resyncRequired");
    }

    [Fact]
    public async Task Options_OfTheFirstRequest_CannotBeRepeated()
    {
        var first = (await _app.GetAnswerAsync($"{Delta}?$top=1&$select=displayName")).Is(HttpStatusCode.OK);
        var link = await _app.LatestAsync(Delta);

        (await _app.GetAnswerAsync($"{first.Json["@odata.nextLink"]}&$select=city")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await _app.GetAnswerAsync($"{link}&$filter=id eq '{TheDirectory.Kim}'")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Select_WithADeltaToken_ChangesWhatIsTracked()
    {
        var link = await _app.LatestAsync($"{Delta}?$select=displayName");
        (await _app.PatchAnswerAsync($"/v1.0/users/{TheDirectory.Kim}", """{"city":"Oslo"}""")).Is(HttpStatusCode.NoContent);

        var answer = (await _app.GetAnswerAsync($"{link}&$select=city")).Is(HttpStatusCode.OK);
        (await _app.PatchAnswerAsync($"/v1.0/users/{TheDirectory.Kim}", """{"city":"Bergen"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal($$"""{"city":"Oslo","id":"{{TheDirectory.Kim}}"}""", answer.Value.Single()!.ToJsonString());
        Assert.Equal("http://localhost/v1.0/$metadata#users(city)", (string?)answer.Json["@odata.context"]);
        Assert.Single((await _app.GetAnswerAsync(answer.DeltaLink())).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task RecordedChanges_AreRemovedOnceNoTokenNeedsThem()
    {
        await NewUser.CreateAsync(_app, _tenant, "robin");
        _clock.Advance(TimeSpan.FromDays(8) + TimeSpan.FromSeconds(1));
        await NewUser.CreateAsync(await _tenant.AsAppAsync(), _tenant, "sam");

        await _server.Services.GetRequiredService<ExpiredRows>().SweepAsync();

        Assert.Equal(1, await _server.QueryAsync(_tenant.Id, db => db.Set<ObjectChangeRow>().CountAsync()));
    }

    [Theory]
    [InlineData("User.Read.All", "users", true)]
    [InlineData("User.ReadBasic.All", "users", false)]
    [InlineData("Group.ReadBasic.All", "groups", true)]
    [InlineData("User.Read.All", "groups", false)]
    public async Task Permission_IsThatOfThePage(string permission, string set, bool isAllowed)
    {
        var answer = await (await _tenant.AsAppAsync(permission)).GetAnswerAsync($"/v1.0/{set}/delta");

        answer.Is(isAllowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, isAllowed ? null : "Authorization_RequestDenied");
    }
}
