using AuthMethods.Authority.Flow;
using AuthMethods.Authority.Pages;
using AuthMethods.Credentials;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>
/// Signing in to a client on pages, at the authorize endpoint or with a device's code. The address of a page says what it is for; how far a sign-in
/// has come is in the ticket of its form.
/// </summary>
internal static class SignInPages
{
    public const string DevicePath = "/common/oauth2/deviceauth";

    private static readonly GuessKind DeviceCodes = new("device code");

    public static void MapSignInPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{tenant}/oauth2/v2.0/authorize", AuthorizeAsync);
        routes.MapPost("/{tenant}/oauth2/v2.0/authorize", SignInAsync);
        routes.MapGet("/{tenant}/oauth2/authorize", AuthorizeAsync);
        routes.MapPost("/{tenant}/oauth2/authorize", SignInAsync);
        foreach (var path in new[] { "/{tenant}/v2.0/adminconsent", "/{tenant}/adminconsent" })
        {
            routes.MapGet(path, AdminConsentAsync);
            routes.MapPost(path, ContinueAdminConsentAsync);
        }

        routes.MapGet("/{tenant}/oauth2/v2.0/logout", LogoutAsync);
        routes.MapGet("/{tenant}/oauth2/logout", LogoutAsync);
        routes.MapGet(DevicePath, AskForCodeAsync);
        routes.MapPost(DevicePath, DeviceAsync);
    }

    private static Task AuthorizeAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var (request, page) = await AuthorizationRequest.ReadAsync(http);
        return request is null ? page : await FlowOf(http).BeginAsync(new AuthorizeSignIn(request));
    });

    private static Task SignInAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var (request, page) = await AuthorizationRequest.ReadAsync(http);
        return request is null ? page : await FlowOf(http).ContinueAsync(new AuthorizeSignIn(request), await Page.FormAsync(http));
    });

    private static Task AdminConsentAsync(HttpContext http) =>
        Page.WriteAsync(http, async () => await FlowOf(http).BeginAsync(await AdminConsentSignIn.ReadAsync(http)));

    private static Task ContinueAdminConsentAsync(HttpContext http) => Page.WriteAsync(
        http, async () => await FlowOf(http).ContinueAsync(await AdminConsentSignIn.ReadAsync(http), await Page.FormAsync(http)));

    /// <summary>A code in the address only fills the field in: the user has to send it, and then sees which application it is for.</summary>
    private static Task AskForCodeAsync(HttpContext http) => Page.WriteAsync(http, () =>
    {
        var code = http.Request.Query["user_code"].ToString() is { Length: > 0 } sent ? sent : http.Request.Query["otc"].ToString();
        return CodeFormAsync(http, code);
    });

    private static Task DeviceAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var form = await Page.FormAsync(http);
        var code = form["user_code"].ToString();
        DeviceCode device;
        try
        {
            device = await FindDeviceAsync(http, code);
        }
        catch (AuthorityException e)
        {
            http.Response.StatusCode = e.Status;
            return await CodeFormAsync(http, code, Page.Text(e));
        }

        var request = new DeviceSignIn(http, device);
        var isFirst = !form.ContainsKey("ticket") && !form.ContainsKey("username") && !form.ContainsKey("cancel");
        return isFirst ? await FlowOf(http).BeginAsync(request) : await FlowOf(http).ContinueAsync(request, form);
    });

    /// <summary>The device with a code that a user typed. Wrong codes from one source are limited.</summary>
    private static async Task<DeviceCode> FindDeviceAsync(HttpContext http, string code)
    {
        var guess = new Guess(DeviceCodes, User: null, code, RequestIds.TrailOf(http));
        var tried = await http.RequestServices.GetRequiredService<SmartLockout>().TryAsync(
            guess, () => PendingOf(http).FindByUserCodeAsync(code));
        return tried.Right ?? throw (tried.IsLocked ? AuthorityErrors.LockedOut() : AuthorityErrors.DeviceCodeUnknown());
    }

    /// <summary>Ends the browser's sessions, or those of the user whom a hint names. Redirects back to an address of the client.</summary>
    private static Task LogoutAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var hint = await http.RequestServices.GetRequiredService<IssuedTokens>().ReadAsync(http.Request.Query["id_token_hint"].ToString());
        var (sessions, name) = (http.RequestServices.GetRequiredService<Sessions>(), http.Request.Query["logout_hint"].ToString());
        var isHinted = hint is not null || name.Length > 0;
        var ended = (await sessions.ReadAsync(http)).Where(s => s.IsOf(hint) || s.User.UserPrincipalName.Equals(name, StringComparison.OrdinalIgnoreCase));
        await sessions.EndAsync(http, isHinted ? [.. ended.Select(s => s.Id)] : null);
        if (await http.RequestServices.GetRequiredService<LogoutAddress>().OfAsync(http, hint) is not { } back)
        {
            return Page.Document("Signed out", "<p>You can close this page.</p>");
        }

        var state = http.Request.Query["state"].ToString();
        http.Response.Redirect(state.Length == 0 ? back : QueryHelpers.AddQueryString(back, "state", state));
        return null;
    });

    private static SignInFlow FlowOf(HttpContext http) => http.RequestServices.GetRequiredService<SignInFlow>();

    private static PendingGrants PendingOf(HttpContext http) => http.RequestServices.GetRequiredService<PendingGrants>();

    private static async Task<string?> CodeFormAsync(HttpContext http, string code, string? problem = null)
    {
        Page.AllowForms(http, "'self'");
        return Page.Document("Sign in on a device", await Html.RenderAsync<DeviceCodePage>(http, new()
        {
            ["Form"] = new FormModel(DevicePath, [], problem), ["Code"] = code,
        }));
    }
}
