using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace AuthMethods.Messages;

/// <summary>The section <c>Smtp</c>: the mail server that sends e-mails to users.</summary>
public sealed class SmtpOptions
{
    /// <summary>The mail server. If not set, e-mails are not sent by SMTP.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender of the e-mails, such as <c>Contoso &lt;no-reply@contoso.com&gt;</c>.</summary>
    public string? From { get; set; }

    internal bool IsConfigured => !string.IsNullOrEmpty(Host);
}

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>After STARTTLS, which the server must offer.</summary>
    StartTls,
    /// <summary>From the beginning.</summary>
    Tls,
    None,
}

internal sealed class SmtpOptionsValidator : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        if (!options.IsConfigured) return ValidateOptionsResult.Success;
        if (!MailAddress.TryCreate(options.From, out _))
        {
            return ValidateOptionsResult.Fail("Smtp:From must be the e-mail address that messages come from, such as no-reply@contoso.com.");
        }

        return options.Security == SmtpSecurity.None && !string.IsNullOrEmpty(options.Password)
            ? ValidateOptionsResult.Fail("Smtp:Password needs an encrypted connection: set Smtp:Security to StartTls or Tls.")
            : ValidateOptionsResult.Success;
    }
}
