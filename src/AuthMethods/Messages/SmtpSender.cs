using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace AuthMethods.Messages;

/// <summary>Gives e-mails to a mail server.</summary>
internal sealed class SmtpSender(IOptions<SmtpOptions> options) : IMessageSender
{
    private const int PermanentFailure = 500;

    public IReadOnlyList<MessageChannel> Channels { get; } = [MessageChannel.Email];

    public async Task SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var smtp = options.Value;
        using var mail = MailOf(message, MailboxAddress.Parse(smtp.From!));
        using var client = new SmtpClient();
        var security = smtp.Security switch
        {
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
        };
        await client.ConnectAsync(smtp.Host!, smtp.Port, security, cancellation);
        if (!string.IsNullOrEmpty(smtp.UserName)) await client.AuthenticateAsync(smtp.UserName, smtp.Password ?? "", cancellation);
        try
        {
            await client.SendAsync(mail, cancellation);
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode >= PermanentFailure)
        {
            // Without the server's text, which repeats the address.
            throw new MessageRefusedException($"The mail server refused the recipient ({(int)e.StatusCode}).");
        }
        catch (SmtpCommandException e)
        {
            throw new IOException($"The mail server answered {(int)e.StatusCode}.");
        }

        await QuitAsync(client, cancellation);
    }

    /// <summary>The server has the e-mail already, so an error no longer matters.</summary>
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
            // Closed anyway when the client is disposed of.
        }
    }

    private static MimeMessage MailOf(OutgoingMessage message, MailboxAddress from)
    {
        var mail = new MimeMessage
        {
            // Mail systems that get it twice recognize it by this.
            MessageId = $"{message.Id}@{from.Domain}",
            Date = message.CreatedDateTime,
            Subject = message.Content.Subject ?? "",
            Body = new TextPart("plain") { Text = message.Content.Text },
        };
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress("", message.Content.To));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }
}
