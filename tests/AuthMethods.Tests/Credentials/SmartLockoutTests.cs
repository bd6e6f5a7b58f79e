using System.Net;
using System.Text.RegularExpressions;
using AuthMethods.Credentials;
using AuthMethods.Features;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AuthMethods.Tests.Credentials;

/// <summary>How guessing of users' passwords is limited, by user and by source.</summary>
public sealed class SmartLockoutTests : ServerTests
{
    private const int Wrong = 50126;
    private const int Locked = 50053;

    protected override Task<TestServer> StartAsync() => TestServer.StartAsync([Guesser.TrustedProxy], clock: _clock);

    [Theory]
    [InlineData("kim", "a user")]
    [InlineData("disabled", "a disabled user")]
    [InlineData("nobody", "no user")]
    [InlineData("KIM", "another case")]
    public async Task TenWrongPasswords_LockTheNameForAMinute_WhetherItExistsOrNot(string alias, string because)
    {
        var guesser = new Guesser(_tenant);

        var codes = await guesser.GuessAsync(alias, 120);

        Assert.True(codes.SequenceEqual([.. Enumerable.Repeat(Wrong, 10), .. Enumerable.Repeat(Locked, 110)]), $"{because}: {string.Join(' ', codes)}");
        var right = await guesser.SignInAsync(alias, SampleTenant.Password);
        right.IsRefused(HttpStatusCode.BadRequest, "invalid_grant", Locked);
        Assert.Equal(
            "AADSTS50053: The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
            Regex.Replace(right.Field("error_description"), " Trace ID.*", ""));
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(Locked, (await guesser.GuessAsync(alias, 1)).Single());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Wrong, (await guesser.GuessAsync(alias, 1, "Another")).Single());
    }

    [Fact]
    public async Task EachFurtherWrongPassword_LocksTwiceAsLong()
    {
        var guesser = new Guesser(_tenant);
        await guesser.GuessAsync("kim", 10);

        foreach (var (seconds, round) in new[] { 60, 120, 240, 480, 960 }.Select((s, i) => (s, i)))
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal(Locked, Guesser.Code(await guesser.SignInAsync("kim", SampleTenant.Password)));
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(Wrong, (await guesser.GuessAsync("kim", 1, $"Round-{round}")).Single());
        }

        Assert.Equal(Locked, Guesser.Code(await guesser.SignInAsync("kim", SampleTenant.Password)));
    }

    [Fact]
    public async Task TheRightPassword_EndsTheCount()
    {
        var guesser = new Guesser(_tenant);

        await guesser.GuessAsync("kim", 9);
        (await guesser.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);

        Assert.All(await guesser.GuessAsync("kim", 9), code => Assert.Equal(Wrong, code));
        (await guesser.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OneOfTheLastThreeWrongPasswords_IsNotCountedAgain()
    {
        var guesser = new Guesser(_tenant);

        for (var i = 0; i < 40; i++) Assert.Equal(Wrong, Guesser.Code(await guesser.SignInAsync("kim", $"Old-Password-{i % 3}")));

        (await guesser.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);
        Assert.Equal(Enumerable.Repeat(Wrong, 10).Append(Locked), await guesser.GuessAsync("kim", 11));
    }

    [Fact]
    public async Task ASourceThatTheUserHasSignedInFrom_HasACounterOfItsOwn()
    {
        var (home, elsewhere) = (new Guesser(_tenant, "198.51.100.1"), new Guesser(_tenant, "203.0.113.7"));
        (await home.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);

        await elsewhere.GuessAsync("kim", 10);

        Assert.Equal(Locked, Guesser.Code(await new Guesser(_tenant, "203.0.113.8").SignInAsync("kim", SampleTenant.Password)));
        (await home.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);
        await home.GuessAsync("kim", 10);
        Assert.Equal(Locked, Guesser.Code(await home.SignInAsync("kim", SampleTenant.Password)));
    }

    [Fact]
    public async Task APasswordTriedForManyNames_LocksTheSourceInThatTenantOnly()
    {
        var (spray, office) = (new Guesser(_tenant, "203.0.113.7"), new Guesser(_tenant, "203.0.113.9"));
        var other = await _server.TenantAsync();
        (await spray.SignInAsync("balas", SampleTenant.Password)).Is(HttpStatusCode.OK);
        for (var i = 0; i < SmartLockout.MaxOfSource; i++) Assert.Equal(Wrong, Guesser.Code(await spray.SignInAsync($"name{i}", "Summer-2026")));

        Assert.Equal(Locked, Guesser.Code(await spray.SignInAsync("kim", SampleTenant.Password)));
        Assert.Equal(Locked, Guesser.Code(await spray.SignInAsync("nobody", SampleTenant.Password)));
        (await spray.SignInAsync("balas", SampleTenant.Password)).Is(HttpStatusCode.OK);
        (await office.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);
        (await new Guesser(other, "203.0.113.7").SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);
        _clock.Advance(SmartLockout.SourceWindow);
        (await spray.SignInAsync("kim", SampleTenant.Password)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SimultaneousGuesses_AreWorthNoMoreThanSuccessiveOnes_OnTwoServers()
    {
        await using var second = await TestServer.StartAsync(
            [Guesser.TrustedProxy, new("Storage:ConnectionString", $"Data Source={Path.Combine(_server.Directory, "test.db")}")], clock: _clock);
        var guessers = new[] { new Guesser(_tenant), new Guesser(_tenant, "203.0.113.8", second) };

        var codes = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => Guesser.Code(await guessers[i % 2].SignInAsync("kim", $"Guess-{i}"))));

        Assert.Equal((10, 50), (codes.Count(c => c == Wrong), codes.Count(c => c == Locked)));
        foreach (var guesser in guessers) Assert.Equal(Locked, Guesser.Code(await guesser.SignInAsync("kim", SampleTenant.Password)));
    }

    [Fact]
    public async Task SimultaneousRightPasswords_AreAllAccepted()
    {
        var guesser = new Guesser(_tenant);

        var codes = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ => Guesser.Code(await guesser.SignInAsync("kim", SampleTenant.Password))));

        Assert.All(codes, code => Assert.Equal(0, code));
    }

    [Theory]
    [InlineData("kim")]
    [InlineData("nobody")]
    public async Task EachFailure_IsInBothLogs_UpToALimit(string alias)
    {
        await new Guesser(_tenant).GuessAsync(alias, 100);

        var (signIns, audits) = await LogsAsync(alias);

        Assert.Equal((SmartLockout.MaxLogged, SmartLockout.MaxLogged), (signIns.Count, audits.Count));
        Assert.Equal(10, signIns.Count(s => s.ErrorCode != Locked));
        Assert.All(audits, a => Assert.Equal(("User sign-in with a secret", "failure", "203.0.113.7"), (a.ActivityDisplayName, a.Result, a.ActorIpAddress)));
        _clock.Advance(TimeSpan.FromHours(1));
        await new Guesser(_tenant).GuessAsync(alias, 1, "Later");
        Assert.Equal(SmartLockout.MaxLogged + 1, (await LogsAsync(alias)).SignIns.Count);
    }

    [Fact]
    public async Task WrongPasswords_AreNotStoredInClear_AndExpire()
    {
        await new Guesser(_tenant).GuessAsync("kim", 3, "Visible-Guess");

        Assert.DoesNotContain("Visible-Guess", await AllTextAsync(), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(2));
        await _server.Services.GetServices<IHostedService>().OfType<ExpiredRows>().Single().SweepAsync();
        Assert.Equal(0, await _server.QueryAsync(_tenant.Id, db => db.Set<GuessCountRow>().CountAsync()));
    }

    [Fact]
    public async Task InventedNames_ShareABoundedNumberOfCounters() =>
        Assert.Equal(2, await CountersAfterAsync("one@nowhere.example", "ONE@nowhere.example"));

    private async Task<int> CountersAfterAsync(params string[] names)
    {
        foreach (var name in names) await _tenant.TokenAsync(_tenant.OfUser("x", ("username", name), ("password", $"Wrong-{name}")));
        return await _server.QueryAsync(_tenant.Id, db => db.Set<GuessCountRow>().CountAsync());
    }

    private Task<string> AllTextAsync() => _server.QueryAsync(_tenant.Id, async db =>
        string.Join('\n', (await db.Set<GuessCountRow>().ToListAsync()).Select(c => $"{c.Key} {c.Remembered}")));

    private Task<(List<SignInRow> SignIns, List<AuditRow> Audits)> LogsAsync(string alias) => _server.QueryAsync(_tenant.Id, async db =>
    {
        var name = _tenant.Name(alias);
        return (
            await db.SignIns.Where(s => s.UserPrincipalName == name && s.ErrorCode != 0).ToListAsync(),
            await db.AuditRecords.Where(a => a.TargetName == name && a.Result == "failure").ToListAsync());
    });
}
