using System.Text;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.Extensions.Options;

namespace AuthMethods.Messages;

/// <summary>The section <c>Webhook</c>: the program that sends messages to users.</summary>
public sealed class WebhookOptions
{
    private const string Base64Prefix = "whsec_";
    private const int MinSecretLength = 24;

    /// <summary>Where messages are posted to. If not set, none are.</summary>
    public string? Url { get; set; }

    /// <summary>Signs the requests: text, or Base64 after <c>whsec_</c>.</summary>
    public string? Secret { get; set; }

    /// <summary>The channels that the program sends over. Empty: all, but e-mail only if there is no mail server.</summary>
    public IReadOnlyList<string> Channels { get; set; } = [];

    internal bool IsConfigured => !string.IsNullOrEmpty(Url);

    internal byte[] SecretBytes => Secret!.StartsWith(Base64Prefix, StringComparison.Ordinal)
        ? Convert.FromBase64String(Secret[Base64Prefix.Length..])
        : Encoding.UTF8.GetBytes(Secret);

    internal static MessageChannel? ChannelOf(string text) =>
        GraphEnum.TryParse(typeof(MessageChannel), text, out var channel) ? (MessageChannel)channel : null;

    internal bool HasSecret
    {
        get
        {
            try
            {
                return !string.IsNullOrEmpty(Secret) && SecretBytes.Length >= MinSecretLength;
            }
            catch (FormatException)
            {
                return false;
            }
        }
    }
}

internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        if (!options.IsConfigured) return ValidateOptionsResult.Success;
        var failures = new List<string>();
        var isHttps = Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;
        if (!isHttps && !Loopback.IsAddress(options.Url))
        {
            failures.Add("Webhook:Url must be an https address, such as https://messages.contoso.com/hook; http only on this machine.");
        }

        if (!options.HasSecret) failures.Add("Webhook:Secret must have 24 bytes or more: text, or Base64 after whsec_.");
        failures.AddRange(options.Channels.Where(c => WebhookOptions.ChannelOf(c) is null)
            .Select(c => $"Webhook:Channels contains '{c}'. The channels are sms, voice and email."));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
