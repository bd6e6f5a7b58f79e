using AuthMethods.Authority.Flow;
using AuthMethods.Authority.Pages;
using AuthMethods.Credentials;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>
/// Signing in to a client on pages, at the authorize endpoint or with a device's code. The address of a page says what it is for; how far a sign-in
/// has come is in the ticket of its form.
/// </summary>
internal static class SignInPages
{
    public const string DevicePath = "/common/oauth2/deviceauth";

    /// <summary>Where installed applications without an address of their own let browsers go, which they watch.</summary>
    private const string NativeClientPath = "/common/oauth2/nativeclient";

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

        routes.MapGet("/{tenant}/oauth2/v2.0/logout", SignOutPage.AnswerAsync);
        routes.MapGet("/{tenant}/oauth2/logout", SignOutPage.AnswerAsync);
        routes.MapGet(NativeClientPath, NativeClient);
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

    private static Task NativeClient(HttpContext http) => Page.WriteAsync(
        http, () => Task.FromResult<string?>(Page.Document("Signed in", "<p>Return to the application. You can close this page.</p>")));

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
