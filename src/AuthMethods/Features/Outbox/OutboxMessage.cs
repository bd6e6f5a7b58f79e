using System.Text.Json.Serialization;
using AuthMethods.Messages;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Outbox;

/// <summary>A message to a user, which Graph doesn't show.</summary>
[GraphType("outboxMessage")]
[Example("""
    {"id":"019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b","createdDateTime":"2026-01-15T09:30:00.123456Z","userId":"00000000-0000-4000-8000-000000000022","channel":"sms",
     "to":"+1 2065555501","purpose":"signIn","subject":null,"text":"Use verification code 271828 for Contoso authentication.","code":"271828","state":"kept",
     "attempts":0,"expiresDateTime":"2026-01-15T09:40:00.123456Z"}
    """)]
public sealed class OutboxMessage
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    public DateTimeOffset CreatedDateTime { get; init; }

    public required string UserId { get; init; }

    public MessageChannel Channel { get; init; }

    /// <summary>The phone number or e-mail address. Like the properties after it, null for a message that is sent and not kept.</summary>
    public string? To { get; init; }

    /// <summary>What the message is for, such as <c>signIn</c> or <c>passwordReset</c>.</summary>
    public string? Purpose { get; init; }

    public string? Subject { get; init; }

    public string? Text { get; init; }

    /// <summary>The code in the text.</summary>
    public string? Code { get; init; }

    /// <summary><c>kept</c> here instead of being sent; otherwise <c>queued</c>, <c>sent</c> or <c>failed</c>.</summary>
    public MessageState State { get; init; }

    /// <summary>How often the server has tried to send it.</summary>
    public int Attempts { get; init; }

    /// <summary>The message is not sent later than that, and its code not accepted.</summary>
    public DateTimeOffset ExpiresDateTime { get; init; }

    internal static OutboxMessage From(MessageRow row, Message? content) => new()
    {
        Id = row.Id.ToString(),
        CreatedDateTime = row.CreatedDateTime,
        UserId = row.UserId.ToString(),
        Channel = row.Channel,
        To = content?.To,
        Purpose = content?.Purpose,
        Subject = content?.Subject,
        Text = content?.Text,
        Code = content?.Code,
        State = row.State,
        Attempts = row.Attempts,
        ExpiresDateTime = row.ExpiresDateTime,
    };
}
