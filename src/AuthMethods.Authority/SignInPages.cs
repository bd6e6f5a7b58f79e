using System.Net;
using System.Security.Cryptography;
using System.Text;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>
/// The built-in authority's pages for signing in to a client, at the authorize endpoint or with a device's code. They are HTML without
/// scripts and keep no session, so cross-site requests have nothing to exploit.
/// </summary>
internal static class SignInPages
{
    public const string DevicePath = "/common/oauth2/deviceauth";

    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #1f2937; margin: 0; }
        main { max-width: 24rem; margin: 10vh auto; padding: 1.5rem 2rem; background: #fff; border: 1px solid #d1d5db; border-radius: .5rem; }
        h1 { font-size: 1.4rem; margin: 0 0 1rem; }
        input { display: block; box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #9ca3af; border-radius: .25rem; }
        button { padding: .5rem 1rem; font: inherit; border: 1px solid #9ca3af; border-radius: .25rem; background: #fff; }
        button:first-of-type { background: #1d4ed8; border-color: #1d4ed8; color: #fff; }
        [role=alert] { padding: .5rem .75rem; background: #fef2f2; color: #991b1b; border-radius: .25rem; }
        """;

    // Allows only the page's own style, whose element contains exactly this text.
    private static readonly string ContentPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'";

    public static void MapSignInPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{tenant}/oauth2/v2.0/authorize", AuthorizeAsync);
        routes.MapPost("/{tenant}/oauth2/v2.0/authorize", SignInAsync);
        routes.MapGet("/{tenant}/oauth2/v2.0/logout", LogoutAsync);
        routes.MapGet(DevicePath, AskForCodeAsync);
        routes.MapPost(DevicePath, DeviceAsync);
    }

    private static Task AuthorizeAsync(HttpContext http) => PageAsync(http, async () =>
    {
        if (await Authorization.ReadAsync(http) is not { } request) return null;
        return request.Prompt == "none" ? await request.RefuseAsync(AuthorityErrors.LoginRequired()) : SignInForm(http, request.LoginHint);
    });

    private static Task SignInAsync(HttpContext http) => PageAsync(http, async () =>
    {
        if (await Authorization.ReadAsync(http) is not { } request) return null;
        var form = await FormAsync(http);
        var (name, password) = (form["username"].ToString(), form["password"].ToString());
        if (form.ContainsKey("cancel")) return await request.RefuseAsync(AuthorityErrors.AccessDenied());
        try
        {
            var code = await LogOf(http).RecordAsync(http, SignInAttempt.OnPage(SignInProtocol.OAuth2, name, request.ClientId), async () =>
            {
                var endpoint = http.RequestServices.GetRequiredService<TokenEndpoint>();
                var client = await endpoint.ClientOfPageAsync(http, Tenant(http), name, request.ClientId, request.Scope);
                if (!await endpoint.MayRedirectAsync(client, request.RedirectUri)) throw AuthorityErrors.RedirectNotAllowed();
                var by = await http.RequestServices.GetRequiredService<UserSignIns>()
                    .SignInAsync(http, name, password, new(client.AppId, IsInteractive: true), "interaction_required");
                return http.RequestServices.GetRequiredService<PendingGrants>()
                    .Add(new AuthorizationCode(client.AppId, request.RedirectUri, request.Scope, request.Challenge, request.Nonce, by));
            });
            return await request.AnswerAsync(("code", code));
        }
        catch (AuthorityException e)
        {
            http.Response.StatusCode = e.Status;
            return SignInForm(http, name, Text(e));
        }
    });

    private static Task AskForCodeAsync(HttpContext http) =>
        PageAsync(http, () => Task.FromResult<string?>(DeviceForm(http, http.Request.Query["user_code"].ToString())));

    private static Task DeviceAsync(HttpContext http) => PageAsync(http, async () =>
    {
        var form = await FormAsync(http);
        var (code, name, password) = (form["user_code"].ToString(), form["username"].ToString(), form["password"].ToString());
        try
        {
            var device = http.RequestServices.GetRequiredService<PendingGrants>().FindByUserCode(code) ?? throw AuthorityErrors.DeviceCodeUnknown();
            if (form.ContainsKey("cancel"))
            {
                device.IsDeclined = true;
                return Document("Sign-in declined", "<p>The device was notified. You can close this page.</p>");
            }

            var clientId = device.ApplicationId.ToString();
            var (client, by) = await LogOf(http).RecordAsync(http, SignInAttempt.OnPage(SignInProtocol.DeviceCode, name, clientId), async () =>
            {
                var found = await http.RequestServices.GetRequiredService<TokenEndpoint>().ClientOfPageAsync(http, device.Tenant, name, clientId, device.Scope);
                return (found, await http.RequestServices.GetRequiredService<UserSignIns>()
                    .SignInAsync(http, name, password, new(found.AppId, IsInteractive: true), "interaction_required"));
            });
            device.By = by;
            return Document("Signed in", $"<p>You have signed in to {Encoded(client.Principal.DisplayName)} on your device. You can close this page.</p>");
        }
        catch (AuthorityException e)
        {
            http.Response.StatusCode = e.Status;
            return DeviceForm(http, code, name, Text(e));
        }
    });

    /// <summary>Ends nothing, because the pages keep no session. Redirects back to a client's loopback address.</summary>
    private static Task LogoutAsync(HttpContext http) => PageAsync(http, () =>
    {
        var back = http.Request.Query["post_logout_redirect_uri"].ToString();
        if (!IsLoopback(back)) return Task.FromResult<string?>(Document("Signed out", "<p>You can close this page.</p>"));
        var state = http.Request.Query["state"].ToString();
        http.Response.Redirect(state.Length == 0 ? back : QueryHelpers.AddQueryString(back, "state", state));
        return Task.FromResult<string?>(null);
    });

    /// <summary>Writes the page, if there is one; an error becomes a page too.</summary>
    private static async Task PageAsync(HttpContext http, Func<Task<string?>> make)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        // With no-referrer, browsers would send the page's form with the origin "null".
        headers["Referrer-Policy"] = "same-origin";
        string? page;
        try
        {
            page = await make();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
            return;
        }
#pragma warning disable CA1031 // The last resort, as for the endpoints that answer JSON.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var refusal = AuthorityRoutes.RefusalOf(http, e);
            http.Response.StatusCode = refusal.Status;
            page = Document("Sign-in is not possible", $"<p>{Encoded(Text(refusal))}</p>");
        }

        if (page is null) return;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(page, http.RequestAborted);
    }

    /// <summary>Reads the form. Refuses it if the browser's headers show that another site sent it.</summary>
    private static async Task<IFormCollection> FormAsync(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals(http.Origin(), StringComparison.OrdinalIgnoreCase)) throw AuthorityErrors.FromOtherSite();
        if (http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin")) throw AuthorityErrors.FromOtherSite();
        return await TokenEndpoint.ReadAsync(http, "username");
    }

    /// <summary>A client without a secret may listen on any port of its own machine.</summary>
    internal static bool IsLoopback(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
        && parsed.Scheme is "http" or "https"
        && parsed.IsLoopback
        && parsed.Fragment.Length == 0
        && parsed.UserInfo.Length == 0;

    private static string Tenant(HttpContext http) => (string)http.GetRouteValue("tenant")!;

    private static SignInLog LogOf(HttpContext http) => http.RequestServices.GetRequiredService<SignInLog>();

    private static string Text(AuthorityException e) => $"AADSTS{e.Code}: {e.Message}";

    private static string SignInForm(HttpContext http, string name, string? problem = null) =>
        Form(http, "Sign in", http.Request.PathBase + http.Request.Path + http.Request.QueryString.ToUriComponent(), "", name, problem);

    private static string DeviceForm(HttpContext http, string code, string name = "", string? problem = null) => Form(
        http, "Sign in on a device", DevicePath,
        $"""<p><label>Code that the device shows <input name="user_code" value="{Encoded(code)}" autocomplete="off" required></label></p>""", name, problem);

    private static string Form(HttpContext http, string title, string action, string first, string name, string? problem) => Document(title, $"""
        {(problem is null ? "" : $"<p role=\"alert\">{Encoded(problem)}</p>")}
        <form method="post" action="{Encoded(action)}">
        {first}
        <p><label>User name <input name="username" value="{Encoded(name)}" autocomplete="username" required></label></p>
        <p><label>{Encoded(LabelOf(http))} <input name="password" type="password" autocomplete="current-password" required></label></p>
        <p><button>Sign in</button> <button name="cancel" value="1" formnovalidate>Cancel</button></p>
        </form>
        """);

    /// <summary>The label of the password field: the accepted credentials.</summary>
    private static string LabelOf(HttpContext http) =>
        string.Join(" or ", http.RequestServices.GetServices<ISignInCredential>().Select(c => c.Label).OfType<string>());

    internal static string Document(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encoded(title)}</title><style>{Style}</style></head>
        <body><main><h1>{Encoded(title)}</h1>
        {body}
        </main></body>
        </html>
        """;

    internal static string Encoded(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A request to the authorize endpoint whose redirect URI is allowed.</summary>
    private sealed record Authorization(HttpContext Http, string ClientId, string RedirectUri, string Scope, string Challenge, string? Nonce, string Mode)
    {
        /// <summary>Whether errors may be sent to the redirect URI too, not only the code of a user who signed in.</summary>
        public bool IsTrusted { get; private init; }

        public string Prompt => Query(Http, "prompt");

        public string LoginHint => Query(Http, "login_hint");

        /// <summary>Null if the client got an error response. Nothing is sent to an address that is not allowed.</summary>
        public static async Task<Authorization?> ReadAsync(HttpContext http)
        {
            var redirect = Query(http, "redirect_uri");
            var client = Query(http, "client_id") is { Length: > 0 } id ? id : throw AuthorityErrors.FieldMissing("client_id");
            var isTrusted = IsLoopback(redirect)
                || await http.RequestServices.GetRequiredService<TokenEndpoint>().IsRegisteredAsync(Tenant(http), client, redirect);
            // With an alias, the tenant and its applications are known once the user has typed a name.
            if (!isTrusted && !TokenEndpoint.IsAlias(Tenant(http))) throw AuthorityErrors.RedirectNotAllowed();
            var mode = Query(http, "response_mode") is { Length: > 0 } sent ? sent : "query";
            var request = new Authorization(
                http, client, redirect, Query(http, "scope"), Query(http, "code_challenge"),
                Query(http, "nonce") is { Length: > 0 } nonce ? nonce : null, mode)
            {
                IsTrusted = isTrusted,
            };
            var error = request.Validate();
            if (error is null) return request;
            if (!isTrusted) throw error;
            // In the query or fragment, never as a form, which the user would have to submit.
            (request with { Mode = mode == "fragment" ? mode : "query" }).Redirect(request.Error(error));
            return null;
        }

        public Task<string?> AnswerAsync((string Name, string Value) result) => FinishAsync([result, .. State()]);

        public Task<string?> RefuseAsync(AuthorityException e) => IsTrusted ? FinishAsync(Error(e)) : throw e;

        private AuthorityException? Validate()
        {
            var type = Query(Http, "response_type");
            if (type != "code") return type.Length == 0 ? AuthorityErrors.FieldMissing("response_type") : AuthorityErrors.ResponseTypeNotSupported(type);
            if (Mode is not ("query" or "fragment" or "form_post")) return AuthorityErrors.Malformed();
            if (Scope.Length == 0) return AuthorityErrors.ScopeMissing();
            return Challenge.Length == 0 || Query(Http, "code_challenge_method") != "S256" ? AuthorityErrors.ChallengeMissing() : null;
        }

        private (string, string)[] Error(AuthorityException e) => [("error", e.Error), ("error_description", Text(e)), .. State()];

        private (string, string)[] State() => Query(Http, "state") is { Length: > 0 } state ? [("state", state)] : [];

        private Task<string?> FinishAsync((string Name, string Value)[] values)
        {
            if (Mode == "form_post") return Task.FromResult<string?>(PostBack(values));
            Redirect(values);
            return Task.FromResult<string?>(null);
        }

        private void Redirect((string Name, string Value)[] values)
        {
            var text = new QueryBuilder(values.Select(v => KeyValuePair.Create(v.Name, v.Value))).ToString();
            var uri = Mode == "fragment" ? $"{RedirectUri}#{text[1..]}"
                : RedirectUri.Contains('?', StringComparison.Ordinal) ? $"{RedirectUri}&{text[1..]}"
                : RedirectUri + text;
            Http.Response.StatusCode = StatusCodes.Status303SeeOther;
            Http.Response.Headers.Location = uri;
        }

        /// <summary>The user submits the form, because submitting it automatically would need a script.</summary>
        private string PostBack((string Name, string Value)[] values)
        {
            var fields = string.Concat(values.Select(v => $"""<input type="hidden" name="{Encoded(v.Name)}" value="{Encoded(v.Value)}">"""));
            return Document(
                "Back to the application",
                $"""<form method="post" action="{Encoded(RedirectUri)}">{fields}<p><button>Continue</button></p></form>""");
        }

        private static string Query(HttpContext http, string name)
        {
            var value = http.Request.Query[name].ToString();
            return value.Contains('\0', StringComparison.Ordinal) ? throw AuthorityErrors.Malformed() : value;
        }
    }
}
