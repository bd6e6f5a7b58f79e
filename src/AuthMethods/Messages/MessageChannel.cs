namespace AuthMethods.Messages;

/// <summary>How a message reaches its recipient.</summary>
public enum MessageChannel
{
    Sms,
    Voice,
    Email,
}
