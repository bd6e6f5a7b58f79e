using AuthMethods.Authority.Pages;
using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Authority.Flow;

/// <summary>What a user has to do, or may do, on the way to an application: register a method, and change a password.</summary>
internal sealed class Interrupts(
    AuthDb db, AuthorityStore store, Registrations registrations, Campaigns campaigns, Views views, Writer writer, IUserPassword userPassword,
    Passwords passwords, TimeProvider time)
{
    private const string MustRegister = "Your organization needs more information: set up another way to verify who you are.";
    private const string IsAsked = "Your organization asks you to set up a more secure way to sign in.";
    private const string MayRegister = "What you signed in with ends soon. Set up another way to sign in.";

    /// <summary>Has the user register a method; null if there is none that the user may register.</summary>
    public async Task<SignInOutcome?> RegisterAsync(SignInRequest request, SignInTicket ticket, UserRow user)
    {
        var open = await registrations.OpenAsync(request, user, ticket.Done!);
        if (open.Count == 0) return null;
        var page = await views.RegistrationsAsync(request, ticket, open, MustRegister, maySkip: false);
        return SignInOutcome.Interrupts(page, AuthorityErrors.MfaRegistrationNeeded("interaction_required"));
    }

    /// <summary>What comes last: a password that is due, and an offer to somebody whose sign-in is temporary. Null if nothing does.</summary>
    public async Task<SignInOutcome?> LastAsync(SignInRequest request, SignInTicket ticket, UserRow user)
    {
        if (MustChange(ticket, user))
        {
            if (!userPassword.MayBeSet(user)) throw AuthorityErrors.PasswordMustChange();
            return SignInOutcome.Interrupts(
                await views.NewPasswordAsync(request, ticket, Page.Text(AuthorityErrors.PasswordMustChange())), AuthorityErrors.PasswordMustChange());
        }

        if (ticket.WasOffered) return null;
        if (await campaigns.OfferAsync(request, ticket, user) is { } offer)
        {
            return SignInOutcome.Asks(await views.RegistrationsAsync(request, ticket, [offer.Kind], IsAsked, offer.MaySkip));
        }

        if (ticket.Done!.Ends is null || await store.HasMultiFactorAsync(user)) return null;
        var open = await registrations.OpenAsync(request, user, ticket.Done);
        if (open.Count == 0) return null;
        return SignInOutcome.Asks(await views.RegistrationsAsync(request, ticket, open, MayRegister, maySkip: !await store.MustRegisterAsync(user)));
    }

    /// <summary>The answer to one of these pages.</summary>
    /// <param name="request">What the user signs in for.</param>
    /// <param name="ticket">How far the sign-in has come.</param>
    /// <param name="user">The user.</param>
    /// <param name="form">The answer.</param>
    /// <param name="next">Goes on.</param>
    public async Task<SignInOutcome> AnswerAsync(
        SignInRequest request, SignInTicket ticket, UserRow user, IFormCollection form, Func<SignInTicket, Task<SignInOutcome>> next)
    {
        if (form.ContainsKey("new_password")) return await ChangePasswordAsync(request, ticket, user, form, next);
        if (form.ContainsKey("skip")) return await SkipAsync(request, ticket, user, next);
        var chosen = form["register"].ToString() is { Length: > 0 } id ? id : ticket.Registers;
        var kind = (await registrations.OpenAsync(request, user, ticket.Done!)).FirstOrDefault(k => k.Id == chosen) ?? throw AuthorityErrors.StepInvalid();
        if (ticket.Registers != kind.Id || !form.ContainsKey("answer")) return SignInOutcome.Asks(await AskAsync(request, ticket, user, kind));
        var refusal = await registrations.CompleteAsync(request, user, ticket.Done!, kind, ticket.Registration?.State, form["answer"].ToString());
        if (refusal is not null) return SignInOutcome.Asks(await AskAsync(request, ticket, user, kind, refusal.Message));
        if (user.PerUserMfaState == PerUserMfaState.Enabled) await EnforceAsync(request, user);
        return await next(ticket with
        {
            Registers = null, Registration = null, WasOffered = true, Done = ticket.Done!.And(SignInProof.SecondFactor(kind.Id), time.NowInSeconds()),
        });
    }

    private async Task<SignInOutcome> SkipAsync(
        SignInRequest request, SignInTicket ticket, UserRow user, Func<SignInTicket, Task<SignInOutcome>> next)
    {
        if (await campaigns.OfferAsync(request, ticket, user) is { } offer)
        {
            if (!offer.MaySkip) throw AuthorityErrors.StepInvalid();
            await campaigns.SnoozeAsync(user, offer);
        }
        else if (ticket.Done!.Ends is null || await store.MustRegisterAsync(user))
        {
            throw AuthorityErrors.StepInvalid();
        }

        return await next(ticket with { WasOffered = true, Registers = null, Registration = null });
    }

    /// <summary>As in Entra, who registers while per-user MFA is enabled is under it from then on.</summary>
    private Task<bool> EnforceAsync(SignInRequest request, UserRow user) => writer.RunAsync(user.TenantId, TrailOf(request, user), async change =>
    {
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) is not { PerUserMfaState: PerUserMfaState.Enabled } row) return false;
        (row.PerUserMfaState, row.Version) = (PerUserMfaState.Enforced, Guid.NewGuid());
        change.Record(row, AuditActivity.EnableStrongAuthentication);
        return true;
    });

    private async Task<string> AskAsync(SignInRequest request, SignInTicket ticket, UserRow user, ISignInRegistration kind, string? problem = null)
    {
        // A text is asked for again as it was, so that the user needs no other secret in the app.
        var asked = problem is not null && ticket.Registration is { Options: null } same
            ? same
            : await registrations.BeginAsync(request, user, ticket.Done!, kind);
        if (problem is not null) request.Http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return await views.RegistrationAsync(request, ticket with { Registers = kind.Id, Registration = asked }, kind, problem);
    }

    private static bool MustChange(SignInTicket ticket, UserRow user) => ticket.Steps.Count > 0 && user.MustChangePassword && ticket.Done!.Modes.Contains("password");

    private async Task<SignInOutcome> ChangePasswordAsync(
        SignInRequest request, SignInTicket ticket, UserRow user, IFormCollection form, Func<SignInTicket, Task<SignInOutcome>> next)
    {
        if (!MustChange(ticket, user) || !userPassword.MayBeSet(user)) throw AuthorityErrors.StepInvalid();
        if (user.ForceChangePasswordNextSignInWithMfa && ticket.Done!.MultiFactorAt is null) throw AuthorityErrors.StepInvalid();
        var password = form["new_password"].ToString();
        if (password != form["confirm"]) return await AgainAsync("The two passwords differ.");
        if (PasswordRules.ProblemOf(password, user.UserPrincipalName, user.PasswordPolicies) is { } problem) return await AgainAsync(problem);
        if (await userPassword.IsAsync(db, user, password)) return await AgainAsync("Choose a password that you don't have yet.");
        var hash = await passwords.HashAsync(password);
        var ended = await writer.RunAsync(user.TenantId, TrailOf(request, user), async change =>
        {
            if (await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) is not { } row || row.SessionsEnded != ticket.SessionsEnded) return (int?)null;
            change.Record(row, AuditActivity.UserStartedPasswordChange);
            await userPassword.ReplaceAsync(change, row, hash, mustChange: false);
            change.Record(row, AuditActivity.ChangeUserPassword);
            change.Record(row, AuditActivity.SessionsRevoked);
            return row.SessionsEnded;
        });
        return ended is { } now ? await next(ticket with { SessionsEnded = now }) : throw AuthorityErrors.StepInvalid();

        async Task<SignInOutcome> AgainAsync(string why)
        {
            request.Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return SignInOutcome.Asks(await views.NewPasswordAsync(request, ticket, why));
        }
    }

    private static AuditTrail TrailOf(SignInRequest request, UserRow user) =>
        RequestIds.TrailOf(request.Http, GuidKey.TryParse(request.ClientId, out var id) ? id : null, user);
}
