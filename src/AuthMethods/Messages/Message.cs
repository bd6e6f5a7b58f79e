namespace AuthMethods.Messages;

/// <summary>What a user is told.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Channel">How it is sent.</param>
/// <param name="To">A phone number as methods show it, or an e-mail address.</param>
/// <param name="Purpose">What it is for, for receivers that treat messages differently.</param>
/// <param name="Text">Plain text; for a call, what is said.</param>
internal sealed record Message(Guid UserId, MessageChannel Channel, string To, string Purpose, string Text)
{
    /// <summary>Of an e-mail.</summary>
    public string? Subject { get; init; }

    /// <summary>The code in the text, if there is one.</summary>
    public string? Code { get; init; }

    /// <summary>How long it is of use. It is not sent later than that.</summary>
    public TimeSpan Lifetime { get; init; } = MessageRow.Retention;
}

/// <summary>A message on its way.</summary>
/// <param name="Id">The same at each attempt, so that a receiver can recognize a message that it got before.</param>
/// <param name="TenantId">The user's tenant.</param>
/// <param name="CreatedDateTime">When it was written.</param>
/// <param name="ExpiresDateTime">When it is of no more use.</param>
/// <param name="Content">The message.</param>
internal sealed record OutgoingMessage(Guid Id, Guid TenantId, DateTimeOffset CreatedDateTime, DateTimeOffset ExpiresDateTime, Message Content);
