using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Storage;

namespace AuthMethods.Authority.Flow;

/// <summary>The ways to sign in that a user has, from what the kinds of method declare.</summary>
internal sealed class Ways(AuthorityStore store, IEnumerable<ISignInCredential> credentials, IEnumerable<ISignInMethod> methods, SmartLockout lockout)
{
    private readonly ISignInMethod[] _methods = [.. methods.OrderBy(m => m.Rank)];

    public ISignInMethod? Find(string kind) => _methods.FirstOrDefault(m => m.Id == kind);

    /// <summary>A kind that tells who signs in, by its id.</summary>
    public ISignInMethod? FindingUser(string kind) => _methods.FirstOrDefault(m => m.FindsUser && m.Id == kind);

    /// <summary>The kinds that tell who signs in, as far as the current tenant has them.</summary>
    public async Task<IReadOnlyList<ISignInMethod>> ThatFindUsersAsync()
    {
        var offered = new List<ISignInMethod>();
        foreach (var method in _methods.Where(m => m.FindsUser))
        {
            if (await method.IsOfferedAsync()) offered.Add(method);
        }

        return offered;
    }

    /// <summary>The kind that has names of its own of which a text is one; null for an ordinary user name.</summary>
    public ISignInMethod? Naming(string? name) => name is null ? null : _methods.FirstOrDefault(m => m.IsName(name));

    /// <summary>What a user types first. An unknown user gets the same as most.</summary>
    public async Task<string> LabelAsync(UserRow? user) => (await LabelsAsync(user))[0];

    /// <summary>The ways to begin to sign in. Those that anybody may have are shown for an unknown user too.</summary>
    public async Task<IReadOnlyList<WayChoice>> FirstAsync(UserRow? user)
    {
        List<WayChoice> first = [.. (await LabelsAsync(user)).Select(label => new WayChoice(label, label, null))];
        first.AddRange((await ThatFindUsersAsync()).Select(WithoutName));
        var policy = await store.PolicyOfTenantAsync();
        foreach (var method in _methods.Where(m => m.IsFirstFactor && !m.FindsUser))
        {
            if (method.IsOfferedToAll(policy)) first.Add(WithoutName(method));
            else if (user is not null) first.AddRange(await OfAsync(method, user));
        }

        return first;
    }

    /// <summary>The ways to go on with a name of a kind's own, whether somebody has it or not.</summary>
    public async Task<IReadOnlyList<WayChoice>> OfNameAsync(ISignInMethod naming) =>
        [WithoutName(naming), .. (await ThatFindUsersAsync()).Where(m => m != naming).Select(WithoutName)];

    /// <summary>The tenant of a name or an answer of a kind; null if there is none.</summary>
    public async Task<Guid?> TenantOfAsync(ISignInMethod kind, string text) =>
        await kind.FindTenantAsync(text) is { } tenant ? await store.FindTenantAsync(tenant.ToString()) : null;

    /// <summary>The ways to complete a sign-in, the preferred one first.</summary>
    public async Task<IReadOnlyList<WayChoice>> SecondAsync(UserRow user, Authentication done, Missing missing)
    {
        var second = new List<WayChoice>();
        // What a user has adds nothing to a phone that they have.
        var isSecretMissing = done.MultiFactorAt is null && !done.HasSecret;
        foreach (var method in _methods.Where(m => !missing.IsRegistration && (m.IsFirstFactor || !isSecretMissing)))
        {
            second.AddRange((await OfAsync(method, user)).Where(w => missing.Accepts is not { } accepts || w.Models.Any(model => accepts(method.Id, model))));
        }

        var replaced = second.Select(w => Find(w.Key!.Kind)!.Replaces).ToHashSet();
        second.RemoveAll(w => replaced.Contains(w.Key!.Kind));

        // The default counts unless the system's preference does: then the most secure one comes first.
        var policy = await store.PolicyOfAsync(user);
        return !(user.IsSystemPreferred ?? policy.PrefersSystemCredential) && await store.DefaultFactorAsync(user, policy) is { } standard
            ? [.. second.OrderBy(w => w.Factor != standard)]
            : second;
    }

    /// <summary>Checks an answer by the rules of <see cref="SmartLockout"/>. Throws if it is wrong.</summary>
    /// <returns>What the answer proves; or what is asked for next, if it is right but not all.</returns>
    public async Task<(UserRow User, SignInProof? Proof, SignInChallenge? Further)> VerifyAsync(
        SignInRequest request, ISignInMethod kind, UserRow? user, string? name, SignInTicket ticket, string answer)
    {
        Task<SignInMatch?> CheckAsync() => kind.CheckAsync(request.Http, user, ticket.Way!.Method, ticket.Asked?.State, answer);

        // Nobody guesses what a browser answers, and an unknown user must not be locked out of anything.
        var isTyped = ticket.Asked is { Options: null } && !kind.CountsGuesses;
        SignInMatch? match;
        if (isTyped)
        {
            // A name of the kind's own may be a secret too.
            var owner = name is not null && kind.IsName(name) ? user?.UserPrincipalName : name;
            var guess = new Guess(new($"{kind.Id} sign-in") { EndsCount = true }, owner, answer, RequestIds.TrailOf(request.Http))
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
        if (match.Further is { } further) return (match.User, null, further);
        return (match.User, await match.UseAsync() ?? throw AuthorityErrors.WrongProof(), null);
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

    private static WayChoice WithoutName(ISignInMethod method) => new($"{method.Id} ", method.Invitation, new(method.Id, ""));

    private async Task<IEnumerable<WayChoice>> OfAsync(ISignInMethod method, UserRow user)
    {
        var ways = await method.WaysAsync(user, await store.PolicyOfAsync(user));
        return ways.Select(w => new WayChoice($"{method.Id} {w.Method}", w.Text, new(method.Id, w.Method))
        {
            Factor = w.Factor, Models = w.Models.Count > 0 ? [.. w.Models] : [null],
        });
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

    /// <summary>The models of authenticator that the user has; null among them if there is one without a model.</summary>
    public IReadOnlyList<Guid?> Models { get; init; } = [];
}
