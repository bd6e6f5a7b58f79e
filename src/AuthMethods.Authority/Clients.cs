using System.Net.Http.Headers;
using System.Text;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>Authenticates the applications that call the token endpoint.</summary>
internal sealed class Clients(AuthorityStore store, Passwords passwords, ClientAssertions assertions, TimeProvider time)
{
    /// <summary>
    /// The application that sent a request, and whether it was authenticated. One with a secret or certificate must send it or an
    /// assertion, unless it is a public client too.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="form">Its form.</param>
    /// <param name="redirect">For a code, the address that it was sent to.</param>
    public async Task<(Client Client, bool IsAuthenticated)> AuthenticateAsync(HttpContext http, IFormCollection form, string? redirect = null)
    {
        var (id, secret) = Basic(http) ?? (TokenEndpoint.Required(form, "client_id"), form["client_secret"].ToString());
        var client = await TryFindAsync(id) ?? throw await UnknownAsync(id, secret);
        var isAsserted = form["client_assertion"].ToString().Length > 0;
        if (secret.Length == 0 && !isAsserted)
        {
            var isPublic = client.IsPublic || (redirect is not null && client.HasPublicRedirect(redirect)) || !await HasCredentialsAsync(client);
            return isPublic ? (client, false) : throw AuthorityErrors.SecretMissing();
        }

        var credentials = await store.CredentialsAsync(client);
        if (credentials.Count == 0 && client.IsPublic)
        {
            await passwords.VerifyAsync(null, secret);
            throw AuthorityErrors.PublicClient();
        }

        if (isAsserted) await assertions.CheckAsync(http, store.Tenant, form, client.AppId, credentials);
        else await CheckAsync(client, secret, credentials);
        return (client, true);
    }

    /// <summary>The application with a client id, if it may get tokens.</summary>
    public async Task<Client> FindAsync(string id) => await TryFindAsync(id) ?? throw await UnknownAsync(id);

    private async Task<Client?> TryFindAsync(string id)
    {
        var client = GuidKey.TryParse(id, out var appId) ? await store.FindClientAsync(appId) : null;
        if (client is { Principal.AccountEnabled: false }) throw AuthorityErrors.ApplicationDisabled(client.AppId, client.Principal.DisplayName);
        return client;
    }

    private async Task<AuthorityException> UnknownAsync(string id) => GuidKey.TryParse(id, out var appId) && await store.IsRegisteredAsync(appId)
        ? AuthorityErrors.ServicePrincipalMissing(id, store.Tenant)
        : AuthorityErrors.UnknownApplication(id);

    /// <summary>As if the secret of a known client were wrong, so that the time doesn't tell which clients there are.</summary>
    private async Task<AuthorityException> UnknownAsync(string id, string secret)
    {
        await passwords.VerifyAsync(null, secret);
        return await UnknownAsync(id);
    }

    /// <summary>Whether an application has a secret or a certificate.</summary>
    public async Task<bool> HasCredentialsAsync(Client client) => (await store.CredentialsAsync(client)).Count > 0;

    private async Task CheckAsync(Client client, string secret, IEnumerable<ApplicationCredentialRow> credentials)
    {
        // Only secrets with the same beginning are tried: at most one, unless two of a client's happen to begin with the same three characters.
        var possible = credentials.Where(c => c.SecretHash is not null && (c.Hint is null || secret.StartsWith(c.Hint, StringComparison.Ordinal))).ToArray();
        if (possible.Length == 0) await passwords.VerifyAsync(null, secret);
        foreach (var credential in possible)
        {
            if (!await passwords.VerifyAsync(credential.SecretHash, secret)) continue;
            if (!IsInForce(credential, time.GetUtcNow())) throw AuthorityErrors.SecretExpired(client.AppId);
            return;
        }

        throw AuthorityErrors.WrongSecret(client.AppId);
    }

    internal static bool IsInForce(ApplicationCredentialRow credential, DateTimeOffset now) =>
        !(now < credential.StartDateTime) && !(now >= credential.EndDateTime);

    internal static (string Id, string Secret)? Basic(HttpContext http)
    {
        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var sent)
            || !sent.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[sent.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(sent.Parameter ?? "", bytes, out var length)) return null;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : null;
    }
}
