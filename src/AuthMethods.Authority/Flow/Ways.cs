using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Storage;

namespace AuthMethods.Authority.Flow;

/// <summary>The ways to sign in that a user has, from what the kinds of method declare.</summary>
internal sealed class Ways(AuthorityStore store, IEnumerable<ISignInCredential> credentials, IEnumerable<ISignInMethod> methods, SmartLockout lockout)
{
    private readonly ISignInMethod[] _methods = [.. methods.OrderBy(m => m.Rank)];

    public ISignInMethod? Find(string kind) => _methods.FirstOrDefault(m => m.Id == kind);

    /// <summary>The kinds that tell who signs in.</summary>
    public IEnumerable<ISignInMethod> ThatFindUsers => _methods.Where(m => m.FindsUser);

    /// <summary>The same, by its id.</summary>
    public ISignInMethod? FindingUser(string kind) => ThatFindUsers.FirstOrDefault(m => m.Id == kind);

    /// <summary>What a user types first. An unknown user gets the same as most.</summary>
    public async Task<string> LabelAsync(UserRow? user) => (await LabelsAsync(user))[0];

    /// <summary>The ways to begin to sign in. Those that anybody may have are shown for an unknown user too.</summary>
    public async Task<IReadOnlyList<WayChoice>> FirstAsync(UserRow? user)
    {
        List<WayChoice> first = [.. (await LabelsAsync(user)).Select(label => new WayChoice(label, label, null))];
        foreach (var method in _methods.Where(m => m.IsFirstFactor))
        {
            if (method.FindsUser) first.Add(new($"{method.Id} ", method.Invitation, new(method.Id, "")));
            else if (user is not null) first.AddRange(await OfAsync(method, user));
        }

        return first;
    }

    /// <summary>The ways to complete a sign-in, the preferred one first.</summary>
    public async Task<IReadOnlyList<WayChoice>> SecondAsync(UserRow user, Missing missing)
    {
        var second = new List<WayChoice>();
        foreach (var method in _methods.Where(m => !missing.IsRegistration && (missing.Accepts is null || missing.Accepts(m.Id))))
        {
            second.AddRange(await OfAsync(method, user));
        }

        // The user's own preference counts unless the system's does.
        var policy = await store.PolicyOfAsync(user);
        return user.PreferredSecondFactor is { } preferred && !(user.IsSystemPreferred ?? policy.PrefersSystemCredential)
            ? [.. second.OrderBy(w => w.Factor != preferred)]
            : second;
    }

    /// <summary>Checks an answer by the rules of <see cref="SmartLockout"/>. Throws if it is wrong.</summary>
    public async Task<(UserRow User, SignInProof Proof)> VerifyAsync(
        SignInRequest request, ISignInMethod kind, UserRow? user, string? name, SignInTicket ticket, string answer)
    {
        Task<SignInMatch?> CheckAsync() => kind.CheckAsync(request.Http, user, ticket.Way!.Method, ticket.Asked?.State, answer);

        // Nobody guesses what a browser answers, and an unknown user must not be locked out of anything.
        var isTyped = ticket.Asked is { Options: null } && !kind.CountsGuesses;
        SignInMatch? match;
        if (isTyped)
        {
            var guess = new Guess(new($"{kind.Id} sign-in") { EndsCount = true }, name, answer, RequestIds.TrailOf(request.Http))
            {
                UserId = user?.Id, Activity = AuditActivity.SignIn,
            };
            var tried = await lockout.TryAsync(guess, CheckAsync);
            if (tried.IsLocked) throw AuthorityErrors.LockedOut(tried.IsLogged);
            match = tried.Right ?? throw AuthorityErrors.WrongProof(tried.IsLogged);
        }
        else
        {
            match = await CheckAsync() ?? throw AuthorityErrors.WrongProof();
        }

        if (user is not null && match.User.Id != user.Id) throw AuthorityErrors.WrongProof();
        if (!match.User.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        return (match.User, await match.UseAsync() ?? throw AuthorityErrors.WrongProof());
    }

    private async Task<IReadOnlyList<string>> LabelsAsync(UserRow? user)
    {
        var usable = new List<string>();
        var labeled = credentials.Where(c => c.Label is not null).OrderBy(c => c.Rank).ToArray();
        foreach (var credential in labeled)
        {
            if (user is not null && await credential.IsUsableAsync(user)) usable.Add(credential.Label!);
        }

        return usable.Count > 0 ? usable : [labeled[^1].Label!];
    }

    private async Task<IEnumerable<WayChoice>> OfAsync(ISignInMethod method, UserRow user)
    {
        var ways = await method.WaysAsync(user, await store.PolicyOfAsync(user));
        return ways.Select(w => new WayChoice($"{method.Id} {w.Method}", w.Text, new(method.Id, w.Method)) { Factor = w.Factor });
    }
}

/// <summary>A way to sign in that a user can choose.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What the button says.</param>
/// <param name="Key">Null for what the user types first.</param>
internal sealed record WayChoice(string Value, string Text, SignInWayKey? Key)
{
    /// <summary>The default second factor that it corresponds to; null for none.</summary>
    public SecondFactor? Factor { get; init; }
}
