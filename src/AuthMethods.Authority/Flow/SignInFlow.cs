using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority.Flow;

/// <summary>
/// Signs a user in on pages, step by step: each page holds a ticket that says how far the sign-in has come, and what is still missing is read
/// from the database at each step.
/// </summary>
internal sealed class SignInFlow(
    AuthorityStore store, Ways ways, Requirements requirements, Tickets tickets, Sessions sessions, Views views, SignInLog log, Interrupts interrupts,
    Challenges challenges, Proofs proofs, Consents consents, RememberedFactors remembered, SignedInClients clients,
    TimeProvider time)
{
    /// <summary>The first page, or the answer for a user who has a session.</summary>
    public async Task<string?> BeginAsync(SignInRequest request)
    {
        var fitting = await FittingAsync(request);
        if (ways.FindingUser(request.Http.Request.Query["with"].ToString()) is { } way)
        {
            return await challenges.AskAsync(request, New(request), new(way.Id, ""), user: null);
        }

        if (request.Prompt == SignInPrompt.Nothing) return await SilentlyAsync(request, fitting);
        if (request.Prompt is SignInPrompt.None && fitting.Count == 1) return await ResumeAsync(request, fitting[0]);
        if (request.Prompt is not SignInPrompt.Login && fitting.Count > 0) return await views.AccountsAsync(request, New(request), fitting);
        return request.LoginHint.Length > 0 && request.IsTenantKnown && ways.Naming(request.LoginHint) is null
            ? await challenges.AskForSecretAsync(request, New(request), request.LoginHint)
            : await views.NameAsync(request, New(request), request.LoginHint);
    }

    /// <summary>The answer to a page.</summary>
    public async Task<string?> ContinueAsync(SignInRequest request, IFormCollection form)
    {
        if (form.ContainsKey("cancel")) return await request.RefuseAsync(AuthorityErrors.AccessDenied());
        var ticket = form["ticket"].ToString() is { Length: > 0 } text
            ? await tickets.RedeemAsync(request.Http, request.Place, text)
            : New(request);
        if (form.ContainsKey("back")) return await views.NameAsync(request, New(request), "");
        if (form["account"].ToString() is { Length: > 0 } account) return await ChooseAsync(request, account);
        if (ticket is { UserId: null, Name: null } && form.ContainsKey("username")) ticket = ticket with { Name = form["username"].ToString() };
        if (form.ContainsKey("answer")) ticket = ticket with { Remembers = form.ContainsKey("remember") && ticket.RememberDays > 0 ? ticket.Way : null };
        if (form.ContainsKey("keep")) ticket = ticket with { IsKept = true };
        log.Proved(ticket);
        try
        {
            // A name of a kind's own may be a secret.
            var name = ways.Naming(ticket.Name) is null ? ticket.Name ?? "" : "";
            var attempt = SignInAttempt.OnPage(request.Protocol, name, request.ClientId);
            return await log.RecordAsync(request.Http, attempt, () => StepAsync(request, ticket, form));
        }
        catch (AuthorityException e) when (e.Code != AuthorityErrors.StepInvalid().Code)
        {
            request.Http.Response.StatusCode = e.Status;
            return await challenges.AgainAsync(request, ticket, Page.Text(e));
        }
    }

    private async Task<SignInOutcome> StepAsync(SignInRequest request, SignInTicket ticket, IFormCollection form)
    {
        if (form.ContainsKey("other")) return SignInOutcome.Asks(await challenges.OtherWaysAsync(request, ticket));
        if (form["with"].ToString() is { Length: > 0 } chosen) return SignInOutcome.Asks(await challenges.WithAsync(request, ticket, chosen));
        if (IsOfInterrupt(ticket, form))
        {
            return await interrupts.AnswerAsync(request, ticket, await UserOfAsync(ticket), form, next => NextAsync(request, next));
        }

        if (form.ContainsKey("accept")) return await NextAsync(request, Consents.Accepted(ticket, form));
        if (form.ContainsKey("decline")) return await Consents.DeclineAsync(request, await UserOfAsync(ticket));
        if (form.ContainsKey("password")) return await NextAsync(request, await proofs.PasswordAsync(request, ticket, form["password"].ToString()));
        if (form.ContainsKey("answer") && ticket.Way is not null) return await AnswerAsync(request, ticket, form["answer"].ToString());
        if (!form.ContainsKey("username") || ticket.UserId is not null || ticket.Name is not { Length: > 0 } name) throw AuthorityErrors.StepInvalid();
        return SignInOutcome.Asks(await challenges.AskForNameAsync(request, New(request), name));
    }

    private async Task<SignInOutcome> AnswerAsync(SignInRequest request, SignInTicket ticket, string answer)
    {
        // A name of the kind's own that was scanned.
        if (ticket is { UserId: null, Way: { Method: "" } way } && ways.Naming(answer)?.Id == way.Kind)
        {
            return SignInOutcome.Asks(await challenges.AskForNameAsync(request, New(request), answer));
        }

        if (await challenges.AwaitAsync(request, ticket) is { } page) return SignInOutcome.Asks(page);
        var further = await proofs.AnswerAsync(request, ticket, answer);
        return further.Way is { } same
            ? SignInOutcome.Asks(await views.ChallengeAsync(request, further, ways.Find(same.Kind)!))
            : await NextAsync(request, further);
    }

    /// <summary>What is still missing, or the end.</summary>
    private async Task<SignInOutcome> NextAsync(SignInRequest request, SignInTicket ticket)
    {
        var user = await UserOfAsync(ticket);
        if (await requirements.MissingAsync(request.Demands, user, ticket.Done!) is { } missing)
        {
            var usable = await ways.SecondAsync(user, ticket.Done!, missing);
            if (usable.Count == 0)
            {
                return (missing.Accepts is null ? await interrupts.RegisterAsync(request, ticket, user) : null) ?? throw missing.Refusal();
            }

            if (missing.Accepts is null && ticket.Done!.MultiFactorAt is null && remembered.Find(request.Http, user) is { } known
                && usable.Any(w => w.Key == known.Way))
            {
                return await NextAsync(request, ticket with { Done = ticket.Done with { MultiFactorAt = known.At }, IsRemembered = true });
            }

            ticket = ticket with { RememberDays = missing.Accepts is null ? remembered.Days : 0 };
            // The user has just used one that is not enough, such as a passkey of another model.
            var wasUsed = ticket.Steps is [.., var latest] && latest == ways.Find(usable[0].Key!.Kind)!.Name;
            var problem = wasUsed ? Page.Text(missing.Refusal()) : null;
            return SignInOutcome.Interrupts(await challenges.AskAsync(request, ticket, usable[0].Key!, user, problem), AuthorityErrors.FactorNeeded());
        }

        if (await interrupts.LastAsync(request, ticket, user) is { } last) return last;
        if (await consents.AskAsync(request, ticket, user) is { } question) return question;
        var client = await request.EnterAsync(user.UserPrincipalName, isSignedIn: true);
        var by = new SignedIn(user, request.Demands.Strength is { } strength ? ticket.Done! with { Strengths = [strength] } : ticket.Done!);
        if (ticket.Steps.Count > 0) sessions.Add(request.Http, by, ticket.IsKept);
        clients.Add(request.Http, by, client, ticket.IsKept);
        if (ticket.Remembers is { } way && by.Authentication.MultiFactorAt is { } at) remembered.Add(request.Http, user, way, at);
        log.Proved(ticket);
        return SignInOutcome.Done(await request.FinishAsync(by, client));
    }

    /// <summary>The user who proved who they are, if the sign-in may still go on.</summary>
    private async Task<UserRow> UserOfAsync(SignInTicket ticket)
    {
        store.Enter(ticket.Tenant);
        var user = ticket.UserId is { } id ? await store.FindUserAsync(id) : null;
        if (user is { AccountEnabled: false }) throw AuthorityErrors.AccountDisabled();
        return user is not null && user.SessionsEnded == ticket.SessionsEnded ? user : throw AuthorityErrors.StepInvalid();
    }

    private static bool IsOfInterrupt(SignInTicket ticket, IFormCollection form) =>
        ticket.Registers is not null || form.ContainsKey("register") || form.ContainsKey("skip") || form.ContainsKey("new_password");

    private async Task<string?> ChooseAsync(SignInRequest request, string account)
    {
        if (account == Views.AnotherAccount) return await views.NameAsync(request, New(request), "");
        var chosen = (await FittingAsync(request)).FirstOrDefault(s => s.Id.ToString() == account) ?? throw AuthorityErrors.StepInvalid();
        return await ResumeAsync(request, chosen);
    }

    /// <summary>Goes on with a session; asks again for the user's first factor if it is too old.</summary>
    private async Task<string?> ResumeAsync(SignInRequest request, LiveSession session)
    {
        if (IsTooOld(request, session)) return await challenges.AskForSecretAsync(request, New(request), session.User.UserPrincipalName);
        var attempt = SignInAttempt.OnPage(request.Protocol, session.User.UserPrincipalName, request.ClientId);
        return await log.RecordAsync(request.Http, attempt, () => NextAsync(request, Of(request, session)));
    }

    private async Task<string?> SilentlyAsync(SignInRequest request, IReadOnlyList<LiveSession> fitting)
    {
        if (fitting.Count == 0 || (fitting.Count == 1 && IsTooOld(request, fitting[0]))) return await request.RefuseAsync(AuthorityErrors.LoginRequired());
        if (fitting.Count > 1) return await request.RefuseAsync(AuthorityErrors.AccountUnclear());
        var ticket = Of(request, fitting[0]);
        store.Enter(ticket.Tenant);
        var user = fitting[0].User;
        try
        {
            if (await requirements.MissingAsync(request.Demands, user, ticket.Done!) is { } missing) return await request.RefuseAsync(missing.Refusal());
            if (await consents.RefusalAsync(request, user) is { } refusal) return await request.RefuseAsync(refusal);
            return await ResumeAsync(request, fitting[0]);
        }
        catch (AuthorityException e)
        {
            return await request.RefuseAsync(e);
        }
    }

    /// <summary>The sessions that can serve a request. The current tenant is then that of the request, if it is known.</summary>
    private async Task<IReadOnlyList<LiveSession>> FittingAsync(SignInRequest request)
    {
        var live = await sessions.ReadAsync(request.Http);
        var tenant = request.IsTenantKnown ? await store.FindTenantAsync(request.Tenant) : null;
        store.Enter(tenant ?? Guid.Empty);
        return [.. live.Where(s => (!request.IsTenantKnown || s.User.TenantId == tenant) && request.Expects(s))];
    }

    private bool IsTooOld(SignInRequest request, LiveSession session) =>
        request.MaxAge is { } age && time.GetUtcNow() - session.Authentication.At > age;

    private SignInTicket Of(SignInRequest request, LiveSession session) => New(request) with
    {
        Name = session.User.UserPrincipalName,
        Tenant = session.User.TenantId,
        UserId = session.User.Id,
        SessionsEnded = session.User.SessionsEnded,
        Done = session.Authentication,
        IsResumed = true,
        IsKept = session.Session.IsKept,
        WasOffered = true,
    };

    private SignInTicket New(SignInRequest request) => tickets.Begin(request.Http, request.Place);
}

/// <summary>What a step led to.</summary>
/// <param name="Page">The next page; null if the answer was written.</param>
/// <param name="IsDone">The user is signed in.</param>
/// <param name="Interrupt">Why the sign-in waits, for its log; null if it isn't logged.</param>
internal sealed record SignInOutcome(string? Page, bool IsDone, AuthorityException? Interrupt)
{
    public static SignInOutcome Asks(string page) => new(page, false, null);

    public static SignInOutcome Interrupts(string page, AuthorityException why) => new(page, false, why);

    public static SignInOutcome Done(string? page) => new(page, true, null);
}
