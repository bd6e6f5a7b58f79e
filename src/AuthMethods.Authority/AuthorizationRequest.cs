using AuthMethods.Authority.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AuthMethods.Authority;

/// <summary>A request to the authorize endpoint whose redirect URI is allowed.</summary>
internal sealed record AuthorizationRequest(HttpContext Http, string ClientId, string RedirectUri, string Scope, string Challenge, string? Nonce, string Mode)
{
    private static readonly string[] Modes = ["query", "fragment", "form_post"];

    /// <summary>Whether errors may be sent to the redirect URI too, not only the code of a user who signed in.</summary>
    public bool IsTrusted { get; private init; }

    /// <summary>Whether the client asks for a code, and for an id token from the page itself.</summary>
    public bool HasCode => ResponseTypes.Contains("code");

    public bool HasIdToken => ResponseTypes.Contains("id_token");

    private string[] ResponseTypes => Query(Http, "response_type").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string[] Prompts => Query(Http, "prompt").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string LoginHint => Query(Http, "login_hint") is { Length: > 0 } sent ? sent : IdTokenHint is null ? "" : IssuedTokens.Name(IdTokenHint) ?? "";

    /// <summary>A token of the user that the client expects; null for none.</summary>
    public JsonWebToken? IdTokenHint { get; private init; }

    /// <summary>
    /// The request, or the page by which the client gets to know that there is none; neither if it was told so already. Nothing is sent to an
    /// address that is not allowed.
    /// </summary>
    public static async Task<(AuthorizationRequest? Request, string? Page)> ReadAsync(HttpContext http)
    {
        var redirect = Query(http, "redirect_uri");
        var client = Query(http, "client_id") is { Length: > 0 } id ? id : throw AuthorityErrors.FieldMissing("client_id");
        if (!RedirectAddress.IsUsable(redirect)) throw AuthorityErrors.RedirectNotAllowed();
        var tenant = (string)http.GetRouteValue("tenant")!;
        var isTrusted = RedirectAddress.IsLoopback(redirect)
            || await http.RequestServices.GetRequiredService<TokenEndpoint>().IsRegisteredAsync(tenant, client, redirect);
        // With an alias, the tenant and its applications are known once the user has typed a name.
        if (!isTrusted && !TokenEndpoint.IsAlias(tenant)) throw AuthorityErrors.RedirectNotAllowed();
        var usual = Query(http, "response_type").Contains("id_token", StringComparison.Ordinal) ? "fragment" : "query";
        var mode = Query(http, "response_mode") is { Length: > 0 } sent ? sent : usual;
        var request = new AuthorizationRequest(
            http, client, redirect, ScopeOf(http), Query(http, "code_challenge"),
            Query(http, "nonce") is { Length: > 0 } nonce ? nonce : null, mode)
        {
            IsTrusted = isTrusted,
            IdTokenHint = await http.RequestServices.GetRequiredService<IssuedTokens>().ReadAsync(Query(http, "id_token_hint")),
        };
        var error = request.Validate() ?? await request.RefuseIdTokenAsync(tenant);
        if (error is null) return (request, null);
        if (!isTrusted) throw error;
        return (null, await (request with { Mode = Modes.Contains(mode) ? mode : usual }).FinishAsync(request.Error(error)));
    }

    public Task<string?> AnswerAsync(IEnumerable<(string Name, string Value)> results) => FinishAsync([.. results, .. State()]);

    public Task<string?> RefuseAsync(AuthorityException e) => IsTrusted ? FinishAsync(Error(e)) : throw e;

    private AuthorityException? Validate()
    {
        var types = ResponseTypes;
        if (types.Length == 0) return AuthorityErrors.FieldMissing("response_type");
        if (types.Except(["code", "id_token"]).Any()) return AuthorityErrors.ResponseTypeNotSupported(string.Join(' ', types));
        // Tokens in a query would end up in logs.
        if (!Modes.Contains(Mode) || (HasIdToken && Mode == "query")) return AuthorityErrors.Malformed();
        if (Scope.Length == 0) return AuthorityErrors.ScopeMissing();
        if (IdTokenHint is null && Query(Http, "id_token_hint").Length > 0) return AuthorityErrors.Malformed();
        if (HasIdToken && !Scope.Split(' ').Contains("openid")) return AuthorityErrors.BadScope(Scope);
        if (HasIdToken && Nonce is null) return AuthorityErrors.FieldMissing("nonce");
        if (!HasCode) return null;
        return Challenge.Length == 0 || Query(Http, "code_challenge_method") != "S256" ? AuthorityErrors.ChallengeMissing() : null;
    }

    /// <summary>Only clients that are registered for it get an id token from the page. With an alias, the client is known later.</summary>
    private async Task<AuthorityException?> RefuseIdTokenAsync(string tenant) =>
        HasIdToken && !TokenEndpoint.IsAlias(tenant)
        && !(await Http.RequestServices.GetRequiredService<TokenEndpoint>().ClientOfAsync(tenant, ClientId)).IssuesIdTokens
            ? AuthorityErrors.ResponseTypeNotSupported("id_token")
            : null;

    private (string, string)[] Error(AuthorityException e) => [("error", e.Error), ("error_description", Page.Text(e)), .. State()];

    private (string, string)[] State() => Query(Http, "state") is { Length: > 0 } state ? [("state", state)] : [];

    private Task<string?> FinishAsync((string Name, string Value)[] values)
    {
        if (Mode == "form_post") return Task.FromResult<string?>(PostBack(values));
        Redirect(values);
        return Task.FromResult<string?>(null);
    }

    private void Redirect((string Name, string Value)[] values)
    {
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = Mode == "fragment" ? $"{RedirectUri}#{RedirectAddress.TextOf(values)}" : RedirectAddress.With(RedirectUri, values);
    }

    /// <summary>The browser submits the form at once. The button is for one that runs no scripts.</summary>
    private string PostBack((string Name, string Value)[] values)
    {
        Page.AllowForms(Http, RedirectAddress.PolicySourceOf(RedirectUri), Html.Sending);
        var fields = string.Concat(values.Select(v => $"""<input type="hidden" name="{Page.Encoded(v.Name)}" value="{Page.Encoded(v.Value)}">"""));
        return Page.Document(
            "Back to the application",
            $"""<form method="post" action="{Page.Encoded(RedirectUri)}">{fields}<p><button>Continue</button></p></form><script>{Html.Sending}</script>""");
    }

    /// <summary>Version 1 names a resource instead of scopes, and Microsoft Graph if it names none.</summary>
    private static string ScopeOf(HttpContext http) => http.Request.Path.Value!.EndsWith("/oauth2/authorize", StringComparison.OrdinalIgnoreCase)
        ? TokenRequest.ScopeOf(Query(http, "resource") is { Length: > 0 } resource ? resource : RequestedScopes.Graph, $"openid {Query(http, "scope")}")
        : Query(http, "scope");

    internal static string Query(HttpContext http, string name)
    {
        var value = http.Request.Query[name].ToString();
        return value.Contains('\0', StringComparison.Ordinal) ? throw AuthorityErrors.Malformed() : value;
    }
}
