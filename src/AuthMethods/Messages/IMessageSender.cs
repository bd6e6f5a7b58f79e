namespace AuthMethods.Messages;

/// <summary>Hands messages to somebody who delivers them.</summary>
internal interface IMessageSender
{
    /// <summary>The channels that it sends over.</summary>
    IReadOnlyList<MessageChannel> Channels { get; }

    /// <summary>
    /// Ends when the receiver has taken the message over. Throws <see cref="MessageRefusedException"/> if it never will; after any other exception
    /// the message is tried again.
    /// </summary>
    Task SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>The receiver refused a message for good.</summary>
internal sealed class MessageRefusedException(string reason) : Exception(reason);
