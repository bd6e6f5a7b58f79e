namespace AuthMethods.Messages;

/// <summary>What messages with codes say.</summary>
internal static class CodeTexts
{
    public static Message MessageOf(CodeUse use, CodeRecipient to, string code, string tenant)
    {
        var message = new Message(use.UserId ?? Guid.Empty, to.Channel, to.Address, use.Purpose, TextOf(to.Channel, code, tenant))
        {
            Code = code,
            Lifetime = OneTimeCodes.Lifetime,
        };
        return to.Channel == MessageChannel.Email ? message with { Subject = $"{tenant}: your verification code" } : message;
    }

    private static string TextOf(MessageChannel channel, string code, string tenant) => channel switch
    {
        MessageChannel.Sms => $"Use verification code {code} for {tenant} authentication.",
        // Said digit by digit, and twice.
        MessageChannel.Voice => $"This is {tenant}. Your verification code is: {Spoken(code)}. Once more: {Spoken(code)}. Goodbye.",
        MessageChannel.Email => $"""
            Your verification code for {tenant} is {code}.

            Enter it on the page that asked for it, within {OneTimeCodes.Lifetime.TotalMinutes:0} minutes. If you did not ask for a code, ignore
            this message, and tell nobody the code.
            """,
    };

    private static string Spoken(string code) => string.Join(", ", code.AsEnumerable());
}
