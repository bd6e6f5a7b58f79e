using AuthMethods.Authority.Flow;
using AuthMethods.Authority.Pages;
using AuthMethods.Credentials;
using AuthMethods.Features.PasswordResets;
using AuthMethods.Methods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>
/// The page on which users reset a forgotten password by codes. Until somebody enters a right code it says the same about every name. Its ticket is
/// that of the sign-in pages, whose steps are the methods that were proved.
/// </summary>
internal static class PasswordResetPages
{
    public const string Path = "/password-reset";

    private const string Title = "Reset your password";
    private const string ResetWays = "reset";
    private const int MaxNameLength = 256;

    public static void MapPasswordReset(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, BeginAsync);
        routes.MapPost(Path, ContinueAsync);
    }

    private static Task BeginAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var resets = ResetsOf(http);
        if (!resets.IsEnabled) return Page.Document(Title, "<p>Resetting passwords is not turned on. Ask your administrator for a new one.</p>");
        if (!resets.Ways.Any()) return Page.Document(Title, "<p>This server cannot send codes. Ask your administrator for a new password.</p>");
        return await NamePageAsync(http, TicketsOf(http).Begin(http, Path), http.Request.Query["username"].ToString());
    });

    private static Task ContinueAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        var form = await Page.FormAsync(http);
        var ticket = await TicketsOf(http).RedeemAsync(http, Path, form["ticket"].ToString());
        if (form.ContainsKey("cancel")) return Page.Document(Title, "<p>Your password was not changed. You can close this page.</p>");
        http.RequestServices.GetRequiredService<AuthorityStore>().Enter(ticket.Tenant);
        return ticket switch
        {
            { Name: null } => await FindAsync(http, ticket, form["username"].ToString().Trim()),
            { UserId: not null } => await ResetAsync(http, ticket, form["new_password"].ToString(), form["confirm"].ToString()),
            { Way: { } way } when !form.ContainsKey("other") => await VerifyAsync(http, ticket, way, form["code"].ToString()),
            _ when form.ContainsKey("way") => await SendAsync(http, ticket, form["way"].ToString()),
            _ => await WaysPageAsync(http, ticket),
        };
    });

    /// <summary>The tenant follows from the name's domain. A name of no tenant goes on like any other.</summary>
    private static async Task<string> FindAsync(HttpContext http, SignInTicket ticket, string name)
    {
        if (name.Length is 0 or > MaxNameLength) return await NamePageAsync(http, ticket, "", "Enter your user name.");
        var tenant = await http.RequestServices.GetRequiredService<AuthorityStore>().FindTenantAsync(name.Split('@')[^1]);
        return await WaysPageAsync(http, ticket with { Name = name, Tenant = tenant ?? Guid.Empty });
    }

    private static async Task<string> SendAsync(HttpContext http, SignInTicket ticket, string id)
    {
        if (WaysLeft(http, ticket).FirstOrDefault(w => w.Id == id) is not { } way) return await WaysPageAsync(http, ticket);
        if (!await ResetsOf(http).SendAsync(ticket.Name!, way, ticket.Browser, RequestIds.TrailOf(http)))
        {
            return await WaysPageAsync(http, ticket, Refused(http, "Too many codes were sent. Try again later."));
        }

        return await CodePageAsync(http, ticket with { Way = new(ResetWays, way.Id) }, way);
    }

    private static async Task<string> VerifyAsync(HttpContext http, SignInTicket ticket, SignInWayKey key, string code)
    {
        var resets = ResetsOf(http);
        if (WaysLeft(http, ticket).FirstOrDefault(w => w.Id == key.Method) is not { } way) return await WaysPageAsync(http, ticket);
        var tried = await resets.VerifyAsync(ticket.Name!, way, ticket.Browser, code.Trim(), RequestIds.TrailOf(http));
        if (!tried.IsRight || await resets.FindAsync(ticket.Name!) is not { } user)
        {
            var problem = tried.IsLocked ? "Too many wrong codes were entered. Try again later." : "The code is wrong or has expired.";
            return await CodePageAsync(http, ticket, way, Refused(http, problem));
        }

        // A revocation between two methods ends the reset.
        if (ticket.Steps.Count > 0 && ticket.SessionsEnded != user.SessionsEnded) throw AuthorityErrors.StepInvalid();
        var proved = ticket with { Steps = [.. ticket.Steps, way.Method], SessionsEnded = user.SessionsEnded, Way = null };
        return proved.Steps.Count < resets.MethodsNeeded(user)
            ? await WaysPageAsync(http, proved)
            : await PasswordPageAsync(http, proved with { UserId = user.Id });
    }

    private static async Task<string> ResetAsync(HttpContext http, SignInTicket ticket, string password, string confirmed)
    {
        var resets = ResetsOf(http);
        if (await resets.FindAsync(ticket.Name!) is not { } user || user.Id != ticket.UserId) throw AuthorityErrors.StepInvalid();
        var problem = password != confirmed ? "The passwords are not the same." : PasswordRules.ProblemOf(password, user.UserPrincipalName, user.PasswordPolicies);
        if (problem is not null) return await PasswordPageAsync(http, ticket, Refused(http, problem));
        return await resets.ResetAsync(user, ticket.SessionsEnded, password, RequestIds.TrailOf(http))
            ? Page.Document("Your password was reset", "<p>You are signed out everywhere. Sign in with your new password. You can close this page.</p>")
            : throw AuthorityErrors.StepInvalid();
    }

    /// <summary>The ways whose method was not proved yet.</summary>
    private static IEnumerable<ResetWay> WaysLeft(HttpContext http, SignInTicket ticket) =>
        ResetsOf(http).Ways.Where(way => !ticket.Steps.Contains(way.Method));

    private static string Refused(HttpContext http, string problem)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return problem;
    }

    private static Task<string> NamePageAsync(HttpContext http, SignInTicket ticket, string name, string? problem = null) =>
        PageAsync<NamePage>(http, ticket, problem, new() { ["Name"] = name });

    private static Task<string> WaysPageAsync(HttpContext http, SignInTicket ticket, string? problem = null) =>
        PageAsync<ChoicePage>(http, ticket with { Way = null }, problem, new()
        {
            ["Text"] = ticket.Steps.Count == 0
                ? $"How do you want to prove that you are {ticket.Name}? You get a code if you registered the number or address and may reset the password."
                : "Right. One more proof is needed, by another method.",
            ["Choices"] = WaysLeft(http, ticket).Select(way => new Choice("way", way.Id, way.Text)).ToArray(),
        });

    private static Task<string> CodePageAsync(HttpContext http, SignInTicket ticket, ResetWay way, string? problem = null) =>
        PageAsync<ResetCodePage>(http, ticket, problem, new()
        {
            ["Text"] = way.Channel is null
                ? "Enter the code that your app or token shows now."
                : "If you registered this method, a code is on its way. It is valid for ten minutes.",
            ["Other"] = way.Channel is null ? "Choose another way" : "Get another code",
        });

    private static Task<string> PasswordPageAsync(HttpContext http, SignInTicket ticket, string? problem = null) =>
        PageAsync<ResetPasswordPage>(http, ticket, problem, new() { ["Name"] = ticket.Name });

    private static async Task<string> PageAsync<T>(HttpContext http, SignInTicket ticket, string? problem, Dictionary<string, object?> parameters)
        where T : IComponent
    {
        Page.AllowForms(http, "'self'");
        parameters["Form"] = new FormModel(http.Request.PathBase + Path, [("ticket", TicketsOf(http).Write(ticket))], problem);
        return Page.Document(Title, await Html.RenderAsync<T>(http, parameters));
    }

    private static PasswordResetStore ResetsOf(HttpContext http) => http.RequestServices.GetRequiredService<PasswordResetStore>();

    private static Tickets TicketsOf(HttpContext http) => http.RequestServices.GetRequiredService<Tickets>();
}
