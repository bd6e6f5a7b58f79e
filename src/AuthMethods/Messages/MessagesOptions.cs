using AuthMethods.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Messages;

/// <summary>The section <c>Messages</c>: SMS, calls and e-mails to users.</summary>
public sealed class MessagesOptions
{
    /// <summary>Keeps messages for <c>/authmethods/outbox</c> instead of sending them. If not set: in Development only.</summary>
    public bool? Outbox { get; set; }

    internal bool KeepsMessages => Outbox == true;
}

internal sealed class MessagesOptionsValidator(IHostEnvironment environment, IOptions<OperatorOptions> access) : IValidateOptions<MessagesOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagesOptions options) =>
        options.KeepsMessages && !environment.IsDevelopment() && string.IsNullOrEmpty(access.Value.Key)
            ? ValidateOptionsResult.Fail("Messages:Outbox needs Operator:Key outside Development, because only its holder can read the outbox there.")
            : ValidateOptionsResult.Success;
}
