using AuthMethods.Authority.Pages;
using AuthMethods.Methods;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace AuthMethods.Authority.Flow;

/// <summary>The pages of a sign-in.</summary>
internal sealed class Views(Tickets tickets, Ways ways, IOptions<SelfServicePasswordResetOptions> reset, TimeProvider time)
{
    /// <summary>The value that chooses no account that is signed in.</summary>
    public const string AnotherAccount = "another";

    private const string SignIn = "Sign in";

    public async Task<string> NameAsync(SignInRequest request, SignInTicket ticket, string name, string? problem = null)
    {
        // A link would lose what the form carries on.
        (string, string)[] links = request.Hidden.Count > 0
            ? []
            : [.. (await ways.ThatFindUsersAsync()).Select(m => (QueryHelpers.AddQueryString(request.Action, "with", m.Id), m.Invitation))];
        return await WriteAsync<NamePage>(request, SignIn, ticket with { Name = null, Way = null, Asked = null }, problem, new()
        {
            ["Name"] = name, ["Links"] = links, ["Notice"] = (await request.NoticeAsync()).Html,
        });
    }

    public async Task<string> SecretAsync(SignInRequest request, SignInTicket ticket, string label, string? problem = null) =>
        await WriteAsync<SecretPage>(request, SignIn, ticket, problem, new()
        {
            ["Name"] = ticket.Name, ["Label"] = label, ["Notice"] = (await request.NoticeAsync()).Html, ["Links"] = LinksOf(ticket),
        });

    public Task<string> WaysAsync(SignInRequest request, SignInTicket ticket, IEnumerable<WayChoice> choices) =>
        WriteAsync<ChoicePage>(request, "Other ways to sign in", ticket with { Way = null, Asked = null }, null, new()
        {
            ["Choices"] = choices.Select(c => new Choice("with", c.Value, c.Text)).ToArray(),
        });

    public async Task<string> AccountsAsync(SignInRequest request, SignInTicket ticket, IEnumerable<LiveSession> sessions) =>
        await WriteAsync<ChoicePage>(request, "Choose an account", ticket, null, new()
        {
            ["Notice"] = (await request.NoticeAsync()).Html,
            ["Choices"] = sessions.Select(s => new Choice("account", s.Id.ToString(), s.User.UserPrincipalName))
                .Append(new("account", AnotherAccount, "Use another account")).ToArray(),
        });

    public Task<string> ChallengeAsync(SignInRequest request, SignInTicket ticket, ISignInMethod kind, string? problem = null)
    {
        var asked = ticket.Asked!;
        var title = ticket.UserId is null ? SignIn : "Verify who you are";
        return WriteAsync<ChallengePage>(request, title, ticket with { Asked = asked with { Options = asked.Options is null ? null : "" } }, problem, new()
        {
            ["Text"] = asked.Text, ["Label"] = asked.Label ?? kind.Invitation, ["Options"] = asked.Options, ["Field"] = asked.Field.ToString(),
            ["RememberDays"] = ticket.RememberDays,
        }, asked.Options is not null ? Html.Ceremony : asked.Field == ChallengeField.Scanned ? Html.Scan : null);
    }

    /// <summary>The page that waits for an approval on the user's phone; without a number if there is nothing to wait for.</summary>
    public Task<string> PhoneApprovalAsync(SignInRequest request, SignInTicket ticket, Guid tenant, bool isWaiting, string? problem = null)
    {
        var approval = ticket.Asked!.Approval!;
        var isOpen = problem is null && approval.Number is not null;
        var seconds = Math.Max(0, (int)(approval.Until - time.GetUtcNow()).TotalSeconds);
        return WriteAsync<PhoneApprovalPage>(request, "Approve sign in request", ticket, problem, new()
        {
            ["Text"] = problem is null ? ticket.Asked.Text : "Your approval didn't reach us. Send another request, or choose another way to sign in.",
            ["Number"] = isOpen ? approval.Number : null,
            ["Poll"] = request.Http.Request.PathBase + Approvals.PathOf(tenant, approval.Id),
            ["Seconds"] = seconds,
            ["IsWaiting"] = isWaiting,
            ["Again"] = $"{ticket.Way!.Kind} {ticket.Way.Method}",
        }, isOpen ? Html.Waiting : null);
    }

    public Task<string> RegistrationsAsync(SignInRequest request, SignInTicket ticket, IEnumerable<ISignInRegistration> kinds, string text, bool maySkip) =>
        WriteAsync<ChoicePage>(request, "More information is required", ticket with { Way = null, Asked = null, Registers = null, Registration = null }, null, new()
        {
            ["Text"] = text,
            ["Choices"] = kinds.Select(k => new Choice("register", k.Id, k.Invitation))
                .Concat(maySkip ? [new("skip", "1", "Skip for now")] : Array.Empty<Choice>()).ToArray(),
        });

    public Task<string> RegistrationAsync(SignInRequest request, SignInTicket ticket, ISignInRegistration kind, string? problem)
    {
        var asked = ticket.Registration!;
        var carried = ticket with { Registration = asked with { Options = asked.Options is null ? null : "" } };
        return WriteAsync<RegistrationPage>(request, kind.Invitation, carried, problem, new()
        {
            ["Text"] = asked.Text, ["Label"] = asked.Label ?? kind.Invitation, ["Options"] = asked.Options, ["Secret"] = asked.Secret, ["Link"] = asked.Link,
        }, asked.Options is null ? null : Html.Ceremony);
    }

    public Task<string> NewPasswordAsync(SignInRequest request, SignInTicket ticket, string problem) =>
        WriteAsync<NewPasswordPage>(request, "Change your password", ticket, problem, new() { ["Name"] = ticket.Name });

    public Task<string> ConsentAsync(SignInRequest request, SignInTicket ticket, ConsentQuestion question)
    {
        var info = question.Client.Application?.Info;
        return WriteAsync<ConsentPage>(request, "Permissions requested", ticket, null, new()
        {
            ["User"] = question.User.UserPrincipalName, ["Application"] = question.Client.Principal.DisplayName, ["Publisher"] = question.Publisher,
            ["Permissions"] = question.Texts, ["IsForAll"] = question.IsForAll, ["MayChooseAll"] = question.MayChooseAll,
            ["Terms"] = LinkOf(info?.TermsOfServiceUrl), ["Privacy"] = LinkOf(info?.PrivacyStatementUrl),
        });
    }

    public Task<string> ApprovalAsync(SignInRequest request, SignInTicket ticket, string application) =>
        WriteAsync<ApprovalPage>(request, "Need admin approval", ticket with { Way = null, Asked = null, Shown = null, Agreement = null }, null, new()
        {
            ["Application"] = application,
        });

    private static string? LinkOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.AbsoluteUri : null;

    private (string Address, string Text)[] LinksOf(SignInTicket ticket) => reset.Value.Enabled
        ? [(QueryHelpers.AddQueryString(PasswordResetPages.Path, "username", ticket.Name ?? ""), "Forgot password?")]
        : [];

    private async Task<string> WriteAsync<T>(
        SignInRequest request, string title, SignInTicket ticket, string? problem, Dictionary<string, object?> parameters, string? script = null)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        Page.AllowForms(request.Http, $"'self' {request.FormTargets}", script, asks: script == Html.Waiting);
        parameters["Form"] = new FormModel(request.Action, [("ticket", tickets.Write(ticket)), .. request.Hidden], problem);
        return Page.Document(title, await Html.RenderAsync<T>(request.Http, parameters), (await request.NoticeAsync()).About);
    }
}
