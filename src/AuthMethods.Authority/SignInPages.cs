using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>
/// Signing in to a client on a page, at the authorize endpoint or with a device's code. The pages keep no session, so cross-site requests have
/// nothing to exploit.
/// </summary>
internal static class SignInPages
{
    public const string DevicePath = "/common/oauth2/deviceauth";

    private static readonly GuessKind DeviceCodes = new("device code");

    public static void MapSignInPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{tenant}/oauth2/v2.0/authorize", AuthorizeAsync);
        routes.MapPost("/{tenant}/oauth2/v2.0/authorize", SignInAsync);
        routes.MapGet("/{tenant}/oauth2/v2.0/logout", LogoutAsync);
        routes.MapGet(DevicePath, AskForCodeAsync);
        routes.MapPost(DevicePath, DeviceAsync);
    }

    private static Task AuthorizeAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        if (await AuthorizationRequest.ReadAsync(http) is not { } request) return null;
        return request.Prompt == "none" ? await request.RefuseAsync(AuthorityErrors.LoginRequired()) : SignInForm(request, request.LoginHint);
    });

    private static Task SignInAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        if (await AuthorizationRequest.ReadAsync(http) is not { } request) return null;
        var form = await Page.FormAsync(http);
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
            return SignInForm(request, name, Page.Text(e));
        }
    });

    /// <summary>A code in the address only fills the field in: the user has to send it, and then sees which application it is for.</summary>
    private static Task AskForCodeAsync(HttpContext http) => Page.WriteAsync(http, () =>
    {
        var code = http.Request.Query["user_code"].ToString() is { Length: > 0 } sent ? sent : http.Request.Query["otc"].ToString();
        return Task.FromResult<string?>(CodeForm(http, code));
    });

    private static Task DeviceAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var form = await Page.FormAsync(http);
        var (code, name, password) = (form["user_code"].ToString(), form["username"].ToString(), form["password"].ToString());
        DeviceCode device;
        try
        {
            device = await FindDeviceAsync(http, code);
        }
        catch (AuthorityException e)
        {
            http.Response.StatusCode = e.Status;
            return CodeForm(http, code, Page.Text(e));
        }

        if (form.ContainsKey("cancel"))
        {
            device.IsDeclined = true;
            return Page.Document("Sign-in declined", "<p>The device was notified. You can close this page.</p>");
        }

        if (!form.ContainsKey("username")) return DeviceForm(http, device);
        try
        {
            var clientId = device.Request.ApplicationId.ToString();
            var (client, by) = await LogOf(http).RecordAsync(http, SignInAttempt.OnPage(SignInProtocol.DeviceCode, name, clientId), async () =>
            {
                var found = await http.RequestServices.GetRequiredService<TokenEndpoint>()
                    .ClientOfPageAsync(http, device.Request.Tenant, name, clientId, device.Request.Scope);
                return (found, await http.RequestServices.GetRequiredService<UserSignIns>()
                    .SignInAsync(http, name, password, new(found.AppId, IsInteractive: true), "interaction_required"));
            });
            device.By = by;
            return Page.Document(
                "Signed in", $"<p>You have signed in to {Page.Encoded(client.Principal.DisplayName)} on your device. You can close this page.</p>");
        }
        catch (AuthorityException e)
        {
            http.Response.StatusCode = e.Status;
            return DeviceForm(http, device, name, Page.Text(e));
        }
    });

    /// <summary>The device with a code that a user typed. Wrong codes from one source are limited.</summary>
    private static async Task<DeviceCode> FindDeviceAsync(HttpContext http, string code)
    {
        var guess = new Guess(DeviceCodes, User: null, code, RequestIds.TrailOf(http));
        var tried = await http.RequestServices.GetRequiredService<SmartLockout>().TryAsync(
            guess, () => Task.FromResult(http.RequestServices.GetRequiredService<PendingGrants>().FindByUserCode(code)));
        return tried.Right ?? throw (tried.IsLocked ? AuthorityErrors.LockedOut() : AuthorityErrors.DeviceCodeUnknown());
    }

    /// <summary>Ends nothing, because the pages keep no session. Redirects back to a client's loopback address.</summary>
    private static Task LogoutAsync(HttpContext http) => Page.WriteAsync(http, () =>
    {
        var back = http.Request.Query["post_logout_redirect_uri"].ToString();
        if (!RedirectAddress.IsLoopback(back)) return Task.FromResult<string?>(Page.Document("Signed out", "<p>You can close this page.</p>"));
        var state = http.Request.Query["state"].ToString();
        http.Response.Redirect(state.Length == 0 ? back : QueryHelpers.AddQueryString(back, "state", state));
        return Task.FromResult<string?>(null);
    });

    private static string Tenant(HttpContext http) => (string)http.GetRouteValue("tenant")!;

    private static SignInLog LogOf(HttpContext http) => http.RequestServices.GetRequiredService<SignInLog>();

    private static string SignInForm(AuthorizationRequest request, string name, string? problem = null)
    {
        var http = request.Http;
        Page.AllowForms(http, $"'self' {RedirectAddress.PolicySourceOf(request.RedirectUri)}");
        var action = http.Request.PathBase + http.Request.Path + http.Request.QueryString.ToUriComponent();
        return Page.Document("Sign in", Form(http, action, "", name, problem));
    }

    private static string CodeForm(HttpContext http, string code, string? problem = null)
    {
        Page.AllowForms(http, "'self'");
        return Page.Document("Sign in on a device", $"""
            {Page.Problem(problem)}
            <form method="post" action="{DevicePath}">
            <p><label>Code that the device shows <input name="user_code" value="{Page.Encoded(code)}" autocomplete="off" required></label></p>
            <p><button>Next</button></p>
            </form>
            """);
    }

    private static string DeviceForm(HttpContext http, DeviceCode device, string name = "", string? problem = null)
    {
        Page.AllowForms(http, "'self'");
        var place = device.Request.TenantName is null ? "" : $" of {Page.Encoded(device.Request.TenantName)}";
        return Page.Document("Sign in on a device", $"""
            <p>You are about to sign in to <strong>{Page.Encoded(device.Request.ApplicationName)}</strong>{place} on another device.
            Continue only if you started this yourself, on a device that shows the code {Page.Encoded(device.UserCode)}.</p>
            {Form(http, DevicePath, $"""<input type="hidden" name="user_code" value="{Page.Encoded(device.UserCode)}">""", name, problem)}
            """);
    }

    private static string Form(HttpContext http, string action, string first, string name, string? problem) => $"""
        {Page.Problem(problem)}
        <form method="post" action="{Page.Encoded(action)}">
        {first}
        <p><label>User name <input name="username" value="{Page.Encoded(name)}" autocomplete="username" required></label></p>
        <p><label>{Page.Encoded(LabelOf(http))} <input name="password" type="password" autocomplete="current-password" required></label></p>
        <p><button>Sign in</button> <button name="cancel" value="1" formnovalidate>Cancel</button></p>
        </form>
        """;

    /// <summary>The label of the password field: the accepted credentials.</summary>
    private static string LabelOf(HttpContext http) =>
        string.Join(" or ", http.RequestServices.GetServices<ISignInCredential>().Select(c => c.Label).OfType<string>());
}
