using AuthMethods.Methods;
using AuthMethods.Storage;

namespace AuthMethods.Authority.Flow;

/// <summary>Asks users for what proves who they are, first and then again or differently.</summary>
internal sealed class Challenges(AuthorityStore store, Ways ways, Requirements requirements, Tickets tickets, Views views)
{
    /// <summary>Asks by a kind of method.</summary>
    public async Task<string> AskAsync(SignInRequest request, SignInTicket ticket, SignInWayKey way, UserRow? user, string? problem = null)
    {
        var kind = ways.Find(way.Kind) ?? throw AuthorityErrors.StepInvalid();
        var asked = await AskAsync(request, kind, user, way.Method, ticket.Name ?? "", ticket.UserId is not null);
        return await ShowAsync(request, ticket with { Way = way, Asked = asked }, kind, problem);
    }

    private async Task<SignInChallenge> AskAsync(SignInRequest request, ISignInMethod kind, UserRow? user, string method, string name, bool isSecond)
    {
        request.Http.Features.Set(new SignInContext(await store.ApplicationNameAsync(request.ClientId), name, request.IsTenantKnown));
        return await kind.ChallengeAsync(request.Http, user, method, isSecond);
    }

    /// <summary>The same page again while the answer is given elsewhere and is still to come; null if it isn't awaited.</summary>
    public async Task<string?> AwaitAsync(SignInRequest request, SignInTicket ticket)
    {
        if (ticket.Asked?.Approval is null || ways.Find(ticket.Way!.Kind) is not { } kind) return null;
        store.Enter(ticket.Tenant);
        return await kind.IsAwaitedAsync(ticket.Asked.State) ? await views.PhoneApprovalAsync(request, ticket, store.Tenant, isWaiting: true) : null;
    }

    /// <summary>Asks for what the user types first. An unknown name is asked for what most users have.</summary>
    public async Task<string> AskForSecretAsync(SignInRequest request, SignInTicket ticket, string name, string? problem = null)
    {
        await request.EnterAsync(name, isSignedIn: false);
        var label = await ways.LabelAsync(await store.FindUserAsync(name));
        return await views.SecretAsync(request, ticket with { Name = name, Tenant = store.Tenant }, label, problem);
    }

    /// <summary>Asks for the name that the user typed: for what belongs to it, such as a code that is sent to a phone number, or else for a secret.</summary>
    public async Task<string> AskForNameAsync(SignInRequest request, SignInTicket ticket, string name)
    {
        if (ways.Naming(name) is not { } kind) return await AskForSecretAsync(request, ticket, name);
        if (request.IsTenantKnown) await request.EnterAsync("", isSignedIn: false);
        else store.Enter(await ways.TenantOfAsync(kind, name) ?? Guid.Empty);
        var asked = await AskAsync(request, kind, await kind.FindUserAsync(name), name, name, isSecond: false);
        var further = ticket with { Name = name, Tenant = store.Tenant, Way = new(kind.Id, name), Asked = asked };
        EnterToShow(request, further);
        return await views.ChallengeAsync(request, further, kind);
    }

    /// <summary>The list of other ways to go on.</summary>
    public async Task<string> OtherWaysAsync(SignInRequest request, SignInTicket ticket)
    {
        if (ticket.UserId is null)
        {
            if (ticket.Name is not { } name) throw AuthorityErrors.StepInvalid();
            if (ways.Naming(name) is { } kind)
            {
                EnterToShow(request, ticket);
                return await views.WaysAsync(request, ticket, await ways.OfNameAsync(kind));
            }

            await request.EnterAsync(name, isSignedIn: false);
            return await views.WaysAsync(request, ticket, await ways.FirstAsync(await store.FindUserAsync(name)));
        }

        store.Enter(ticket.Tenant);
        var user = await store.FindUserAsync(ticket.UserId.Value) ?? throw AuthorityErrors.StepInvalid();
        var missing = await requirements.MissingAsync(request.Demands, user, ticket.Done!) ?? throw AuthorityErrors.StepInvalid();
        return await views.WaysAsync(request, ticket, await ways.SecondAsync(user, ticket.Done!, missing));
    }

    /// <summary>Asks by the way that the user chose from the list.</summary>
    public async Task<string> WithAsync(SignInRequest request, SignInTicket ticket, string chosen)
    {
        if (ticket.UserId is null)
        {
            if (ticket.Name is not { } name) throw AuthorityErrors.StepInvalid();
            if (ways.Naming(name) is { } kind)
            {
                EnterToShow(request, ticket);
                var way = (await ways.OfNameAsync(kind)).FirstOrDefault(w => w.Value == chosen) ?? throw AuthorityErrors.StepInvalid();
                return way.Key!.Kind == kind.Id
                    ? await AskForNameAsync(request, ticket, name)
                    : await AskAsync(request, ticket with { Name = null }, way.Key, user: null);
            }

            await request.EnterAsync(name, isSignedIn: false);
            var user = await store.FindUserAsync(name);
            var first = (await ways.FirstAsync(user)).FirstOrDefault(w => w.Value == chosen) ?? throw AuthorityErrors.StepInvalid();
            return first.Key is { } key
                ? await AskAsync(request, ticket, key, user)
                : await views.SecretAsync(request, ticket with { Way = null }, first.Text);
        }

        store.Enter(ticket.Tenant);
        var owner = await store.FindUserAsync(ticket.UserId.Value) ?? throw AuthorityErrors.StepInvalid();
        var missing = await requirements.MissingAsync(request.Demands, owner, ticket.Done!) ?? throw AuthorityErrors.StepInvalid();
        var second = (await ways.SecondAsync(owner, ticket.Done!, missing)).FirstOrDefault(w => w.Value == chosen) ?? throw AuthorityErrors.StepInvalid();
        return await AskAsync(request, ticket, second.Key!, owner);
    }

    /// <summary>The page that the user was on, with what went wrong.</summary>
    public async Task<string> AgainAsync(SignInRequest request, SignInTicket ticket, string problem)
    {
        if (ticket.Way is { } way)
        {
            EnterToShow(request, ticket);
            return ticket.Asked is { Options: null }
                ? await ShowAsync(request, ticket, ways.Find(way.Kind)!, problem)
                : await AskAsync(request, ticket, way, ticket.UserId is { } id ? await store.FindUserAsync(id) : null, problem);
        }

        if (ticket.UserId is not null) return Page.Document("Sign-in is not possible", Page.Problem(problem));
        return ticket.Name is { Length: > 0 } name && store.Tenant != Guid.Empty
            ? await AskForSecretAsync(request, New(request), name, problem)
            : await views.NameAsync(request, New(request), ticket.Name ?? "", problem);
    }

    /// <summary>Enters the tenant whose name the page may show. Whose number somebody typed must not show.</summary>
    private void EnterToShow(SignInRequest request, SignInTicket ticket) =>
        store.Enter(ticket.UserId is null && !request.IsTenantKnown && ways.Naming(ticket.Name) is not null ? Guid.Empty : ticket.Tenant);

    private Task<string> ShowAsync(SignInRequest request, SignInTicket ticket, ISignInMethod kind, string? problem) => ticket.Asked!.Approval is null
        ? views.ChallengeAsync(request, ticket, kind, problem)
        : views.PhoneApprovalAsync(request, ticket, store.Tenant, isWaiting: false, problem);

    private SignInTicket New(SignInRequest request) => tickets.Begin(request.Http, request.Place);
}
