using System.Globalization;
using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Batch;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Wire.Throttling;

public sealed class ThrottlingTests : ServerTests
{
    private HttpClient _admin = null!;

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await _tenant.AsAsync("global.admin");
    }

    // No budget is renewed before a test has spent it.
    protected override Task<TestServer> StartAsync() => TestServer.StartAsync(
        [
            new("Throttling:Enabled", "true"), new("Throttling:ResourceUnits", "10"),
            new("Throttling:Writes", "2"), new("Throttling:ApplicationResourceUnits", "15")],
        clock: _clock);

    [Fact]
    public async Task Read_BeyondTheBudget_Answers429AndSaysWhen()
    {
        for (var i = 0; i < 10; i++) (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);

        var refused = (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.TooManyRequests, "TooManyRequests");

        var inner = refused.Json["error"]!["innerError"]!;
        Assert.Equal("Please retry again later.", refused.ErrorMessage);
        Assert.Equal(("429", "Please retry after", "429"), ((string?)inner["code"], (string?)inner["message"], (string?)inner["status"]));
        Assert.Equal(Header(refused, "request-id"), (string?)inner["request-id"]);
        Assert.InRange(int.Parse(Header(refused, "Retry-After"), CultureInfo.InvariantCulture), 1, 10);
        Assert.Equal($"Tenant_Application/ReadWrite/{SampleTenant.AdminTools}/{_tenant.Id}", Header(refused, "x-ms-throttle-scope"));
        Assert.Equal("ResourceUnitLimitExceeded", Header(refused, "x-ms-throttle-information"));
    }

    [Fact]
    public async Task Read_UnlessThrottlingIsTurnedOn_IsNeverRefused()
    {
        await using var server = await TestServer.StartAsync(
            [
                new("Throttling:ResourceUnits", "1"), new("Authority:Enabled", "true"),
                new("Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords", "true"),
            ],
            environment: "Staging");
        var app = await (await server.TenantAsync()).AsAppAsync();

        for (var i = 0; i < 3; i++) (await app.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Read_AfterTheTimeSaid_IsAnsweredAgain()
    {
        for (var i = 0; i < 10; i++) await _admin.GetAnswerAsync(Kim);
        var wait = Header((await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.TooManyRequests), "Retry-After");

        _clock.Advance(TimeSpan.FromSeconds(int.Parse(wait, CultureInfo.InvariantCulture)));

        (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Read_NearTheEndOfTheBudget_SaysHowNear()
    {
        var shares = new List<string>();
        for (var i = 0; i < 10; i++) shares.Add(Header(await _admin.GetAnswerAsync(Kim), "x-ms-throttle-limit-percentage"));

        Assert.Equal([.. Enumerable.Repeat("", 8), "0.9", "1.0"], shares);
    }

    [Fact]
    public async Task Write_BeyondItsBudget_Answers429AndReadsGoOn()
    {
        for (var i = 0; i < 2; i++) (await _admin.PatchAnswerAsync(Kim, """{"city":"Bonn"}""")).Is(HttpStatusCode.NoContent);

        var refused = (await _admin.PatchAnswerAsync(Kim, """{"city":"Mainz"}""")).Is(HttpStatusCode.TooManyRequests);

        Assert.Equal("WriteLimitExceeded", Header(refused, "x-ms-throttle-information"));
        Assert.StartsWith("Tenant_Application/Write/", Header(refused, "x-ms-throttle-scope"), StringComparison.Ordinal);
        Assert.Equal("Bonn", (string?)(await _admin.GetAnswerAsync($"{Kim}?$select=city")).Json["city"]);
    }

    [Fact]
    public async Task Budget_IsTheApplicationsInOneTenantAndAcrossAll()
    {
        var next = await _server.TenantAsync();
        var neighbour = await next.AsAsync("global.admin");
        for (var i = 0; i < 10; i++) (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.TooManyRequests);

        (await (await _tenant.AsAppAsync()).GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
        // The refused call cost one of the fifteen units.
        for (var i = 0; i < 4; i++) (await neighbour.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        var refused = (await neighbour.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.TooManyRequests);

        Assert.Equal($"Application/ReadWrite/{SampleTenant.AdminTools}/{next.Id}", Header(refused, "x-ms-throttle-scope"));
    }

    [Fact]
    public async Task Batch_BeyondTheBudget_Answers200AndItsEntries429()
    {
        var reads = Enumerable.Range(0, 12).Select(i => Batches.Get($"{i}", Kim["/v1.0".Length..])).ToArray();

        var responses = (await _admin.SendBatchAsync(reads)).Responses();

        Assert.Equal((10, 2), (responses.Values.Count(r => r.Status() == 200), responses.Values.Count(r => r.Status() == 429)));
        Assert.All(responses.Values.Where(r => r.Status() == 429), r => Assert.NotNull(r.Header("Retry-After")));
    }

    [Fact]
    public async Task Call_WithoutAValidToken_CostsNobodyAnything()
    {
        for (var i = 0; i < 20; i++) (await _server.Client().GetAnswerAsync(Kim)).Is(HttpStatusCode.Unauthorized);

        (await _admin.GetAnswerAsync(Kim)).Is(HttpStatusCode.OK);
    }

    private static string Header(Answer answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
