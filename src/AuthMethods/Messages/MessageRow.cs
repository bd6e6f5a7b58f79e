using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Messages;

/// <summary>A message to a user: waiting to be sent, sent, given up, or kept in the outbox instead of being sent.</summary>
internal sealed class MessageRow : TenantOwned
{
    /// <summary>How long the row is kept, whatever became of the message.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    /// <summary>Ascending in time (UUID version 7).</summary>
    public Guid Id { get; set; }
    public Guid UserId { get; set; }
    public MessageChannel Channel { get; set; }
    public MessageState State { get; set; }
    /// <summary>The <see cref="Message"/> as JSON, encrypted. Empty as soon as nobody needs it any more.</summary>
    public required string EncryptedContent { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset ExpiresDateTime { get; set; }
    /// <summary>When a queued message is tried next. Who tries it moves this ahead first, so that no other replica tries it at the same time.</summary>
    public DateTimeOffset? DueDateTime { get; set; }
    public int Attempts { get; set; }
}

/// <summary>What became of a message.</summary>
public enum MessageState
{
    /// <summary>It is in the outbox and is not sent.</summary>
    Kept,
    Queued,
    Sent,
    /// <summary>The receiver refused it for good.</summary>
    Failed,
}

internal sealed class MessageMapping : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> message)
    {
        message.ToTable("Messages");
        message.HasKey(m => new { m.TenantId, m.Id });
        // The outbox is read in these orders, because SQL Server does not sort ids by creation time.
        message.HasIndex(m => new { m.TenantId, m.CreatedDateTime, m.Id });
        message.HasIndex(m => new { m.TenantId, m.UserId, m.CreatedDateTime });
        // Messages of all tenants are sent in one queue.
        message.HasIndex(m => new { m.DueDateTime, m.TenantId });
        message.Property(m => m.EncryptedContent).HasMaxLength(-1);
    }
}
