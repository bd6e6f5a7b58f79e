using System.Net.Http.Headers;
using System.Text;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>Authenticates the applications that call the token endpoint.</summary>
internal sealed class Clients(AuthorityStore store, Passwords passwords, ClientAssertions assertions)
{
    /// <summary>The application that sent a request, and whether it was authenticated. One with a secret must send the secret or an assertion.</summary>
    public async Task<(ApplicationRow Application, bool IsAuthenticated)> AuthenticateAsync(HttpContext http, IFormCollection form)
    {
        var (id, secret) = Basic(http) ?? (TokenEndpoint.Required(form, "client_id"), form["client_secret"].ToString());
        if (!Guid.TryParse(id, out var appId) || await store.FindApplicationAsync(appId) is not { } application)
        {
            throw AuthorityErrors.UnknownApplication(id);
        }

        var isAsserted = form["client_assertion"].ToString().Length > 0;
        if (application.SecretHash is null) return secret.Length == 0 && !isAsserted ? (application, false) : throw AuthorityErrors.PublicClient();
        if (isAsserted) await assertions.CheckAsync(http, form, appId);
        else if (secret.Length == 0) throw AuthorityErrors.SecretMissing();
        else if (!passwords.Verify(application.SecretHash, secret)) throw AuthorityErrors.WrongSecret(appId);
        return (application, true);
    }

    private static (string Id, string Secret)? Basic(HttpContext http)
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
