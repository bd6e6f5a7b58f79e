using System.Security.Cryptography;
using System.Text;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority.Flow;

/// <summary>Issues and redeems <see cref="SignInTicket"/>s.</summary>
internal sealed class Tickets(Secrets secrets, Writer writer, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Sealed<SignInTicket> _sealed = new(secrets, "AuthMethods.SignInTicket");

    /// <param name="http">The request; its answer gives the browser a cookie if it has none.</param>
    /// <param name="place">What the sign-in is for.</param>
    public SignInTicket Begin(HttpContext http, string place) =>
        new(Guid.NewGuid(), HashOf(BrowserCookies.BrowserOf(http)), HashOf(place), time.OfServer().GetUtcNow() + Lifetime);

    /// <summary>The text of a new ticket that says the same, for the next page.</summary>
    public string Write(SignInTicket ticket) => _sealed.Write(ticket with { Id = Guid.NewGuid(), Until = time.OfServer().GetUtcNow() + Lifetime });

    /// <summary>Reads a ticket and makes it used. Throws if it is not this browser's, is for something else, has expired or was used.</summary>
    public async Task<SignInTicket> RedeemAsync(HttpContext http, string place, string text)
    {
        var ticket = _sealed.Read(text);
        if (ticket is null || ticket.Place != HashOf(place) || BrowserCookies.FindBrowser(http) is not { } browser || ticket.Browser != HashOf(browser)
            || ticket.Until <= time.OfServer().GetUtcNow())
        {
            throw AuthorityErrors.StepInvalid();
        }

        var isFirst = await writer.RunAsync(
            ticket.Tenant, AuditTrail.Server(time), change => change.UnrecordedAsync(() => change.TryUseAsync($"ticket {ticket.Id}", ticket.Until)));
        return isFirst ? ticket : throw AuthorityErrors.StepInvalid();
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
