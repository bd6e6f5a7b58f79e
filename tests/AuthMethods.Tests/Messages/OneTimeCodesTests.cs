using AuthMethods.Messages;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Messages;

/// <summary>Codes that are sent to users: what they say, for what they are accepted, and how often.</summary>
public sealed class OneTimeCodesTests : ServerTests
{
    [Theory]
    [InlineData(MessageChannel.Sms, "+1 2065555501", "^Use verification code [0-9]{6} for .* authentication\\.$", false)]
    [InlineData(MessageChannel.Voice, "+1 4255555502", "verification code is: ([0-9], ){5}[0-9]\\.", false)]
    [InlineData(MessageChannel.Email, "kim@fourthcoffee.com", "^Your verification code for .* is [0-9]{6}\\.", true)]
    public async Task Code_IsSentOverItsChannel(MessageChannel channel, string address, string text, bool hasSubject)
    {
        var use = await _tenant.UseOfAsync("kim", "passwordReset");

        Assert.True(await _tenant.SendAsync(use, new(channel, address, "m1")));

        var message = (await _tenant.NewestMessageAsync("kim"))!;
        Assert.Equal(channel.ToString(), (string?)message["channel"], ignoreCase: true);
        Assert.Equal((address, "passwordReset", "kept"), ((string?)message["to"], (string?)message["purpose"], (string?)message["state"]));
        Assert.Matches(text, (string?)message["text"]);
        Assert.Equal(hasSubject, message["subject"] is not null);
        Assert.Equal(new SentCode(channel, "m1"), (await _tenant.EnterAsync(use, (string)message["code"]!)).Right);
    }

    [Fact]
    public async Task Code_IsAcceptedOnce()
    {
        var use = await _tenant.UseOfAsync("kim");
        var code = await _tenant.SendAndReadAsync(use);

        var tried = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _tenant.EnterAsync(use, code)));

        Assert.Single(tried, t => t.Right is not null);
        Assert.Null((await _tenant.EnterAsync(use, code)).Right);
    }

    [Theory]
    [InlineData("kim", "signIn", "s2")]
    [InlineData("kim", "passwordReset", "s1")]
    [InlineData("adele", "signIn", "s1")]
    [InlineData("nobody", "signIn", "s1")]
    public async Task Code_IsAcceptedForTheUseThatItWasSentForOnly(string alias, string purpose, string session)
    {
        var use = await _tenant.UseOfAsync("kim");
        var code = await _tenant.SendAndReadAsync(use);

        Assert.Null((await _tenant.EnterAsync(await _tenant.UseOfAsync(alias, purpose, session), code)).Right);

        Assert.NotNull((await _tenant.EnterAsync(use, code)).Right);
    }

    [Fact]
    public async Task Code_OfAnotherTenantsUser_IsRefused()
    {
        var other = await _server.TenantAsync();
        var use = await _tenant.UseOfAsync("kim");
        var code = await _tenant.SendAndReadAsync(use);

        // Sample users have the same ids in all tenants.
        Assert.Null((await other.EnterAsync(use, code)).Right);
    }

    [Fact]
    public async Task Code_EndsWhenTheNextIsSent()
    {
        var use = await _tenant.UseOfAsync("kim");
        var first = await _tenant.SendAndReadAsync(use);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _tenant.SendAndReadAsync(use);

        if (first != second) Assert.Null((await _tenant.EnterAsync(use, first)).Right);
        Assert.NotNull((await _tenant.EnterAsync(use, second)).Right);
    }

    [Fact]
    public async Task Code_IsValidForTenMinutes()
    {
        var (early, late) = (await _tenant.UseOfAsync("kim", session: "early"), await _tenant.UseOfAsync("kim", session: "late"));
        var first = await _tenant.SendAndReadAsync(early);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _tenant.SendAndReadAsync(late);

        _clock.Advance(TimeSpan.FromSeconds(599));

        Assert.Null((await _tenant.EnterAsync(early, first)).Right);
        Assert.NotNull((await _tenant.EnterAsync(late, second)).Right);
    }

    [Fact]
    public async Task WrongCodes_LockTheUserOut()
    {
        var use = await _tenant.UseOfAsync("kim");
        var code = await _tenant.SendAndReadAsync(use);
        foreach (var wrong in Enumerable.Range(0, 20).Select(i => $"{i:D6}").Where(c => c != code).Take(10))
        {
            Assert.False((await _tenant.EnterAsync(use, wrong)).IsLocked);
        }

        Assert.True((await _tenant.EnterAsync(use, code)).IsLocked);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await _tenant.EnterAsync(use, code)).Right);
    }

    [Theory]
    [InlineData("kim")]
    [InlineData("nobody")]
    public async Task Codes_BeyondTen_AreNotSentForAWhile(string alias)
    {
        var use = await _tenant.UseOfAsync(alias);
        for (var i = 0; i < 10; i++) Assert.True(await _tenant.SendAsync(use));

        Assert.False(await _tenant.SendAsync(use));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await _tenant.SendAsync(use));
    }

    [Fact]
    public async Task Codes_ThatAreEntered_DoNotAddUp()
    {
        var use = await _tenant.UseOfAsync("kim");
        for (var i = 0; i < 12; i++)
        {
            Assert.NotNull((await _tenant.EnterAsync(use, await _tenant.SendAndReadAsync(use))).Right);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Codes_SentToManyUsers_AreLimitedForASourceThatHasProvedNothing()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.True(await _tenant.SendAsync(new("passwordReset", null, $"nobody{i}@{_tenant.Domain}", "s") { IsForAnybody = true }));
        }

        Assert.False(await _tenant.SendAsync((await _tenant.UseOfAsync("kim")) with { IsForAnybody = true }));
    }

    [Fact]
    public async Task UnknownUser_GetsNoMessage()
    {
        Assert.True(await _tenant.SendAsync(await _tenant.UseOfAsync("nobody")));

        Assert.Equal(0, await _server.QueryAsync(_tenant.Id, db => db.Set<MessageRow>().CountAsync()));
    }

    [Fact]
    public async Task Rows_HoldNeitherTheCodeNorTheAddress()
    {
        var code = await _tenant.SendAndReadAsync(await _tenant.UseOfAsync("kim"));

        var (message, stored) = await _server.QueryAsync(
            _tenant.Id, async db => (await db.Set<MessageRow>().SingleAsync(), await db.Set<OneTimeCodeRow>().SingleAsync()));

        Assert.DoesNotContain(code, message.EncryptedContent, StringComparison.Ordinal);
        Assert.DoesNotContain("2065555501", message.EncryptedContent, StringComparison.Ordinal);
        Assert.NotEqual(code, stored.CodeHash);
    }

    [Fact]
    public async Task Rows_AreRemovedWhenNobodyNeedsThem()
    {
        Assert.True(await _tenant.SendAsync(await _tenant.UseOfAsync("kim")));
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.True(await _tenant.SendAsync(await _tenant.UseOfAsync("adele")));

        await _server.Services.GetRequiredService<AuthMethods.Features.ExpiredRows>().SweepAsync();

        Assert.Equal((1, 1), await _server.QueryAsync(
            _tenant.Id, async db => (await db.Set<MessageRow>().CountAsync(), await db.Set<OneTimeCodeRow>().CountAsync())));
    }
}
