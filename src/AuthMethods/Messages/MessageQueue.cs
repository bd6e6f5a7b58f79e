using System.Text.Json;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Messages;

/// <summary>
/// Messages are rows that the change adds which they belong to, so that a message is sent if, and only if, its change was committed. They are
/// sent afterwards, by whichever replica comes first.
/// </summary>
internal sealed class MessageQueue(Secrets secrets, IEnumerable<IMessageSender> senders, IOptions<MessagesOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _added = new(0, 1);

    /// <summary>Whether messages over this channel can be sent or are kept in the outbox. If not, nobody must be promised one.</summary>
    public bool CanSend(MessageChannel channel) => options.Value.KeepsMessages || SenderOf(channel) is not null;

    public IMessageSender? SenderOf(MessageChannel channel) => senders.FirstOrDefault(s => s.Channels.Contains(channel));

    /// <summary>The row for a change to add. Encrypting may store a key, so this is called before the change begins.</summary>
    public MessageRow Prepare(Guid tenant, Message message, DateTimeOffset now)
    {
        if (!CanSend(message.Channel)) throw new InvalidOperationException($"No message can be sent by {message.Channel}: ask CanSend first.");
        var isKept = options.Value.KeepsMessages;
        return new()
        {
            TenantId = tenant,
            Id = Guid.CreateVersion7(now),
            UserId = message.UserId,
            Channel = message.Channel,
            State = isKept ? MessageState.Kept : MessageState.Queued,
            EncryptedContent = secrets.Encrypt(JsonSerializer.Serialize(message)),
            CreatedDateTime = now,
            ExpiresDateTime = now + message.Lifetime,
            DueDateTime = isKept ? null : now,
        };
    }

    /// <summary>Null if the content is no longer stored.</summary>
    public Message? Read(MessageRow row) =>
        row.EncryptedContent.Length == 0 ? null : JsonSerializer.Deserialize<Message>(secrets.Decrypt(row.EncryptedContent));

    /// <summary>Has this server send what was just committed. Without this call it is sent somewhat later.</summary>
    public void Announce()
    {
        lock (_added)
        {
            if (_added.CurrentCount == 0) _added.Release();
        }
    }

    /// <summary>Waits until there may be messages to send.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _added.WaitAsync(atMost, cancellation);

    public void Dispose() => _added.Dispose();
}
