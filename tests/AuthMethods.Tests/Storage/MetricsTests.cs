using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Tests.Storage;

/// <summary>What the program counts, and the warning of a sign-in that failed.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new(LogLevel.Warning);
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = new();
    private TestTenant _tenant = null!;

    public async Task InitializeAsync()
    {
        var server = await TestServer.StartAsync(services: services => services.AddSingleton<ILoggerProvider>(_log));
        _tenant = await server.TenantAsync();
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOurs = instrument.Meter.Name == AuthMethods.Storage.Metrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters);
            if (isOurs) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.Start();
    }

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        await _tenant.Server.DisposeAsync();
    }

    [Fact]
    public async Task Requests_AreCountedByRouteAndOutcome()
    {
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}/authentication/methods")).Is(HttpStatusCode.Forbidden);

        Assert.Contains(_counted, c => c.StartsWith("authmethods.requests 1 operation=GET ", StringComparison.Ordinal) && c.EndsWith("/me outcome=ok", StringComparison.Ordinal));
        Assert.Contains(_counted, c => c.EndsWith("/users/{user}/authentication/methods outcome=refused", StringComparison.Ordinal));
        Assert.Contains("authmethods.refusals 1 reason=RoleMissing status=403", _counted);
        Assert.DoesNotContain(_counted, c => c.Contains("adele", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_AreCountedByCommit_AndLeaveTheQueueEmpty()
    {
        (await (await _tenant.AsAsync("global.admin")).PatchAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}", """{"city":"Pisa"}""")).Is(HttpStatusCode.NoContent);

        Assert.Contains("authmethods.writer.commit.size 1", _counted);
        Assert.Contains("authmethods.writer.queue 1", _counted);
        Assert.Contains("authmethods.writer.queue -1", _counted);
    }

    [Fact]
    public async Task SignIns_AreCountedByErrorCode_AndFailuresAreWarnings()
    {
        (await _tenant.TokenAsync(_tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        for (var i = 0; i < 10; i++) await _tenant.TokenAsync(_tenant.OfUser("kim", ("password", $"Wrong-{i}")));

        Assert.Contains("authmethods.sign_ins 1 protocol=Ropc error=0", _counted);
        Assert.Equal(10, _counted.Count(c => c == "authmethods.sign_ins 1 protocol=Ropc error=50126"));
        Assert.Single(_counted, c => c.StartsWith("authmethods.lockouts 1", StringComparison.Ordinal));
        Assert.Equal(10, _log.Lines.Count);
        Assert.All(_log.Lines, line =>
        {
            Assert.StartsWith($"Warning Failed: Sign-in failed with AADSTS50126: tenant {_tenant.Id}, user {SampleTenant.UserId(22)}, application ", line, StringComparison.Ordinal);
            Assert.DoesNotContain("Wrong-", line, StringComparison.Ordinal);
        });
    }

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _counted.Enqueue(string.Join(' ', [instrument.Name, $"{value}", .. tags.ToArray().Select(t => $"{t.Key}={t.Value}")]));

    private void Count(Instrument instrument, int value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Count(instrument, (long)value, tags);
}
