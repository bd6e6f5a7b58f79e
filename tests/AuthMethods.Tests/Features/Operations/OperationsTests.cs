using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace AuthMethods.Tests.Features.Operations;

public sealed class OperationsTests() : AdminTests("global.admin")
{
    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}/authentication/operations";

    [Fact]
    public async Task Get_AnswersTheOperationThatAResetBegan()
    {
        var id = await ResetAsync(_tenant, _admin);

        var operation = (await _admin.GetAnswerAsync($"{Kim}/{id}")).Is(HttpStatusCode.OK).Json.AsObject();

        Assert.Equal(
            ["@odata.context", "id", "createdDateTime", "lastActionDateTime", "status", "statusDetail", "resourceLocation"], operation.Select(p => p.Key));
        Assert.Equal(
            $"http://localhost/v1.0/$metadata#users('kim%40{_tenant.Domain}')/authentication/operations/$entity", (string?)operation["@odata.context"]);
        Assert.Equal(id, (string?)operation["id"]);
        Assert.Equal("succeeded", (string?)operation["status"]);
        Assert.Equal("ResetSuccess", (string?)operation["statusDetail"]);
        Assert.Equal(
            $"http://localhost/v1.0/users/{SampleTenant.UserId(22)}/authentication/methods/{MethodIds.Password}", (string?)operation["resourceLocation"]);
        Assert.True((DateTimeOffset)operation["createdDateTime"]! <= (DateTimeOffset)operation["lastActionDateTime"]!);
    }

    [Theory]
    [InlineData("UserAuthenticationMethod.Read.All", HttpStatusCode.OK)]
    [InlineData("UserAuthMethod-Password.Read.All", HttpStatusCode.Forbidden)]
    public async Task Get_ByAnApplication_NeedsThePermissionOverEveryKind(string permission, HttpStatusCode status)
    {
        var id = await ResetAsync(_tenant, _admin);

        (await (await _tenant.AsAppAsync(permission)).GetAnswerAsync($"{Kim}/{id}")).Is(status);
        (await (await _tenant.AsAppAsync(permission)).GetAnswerAsync(Kim)).Is(status);
    }

    [Theory]
    [InlineData("?aadgdc=DUB02P&aadgsu=ssprprod-a", "what the Location carries")]
    [InlineData("?aadgdc=", "half of it")]
    [InlineData("?whatever=1&whatever=2", "anything else")]
    public async Task Get_WithQueryParameters_IgnoresThem(string query, string described)
    {
        var id = await ResetAsync(_tenant, _admin);

        var found = await _admin.GetAnswerAsync($"{Kim}/{id}{query}");

        Assert.True(found.Status == HttpStatusCode.OK, described);
        Assert.Equal(id, (string?)found.Json["id"]);
    }

    [Fact]
    public async Task List_AnswersTheUsersOperationsOldestFirst()
    {
        var first = await ResetAsync(_tenant, _admin);
        var second = await ResetAsync(_tenant, _admin);
        await ResetAsync(_tenant, _admin, "megan");

        var list = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        Assert.Equal([first, second], list.Value.Select(o => (string?)o!["id"]));
        Assert.Equal("2", (await _admin.GetAnswerAsync($"{Kim}/$count")).Is(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "an unknown id")]
    [InlineData("latest", "no id")]
    public async Task Get_OfAnOperationThatIsNotThere_Answers404(string id, string described)
    {
        var missing = await _admin.GetAnswerAsync($"{Kim}/{id}");

        Assert.True(missing.Status == HttpStatusCode.NotFound, described);
        Assert.Equal("resourceNotFound", missing.ErrorCode);
    }

    [Fact]
    public async Task Get_OfAnotherUsersOperation_Answers404()
    {
        var megans = await ResetAsync(_tenant, _admin, "megan");

        (await _admin.GetAnswerAsync($"{Kim}/{megans}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Get_OfOnesOwnOperation_NeedsNoRole()
    {
        var id = await ResetAsync(_tenant, _admin);
        var kim = await _tenant.AsAsync("kim", "UserAuthenticationMethod.Read");

        (await kim.GetAnswerAsync($"/v1.0/me/authentication/operations/{id}")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PATCH", "/00000000-0000-0000-0000-000000000000")]
    [InlineData("DELETE", "/00000000-0000-0000-0000-000000000000")]
    public async Task EveryWrite_Answers405(string verb, string path)
    {
        (await _admin.AnswerAsync(new(verb), Kim + path)).Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");
    }

    [Fact]
    public async Task Get_After24Hours_Answers404AndTheListForgetsIt()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(clock: clock);
        var tenant = await server.TenantAsync();
        var id = await ResetAsync(tenant, await tenant.AsAsync("global.admin"));
        var operations = $"/v1.0/users/{tenant.Name("kim")}/authentication/operations";

        clock.Advance(TimeSpan.FromHours(23));
        (await (await tenant.AsAsync("global.admin")).GetAnswerAsync($"{operations}/{id}")).Is(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromHours(1));

        var admin = await tenant.AsAsync("global.admin");
        (await admin.GetAnswerAsync($"{operations}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        Assert.Empty((await admin.GetAnswerAsync(operations)).Is(HttpStatusCode.OK).Value);
    }

    /// <summary>Resets a password and returns the operation's id.</summary>
    private static async Task<string> ResetAsync(TestTenant tenant, HttpClient admin, string alias = "kim")
    {
        var reset = await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name(alias)}/authentication/methods/{MethodIds.Password}/resetPassword");
        return reset.Is(HttpStatusCode.Accepted).Headers.Location!.Segments[^1];
    }
}
