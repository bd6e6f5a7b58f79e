using AuthMethods.Authority.Flow;
using AuthMethods.Authority.Pages;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>
/// Ends the browser's sessions, or those of the user whom a hint names. The clients that they signed in to are told in hidden frames, as OpenID
/// Connect's front-channel logout describes; then the browser is led back to an address of the client.
/// </summary>
internal static class SignOutPage
{
    // The frames are loaded before the page is. One that never ends must not keep the user.
    private const string Leaving = """
        { const leave = () => location.replace(document.getElementById("next").href); addEventListener("load", leave); setTimeout(leave, 5000); }
        """;

    public static Task AnswerAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var hint = await http.RequestServices.GetRequiredService<IssuedTokens>().ReadAsync(http.Request.Query["id_token_hint"].ToString());
        var (sessions, name) = (http.RequestServices.GetRequiredService<Sessions>(), http.Request.Query["logout_hint"].ToString());
        var isHinted = hint is not null || name.Length > 0;
        var ended = (await sessions.ReadAsync(http))
            .Where(s => s.IsOf(hint) || s.User.UserPrincipalName.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        await sessions.EndAsync(http, isHinted ? [.. ended.Select(s => s.Id)] : null);
        var clients = http.RequestServices.GetRequiredService<SignedInClients>();
        SignedInClient[] left = [.. clients.Read(http).Where(c => !isHinted || ended.Any(s => s.User.TenantId == c.Tenant && s.User.Id == c.User))];
        if (left.Length > 0) clients.Remove(http, left);
        var known = await FindAsync(http, left);
        var back = await http.RequestServices.GetRequiredService<LogoutAddress>().OfAsync(http, hint, [.. known.Select(k => k.Client)]);
        var state = http.Request.Query["state"].ToString();
        if (back is not null && state.Length > 0) back = RedirectAddress.With(back, [("state", state)]);
        string[] told = [.. known.Select(k => AddressOf(http, k)).OfType<string>()];
        if (told.Length > 0) return Document(http, told, back);
        if (back is null) return Page.Document("Signed out", "<p>You can close this page.</p>");
        http.Response.Redirect(back);
        return null;
    });

    private static async Task<List<(SignedInClient By, Client Client)>> FindAsync(HttpContext http, IEnumerable<SignedInClient> signedIn)
    {
        var (store, known) = (http.RequestServices.GetRequiredService<AuthorityStore>(), new List<(SignedInClient, Client)>());
        foreach (var by in signedIn)
        {
            store.Enter(by.Tenant);
            if (await store.FindClientAsync(by.App) is { } client) known.Add((by, client));
        }

        return known;
    }

    /// <summary>Where a client wants to be told; null if nowhere.</summary>
    private static string? AddressOf(HttpContext http, (SignedInClient By, Client Client) known) =>
        known.Client.Application?.Web.LogoutUrl is { } url && LogoutAddress.IsFrame(url)
            ? RedirectAddress.With(
                url, [("iss", TokenIssuer.IssuerOf(http.Origin(), $"{known.By.Tenant}", TokenVersion.V2)), ("sid", known.By.Session.ToString())])
            : null;

    private static string Document(HttpContext http, string[] told, string? back)
    {
        Page.AllowFrames(http, told.Select(RedirectAddress.PolicySourceOf), back is null ? null : Leaving);
        // They may not lead the browser elsewhere.
        var frames = string.Concat(told.Select(
            url => $"""<iframe hidden title="Sign-out" sandbox="allow-scripts allow-same-origin allow-forms" src="{Page.Encoded(url)}"></iframe>"""));
        var next = back is null
            ? "<p>You can close this page.</p>"
            : $"""<p><a id="next" href="{Page.Encoded(back)}">Return to the application</a></p><script>{Leaving}</script>""";
        return Page.Document("Signed out", next + frames);
    }
}
