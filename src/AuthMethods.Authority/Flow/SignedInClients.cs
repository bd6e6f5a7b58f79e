using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority.Flow;

/// <summary>The registered clients that a browser's users signed in to, in an encrypted cookie: a sign-out tells them, and may lead back to them.</summary>
internal sealed class SignedInClients(Secrets secrets, TimeProvider time)
{
    // As many as fit into a cookie.
    private const int Max = 12;

    private readonly Sealed<List<SignedInClient>> _sealed = new(secrets, "AuthMethods.SignedInClients");

    public void Add(HttpContext http, SignedIn by, Client client, bool isKept)
    {
        if (client.Registration is null) return;
        var fresh = new SignedInClient(by.User.TenantId, by.User.Id, by.Authentication.SessionId, client.AppId);
        Write(http, [fresh, .. Read(http).Where(c => c != fresh).Take(Max - 1)], isKept);
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<SignedInClient> Read(HttpContext http) => _sealed.Read(BrowserCookies.ReadClients(http)) ?? [];

    public void Remove(HttpContext http, IReadOnlyCollection<SignedInClient> ended) => Write(http, [.. Read(http).Except(ended)], isKept: false);

    /// <summary>The cookie stays as long as the sessions, if some are kept when the browser is closed.</summary>
    private void Write(HttpContext http, IReadOnlyCollection<SignedInClient> clients, bool isKept)
    {
        var value = clients.Count == 0 ? null : _sealed.Write([.. clients]);
        var areKept = isKept || BrowserCookies.ReadSessions(http, areKept: true) is not null;
        BrowserCookies.WriteClients(http, value, areKept ? time.OfServer().GetUtcNow() + Sessions.KeptLifetime : null);
    }
}

/// <summary>A client that a user signed in to in a browser.</summary>
/// <param name="Tenant">The user's tenant.</param>
/// <param name="User">The user.</param>
/// <param name="Session">The <c>sid</c> of the client's tokens.</param>
/// <param name="App">The client's id.</param>
internal sealed record SignedInClient(Guid Tenant, Guid User, Guid Session, Guid App);
