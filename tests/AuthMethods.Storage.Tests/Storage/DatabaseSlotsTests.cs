using System.Diagnostics;
using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Storage.Tests.Storage;

/// <summary>The number of requests that use the database at the same time is bounded.</summary>
public sealed class DatabaseSlotsTests
{
    [Fact]
    public async Task Requests_BeyondTheBound_WaitAndThenAnswer503()
    {
        await using var server = await TestServer.StartAsync();
        var tenant = await server.TenantAsync();
        using var admin = await tenant.AsAsync("global.admin");
        (await admin.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        var slots = Hold(server, left: 0);

        var began = Stopwatch.GetTimestamp();
        var refused = (await admin.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.ServiceUnavailable, "serviceNotAvailable");
        var took = Stopwatch.GetElapsedTime(began);
        var token = await admin.AnswerAsync(
            HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/token",
            $"grant_type=password&client_id={SampleTenant.AdminTools}&username=x&password=x", "application/x-www-form-urlencoded");
        var waiting = admin.GetAnswerAsync("/v1.0/me");
        await Task.Delay(100);
        slots.GiveBack();

        Assert.True(took < TimeSpan.FromSeconds(2), $"it took {took}");
        Assert.Equal("2", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "2"), (token.Status, token.Headers.GetValues("Retry-After").Single()));
        (await waiting).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Batches_DoNotHoldWhatTheirEntriesWaitFor()
    {
        await using var server = await TestServer.StartAsync();
        var tenant = await server.TenantAsync();
        using var admin = await tenant.AsAsync("global.admin");
        (await admin.PostAnswerAsync("/v1.0/$batch", """{"requests":[{"id":"1","method":"GET","url":"/me"}]}""")).Is(HttpStatusCode.OK);
        Hold(server, left: 4);
        var entries = string.Join(',', Enumerable.Range(0, 5).Select(i => $$"""{"id":"{{i}}","method":"GET","url":"/me"}"""));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.PostAnswerAsync("/v1.0/$batch", $$"""{"requests":[{{entries}}]}""")));

        Assert.All(answers, a => Assert.All(a.Is(HttpStatusCode.OK).Json["responses"]!.AsArray(), r => Assert.Equal(200, (int)r!["status"]!)));
    }

    private static DatabaseSlots Hold(TestServer server, int left)
    {
        var slots = server.Services.GetRequiredService<DatabaseSlots>();
        var count = server.Services.GetRequiredService<DatabaseEngine>().ConcurrentRequests();
        for (var i = left; i < count; i++) slots.Take();
        return slots;
    }
}
