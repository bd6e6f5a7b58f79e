using System.Text.Json.Nodes;

namespace AuthMethods.Testing;

/// <summary>The SMS, calls and e-mails that the users of a tenant get. The server keeps them instead of sending them.</summary>
public sealed class TestOutbox
{
    private readonly TestTenant _tenant;

    internal TestOutbox(TestTenant tenant) => _tenant = tenant;

    /// <summary>The code in the latest message to a user that has one.</summary>
    /// <exception cref="InvalidOperationException">No message to the user has a code.</exception>
    public async Task<string> LatestCodeAsync(string user) =>
        (await MessagesAsync(user)).Select(message => message.Code).FirstOrDefault(code => code is not null)
        ?? throw new InvalidOperationException($"{_tenant.Name(user)} got no message with a code.");

    /// <summary>The messages to a user, newest first.</summary>
    public async Task<IReadOnlyList<TestMessage>> MessagesAsync(string user)
    {
        using var calls = OwnCalls.InTenant(_tenant);
        var list = await calls.GetAsync($"users/{Uri.EscapeDataString(_tenant.Name(user))}/outbox");
        return [.. list!["value"]!.AsArray().Select(MessageOf!)];
    }

    /// <summary>Waits for the next message to a user; null if none comes in time.</summary>
    /// <param name="user">The user's alias, or the principal name.</param>
    /// <param name="wait">How long to wait: a minute at most.</param>
    public async Task<TestMessage?> NextAsync(string user, TimeSpan wait)
    {
        using var calls = OwnCalls.InTenant(_tenant);
        var next = await calls.GetAsync($"users/{Uri.EscapeDataString(_tenant.Name(user))}/outbox/next?seconds={(int)wait.TotalSeconds}");
        return next is null ? null : MessageOf(next);
    }

    private static TestMessage MessageOf(JsonNode message) => new(
        (string)message["channel"]!, (string?)message["to"], (string?)message["purpose"], (string?)message["text"], (string?)message["code"],
        (DateTimeOffset)message["createdDateTime"]!);
}

/// <summary>A message to a user.</summary>
/// <param name="Channel"><c>sms</c>, <c>voice</c> or <c>email</c>.</param>
/// <param name="To">The phone number or e-mail address.</param>
/// <param name="Purpose">What it is for, such as <c>signIn</c>.</param>
/// <param name="Text">What the user reads or hears.</param>
/// <param name="Code">The code in the text.</param>
/// <param name="Created">When it was sent.</param>
public sealed record TestMessage(string Channel, string? To, string? Purpose, string? Text, string? Code, DateTimeOffset Created);
