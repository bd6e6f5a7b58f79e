using System.Text;
using AuthMethods.Messages;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuthMethods.Tests.Messages;

/// <summary>Messages reach a mail server or a webhook, each of them and once.</summary>
public sealed class MessageDeliveryTests : IAsyncLifetime
{
    private readonly MailServer _mail = new();
    private WebhookReceiver _webhook = null!;

    public async Task InitializeAsync() => _webhook = await WebhookReceiver.StartAsync();

    public async Task DisposeAsync()
    {
        await _webhook.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Theory]
    [InlineData(MessageChannel.Sms, "+1 2065555501")]
    [InlineData(MessageChannel.Voice, "+1 2065555501")]
    [InlineData(MessageChannel.Email, "kim@fourthcoffee.com")]
    public async Task Webhook_GetsTheMessageSigned(MessageChannel channel, string to)
    {
        await using var server = await TestServer.StartAsync(_webhook.Settings);
        var tenant = await server.TenantAsync();
        var use = await tenant.UseOfAsync("kim", "passwordReset");

        Assert.True(await tenant.SendAsync(use, new(channel, to, null)));

        var received = Assert.Single(await _webhook.WaitAsync(1));
        var body = received.Json;
        Assert.Equal(received.RightSignature, received.Signature);
        Assert.Equal((received.Id, tenant.Id.ToString(), use.UserId.ToString()), ((string?)body["id"], (string?)body["tenantId"], (string?)body["userId"]));
        Assert.Equal(
            (channel.ToString().ToLowerInvariant(), "passwordReset", to), ((string?)body["channel"], (string?)body["purpose"], (string?)body["to"]));
        Assert.Contains((string)body["code"]!, ((string)body["text"]!).Replace(", ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull((await tenant.EnterAsync(use, (string)body["code"]!)).Right);
        await SentAsync(tenant, 1);
    }

    [Fact]
    public async Task MailServer_GetsEmails_AndTheWebhookTheRest()
    {
        await using var server = await TestServer.StartAsync([.. _webhook.Settings, .. MailSettings]);
        var tenant = await server.TenantAsync();

        await tenant.SendAsync(await tenant.UseOfAsync("kim"), new(MessageChannel.Email, "kim@fourthcoffee.com", null));
        await tenant.SendAsync(await tenant.UseOfAsync("kim"), SentCodes.Mobile);

        Assert.Equal("sms", (string?)Assert.Single(await _webhook.WaitAsync(1)).Json["channel"]);
        await SentAsync(tenant, 2);
        var mail = Assert.Single(_mail.Mails);
        Assert.Contains("From: Contoso <no-reply@contoso.com>", mail, StringComparison.Ordinal);
        Assert.Contains("To: kim@fourthcoffee.com", mail, StringComparison.Ordinal);
        Assert.Matches("Your verification code for .* is [0-9]{6}\\.", mail);
        var id = await server.QueryAsync(tenant.Id, db => db.Set<MessageRow>().Where(m => m.Channel == MessageChannel.Email).Select(m => m.Id).SingleAsync());
        Assert.Contains($"Message-Id: <{id}@contoso.com>", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedRecipient_IsNotTriedAgain()
    {
        _mail.Refusal = "550 No such mailbox";
        await using var server = await TestServer.StartAsync([new("Messages:Outbox", "false"), .. MailSettings]);
        var tenant = await server.TenantAsync();

        await tenant.SendAsync(await tenant.UseOfAsync("kim"), new(MessageChannel.Email, "kim@fourthcoffee.com", null));

        await StateAsync(tenant, MessageState.Failed, 1);
        Assert.Equal(1, _mail.Recipients);
    }

    [Fact]
    public async Task Message_WhoseReceiverFails_IsTriedAgainUnderTheSameId()
    {
        _webhook.Status = StatusCodes.Status503ServiceUnavailable;
        await using var server = await TestServer.StartAsync(_webhook.Settings);
        var tenant = await server.TenantAsync();

        await tenant.SendAsync(await tenant.UseOfAsync("kim"));
        Assert.True((await _webhook.WaitAsync(2)).Length >= 2);
        _webhook.Status = StatusCodes.Status200OK;

        await SentAsync(tenant, 1);
        Assert.Single(_webhook.Received.Select(r => (r.Id, (string?)r.Json["code"])).Distinct());
        Assert.Equal("", await server.QueryAsync(tenant.Id, db => db.Set<MessageRow>().Select(m => m.EncryptedContent).SingleAsync()));
    }

    [Fact]
    public async Task Messages_WhoseServerStopsMeanwhile_AreSentOnceEach()
    {
        // Some attempts are under way when the first server stops, and most have not begun.
        var isStopping = new TaskCompletionSource();
        _webhook.BeforeAnswer = () => Task.WhenAny(isStopping.Task, Task.Delay(10_000));
        await using var first = await TestServer.StartAsync(_webhook.Settings);
        var tenant = await first.TenantAsync();
        for (var i = 0; i < 30; i++) await tenant.SendAsync(await tenant.UseOfAsync("kim", session: $"{i}") with { UserPrincipalName = $"u{i}" });
        await _webhook.WaitAsync(8);
        var stopped = first.Services.GetRequiredService<IHost>().StopAsync();
        isStopping.SetResult();
        await stopped;
        Assert.InRange(_webhook.Received.Count, 8, 29);

        await using var second = await TestServer.StartAsync(
            [.. _webhook.Settings, new("Storage:ConnectionString", $"Data Source={Path.Combine(first.Directory, "test.db")}")]);
        await SentAsync(new(second, tenant.Id, tenant.Domain), 30);

        Assert.Equal((30, 30), (_webhook.Received.Count, _webhook.Received.Select(r => r.Id).Distinct().Count()));
    }

    [Fact]
    public async Task Messages_OfTwoServersOverOneDatabase_AreSentOnceEach()
    {
        await using var first = await TestServer.StartAsync(_webhook.Settings);
        await using var second = await TestServer.StartAsync(
            [.. _webhook.Settings, new("Storage:ConnectionString", $"Data Source={Path.Combine(first.Directory, "test.db")}")]);
        var tenant = await first.TenantAsync();
        var other = new TestTenant(second, tenant.Id, tenant.Domain);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var sender = i % 2 == 0 ? tenant : other;
            await sender.SendAsync(await tenant.UseOfAsync("kim", session: $"{i}") with { UserPrincipalName = $"u{i}" });
        }));

        await _webhook.WaitAsync(40);
        await SentAsync(tenant, 40);
        Assert.Equal((40, 40), (_webhook.Received.Count, _webhook.Received.Select(r => r.Id).Distinct().Count()));
    }

    [Fact]
    public async Task Log_NamesNeitherRecipientNorCode()
    {
        _webhook.Status = StatusCodes.Status500InternalServerError;
        _mail.Refusal = "550 kim@fourthcoffee.com does not exist";
        var log = new RecordedLog(LogLevel.Trace);
        await using var server = await TestServer.StartAsync(
            [.. _webhook.Settings, .. MailSettings, new("Logging:RecordedLog:LogLevel:Default", "Trace")],
            services: services => services.AddSingleton<ILoggerProvider>(log));
        var tenant = await server.TenantAsync();
        await tenant.SendAsync(await tenant.UseOfAsync("kim"), SentCodes.Mobile);
        await tenant.SendAsync(await tenant.UseOfAsync("kim", session: "s2"), new(MessageChannel.Email, "kim@fourthcoffee.com", null));
        var code = (string)(await _webhook.WaitAsync(1))[0].Json["code"]!;
        await StateAsync(tenant, MessageState.Failed, 1);

        var all = string.Join('\n', log.Lines);

        Assert.Contains("could not be sent at attempt 1", all, StringComparison.Ordinal);
        Assert.Contains("was refused and is not tried again", all, StringComparison.Ordinal);
        Assert.All([code, "2065555501", "fourthcoffee"], secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Smtp:Host=mail.contoso.com", "Smtp:From must be")]
    [InlineData("Smtp:Host=mail.contoso.com;Smtp:From=a@contoso.com;Smtp:Password=p;Smtp:Security=None", "Smtp:Password needs an encrypted connection")]
    [InlineData("Webhook:Url=http://messages.contoso.com/", "Webhook:Url must be an https address")]
    [InlineData("Webhook:Url=https://messages.contoso.com/", "Webhook:Secret must have 24 bytes")]
    [InlineData("Webhook:Url=https://messages.contoso.com/;Webhook:Secret=whsec_!", "Webhook:Secret must have 24 bytes")]
    [InlineData("Webhook:Url=https://m.contoso.com/;Webhook:Channels:0=pigeon", "Webhook:Channels contains 'pigeon'")]
    public async Task SettingsThatCannotWork_EndTheStart(string settings, string error)
    {
        var pairs = settings.Split(';').Select(s => s.Split('=', 2)).Select(s => new KeyValuePair<string, string?>(s[0], s[1]));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestServer.StartAsync(pairs));

        Assert.Contains(error, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_ForSomeChannels_IsPromisedForThoseOnly()
    {
        await using var server = await TestServer.StartAsync([.. _webhook.Settings, new("Webhook:Channels:0", "sms")]);

        var queue = server.Services.GetRequiredService<MessageQueue>();

        Assert.Equal([MessageChannel.Sms], Enum.GetValues<MessageChannel>().Where(queue.CanSend));
    }

    private IEnumerable<KeyValuePair<string, string?>> MailSettings =>
    [
        new("Smtp:Host", "127.0.0.1"), new("Smtp:Port", _mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("Smtp:Security", "None"), new("Smtp:From", "Contoso <no-reply@contoso.com>"),
    ];

    private static Task SentAsync(TestTenant tenant, int count) => StateAsync(tenant, MessageState.Sent, count);

    private static async Task StateAsync(TestTenant tenant, MessageState state, int count)
    {
        var found = 0;
        for (var i = 0; i < 200 && found < count; i++)
        {
            await Task.Delay(50);
            found = await tenant.Server.QueryAsync(tenant.Id, db => db.Set<MessageRow>().CountAsync(m => m.State == state));
        }

        Assert.Equal(count, found);
    }
}
