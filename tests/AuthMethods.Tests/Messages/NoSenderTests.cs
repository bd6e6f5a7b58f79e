using AuthMethods.Messages;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuthMethods.Tests.Messages;

/// <summary>A server that cannot send messages promises none.</summary>
public sealed class NoSenderTests
{
    [Fact]
    public async Task WithoutASender_OutsideDevelopment_NothingCanBeSent()
    {
        await using var server = await TestServer.StartAsync(environment: "Production", settings: [new("AzureAd:TenantId", Guid.NewGuid().ToString())]);

        var queue = server.Services.GetRequiredService<MessageQueue>();

        Assert.All(Enum.GetValues<MessageChannel>(), channel => Assert.False(queue.CanSend(channel)));
        var refused = Assert.Throws<InvalidOperationException>(
            () => queue.Prepare(Guid.NewGuid(), new(Guid.NewGuid(), MessageChannel.Sms, "+1 2065555501", "signIn", "Hello"), DateTimeOffset.UtcNow));
        Assert.DoesNotContain("2065555501", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InDevelopment_EverythingIsKept()
    {
        var queue = (await SharedServer.TenantAsync()).Server.Services.GetRequiredService<MessageQueue>();

        Assert.All(Enum.GetValues<MessageChannel>(), channel => Assert.True(queue.CanSend(channel)));
    }

    [Fact]
    public async Task Outbox_OutsideDevelopmentWithoutAnOperatorsKey_IsRefusedAtStart()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestServer.StartAsync(
            [new("Messages:Outbox", "true"), new("AzureAd:TenantId", Guid.NewGuid().ToString())], environment: "Production"));

        Assert.Contains("Messages:Outbox needs Operator:Key", refused.Message, StringComparison.Ordinal);
    }
}
