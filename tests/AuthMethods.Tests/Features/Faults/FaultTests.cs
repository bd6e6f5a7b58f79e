using System.Diagnostics;
using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Features.Batch;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Faults;

/// <summary>A tenant's requests meet the faults that were set up for them, and nobody else's do.</summary>
public sealed class FaultTests() : AdminTests("auth.admin")
{
    private HttpClient _operator = null!;

    private string Faults => $"/authmethods/tenants/{_tenant.Id}/faults";

    private string Phones => $"/v1.0/users/{_tenant.Name("kim")}/authentication/phoneMethods";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _operator = _tenant.Server.Client();
    }

    [Fact]
    public async Task Throttling_EndsAfterItsCount()
    {
        await AddAsync("""{"method":"GET","path":"/users/*/authentication/**","status":429,"retryAfter":7,"count":2}""");

        var refused = (await _admin.GetAnswerAsync(Phones)).Is(HttpStatusCode.TooManyRequests);

        Assert.Equal("7", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("TooManyRequests", (string?)refused.Json["error"]!["code"]);
        Assert.StartsWith("Fault: ", refused.Headers.GetValues("x-authmethods-reason").Single(), StringComparison.Ordinal);
        (await _admin.GetAnswerAsync(Phones)).Is(HttpStatusCode.TooManyRequests);
        (await _admin.GetAnswerAsync(Phones)).Is(HttpStatusCode.OK);
        Assert.Equal(2, (int)(await _operator.GetAnswerAsync(Faults)).Value.Single()!["hits"]!);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Status_HasGraphsBody(int status)
    {
        await AddAsync($$"""{"path":"/users/**","status":{{status}}}""");

        var refused = (await _admin.GetAnswerAsync(Phones)).Is((HttpStatusCode)status);

        Assert.NotEmpty((string)refused.Json["error"]!["code"]!);
        Assert.NotEmpty((string)refused.Json["error"]!["innerError"]!["request-id"]!);
    }

    [Fact]
    public async Task Fault_IsMetOnlyByWhatMatches()
    {
        await AddAsync("""{"method":"POST","path":"/users/*/authentication/phoneMethods","status":503}""");
        await AddAsync($$"""{"path":"/users/**","status":504,"appId":"{{SampleTenant.Reporting}}"}""");

        (await _admin.GetAnswerAsync(Phones)).Is(HttpStatusCode.OK);
        (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/emailMethods")).Is(HttpStatusCode.OK);
        (await _admin.PostAnswerAsync(Phones, "{}")).Is(HttpStatusCode.ServiceUnavailable);
        var other = await _tenant.Server.TenantAsync();
        (await (await other.AsAsync("auth.admin")).PostAnswerAsync(
            $"/v1.0/users/{other.Name("balas")}/authentication/phoneMethods", """{"phoneNumber":"+1 2065550177","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task EntryOfABatch_MeetsItAlone()
    {
        await AddAsync("""{"path":"/users/*/authentication/**","status":429,"count":1}""");
        var path = Phones["/v1.0".Length..];

        var responses = (await _admin.SendBatchAsync(Batches.Get("1", path), Batches.Get("2", "/users/" + _tenant.Name("kim")))).Responses();

        Assert.Equal((429, 200), (responses["1"].Status(), responses["2"].Status()));
        Assert.Equal("1", responses["1"].Header("Retry-After"));
    }

    [Fact]
    public async Task Share_WithTheSameSeed_SelectsTheSameRequests()
    {
        var (first, second) = (await RunAsync(), await RunAsync());

        Assert.Equal(first, second);
        Assert.Contains(503, first);
        Assert.Contains(200, first);

        async Task<int[]> RunAsync()
        {
            var id = await AddAsync("""{"path":"/users/**","status":503,"share":0.5,"seed":42}""");
            var statuses = new List<int>();
            for (var i = 0; i < 20; i++) statuses.Add((int)(await _admin.GetAnswerAsync(Phones)).Status);
            (await _operator.DeleteAnswerAsync($"{Faults}/{id}")).Is(HttpStatusCode.NoContent);
            return [.. statuses];
        }
    }

    [Fact]
    public async Task Delay_AnswersLater()
    {
        await AddAsync("""{"path":"/users/**","delayInMilliseconds":200}""");

        var started = Stopwatch.GetTimestamp();
        (await _admin.GetAnswerAsync(Phones)).Is(HttpStatusCode.OK);

        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(199));
    }

    [Theory]
    [InlineData("isDropped")]
    [InlineData("isTruncated")]
    public async Task Connection_BreaksOff(string how)
    {
        await using var server = await TestServer.StartAsync(listen: true);
        var tenant = await server.TenantAsync();
        (await server.Client().PostAnswerAsync($"/authmethods/tenants/{tenant.Id}/faults", $$"""{"path":"/users/**","{{how}}":true,"count":1}"""))
            .Is(HttpStatusCode.Created);
        var admin = await tenant.AsAsync("auth.admin");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}"));
        (await admin.GetAnswerAsync($"/v1.0/users/{tenant.Name("kim")}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Delete_EndsIt()
    {
        var id = await AddAsync("""{"path":"/users/**","status":503}""");

        (await _operator.DeleteAnswerAsync($"{Faults}/{id}")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync(Phones)).Is(HttpStatusCode.OK);
        (await _operator.DeleteAnswerAsync($"{Faults}/{id}")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"path":"users","status":503}""")]
    [InlineData("""{"path":"/a/**/b","status":503}""")]
    [InlineData("""{"path":"/users"}""")]
    [InlineData("""{"path":"/users","status":200}""")]
    [InlineData("""{"path":"/users","status":"soon"}""")]
    [InlineData("""{"path":"/users","status":503,"share":0}""")]
    [InlineData("""{"path":"/users","status":503,"share":1.5}""")]
    [InlineData("""{"path":"/users","status":503,"count":0}""")]
    [InlineData("""{"path":"/users","status":429,"retryAfter":-1}""")]
    [InlineData("""{"path":"/users","status":503,"appId":"nonsense"}""")]
    [InlineData("""{"path":"/users","status":503,"method":"G T"}""")]
    [InlineData("""{"path":"/users","status":503,"unknown":1}""")]
    public async Task InvalidFault_IsRefused(string body) =>
        (await _operator.PostAnswerAsync(Faults, body)).Is(HttpStatusCode.BadRequest);

    private async Task<string> AddAsync(string body) =>
        (string)(await _operator.PostAnswerAsync(Faults, body)).Is(HttpStatusCode.Created).Json["id"]!;
}
