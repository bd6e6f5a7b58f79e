using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority;

/// <summary>Signs users in with a name and a password, from the token endpoint or a sign-in page.</summary>
/// <param name="store">Finds users.</param>
/// <param name="credentials">The credentials accepted in the password field.</param>
/// <param name="passwords">Verifies hashes.</param>
/// <param name="lockout">Limits guessing.</param>
/// <param name="log">Gets to know the credential.</param>
/// <param name="time">Says when.</param>
internal sealed class UserSignIns(
    AuthorityStore store, IEnumerable<ISignInCredential> credentials, Passwords passwords, SmartLockout lockout, SignInLog log, TimeProvider time)
{
    /// <summary>Signs in for the token endpoint, which can ask for nothing else.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The user principal name.</param>
    /// <param name="password">The password or another accepted credential.</param>
    /// <param name="client">The client.</param>
    /// <param name="mfaError">The OAuth error if more than one factor is required.</param>
    public async Task<SignedIn> SignInAsync(HttpContext http, string name, string password, SignInClient client, string mfaError)
    {
        var (user, proof) = await ProveAsync(http, name, password, client);
        if (proof.IsOneFactor)
        {
            if (user.ForceChangePasswordNextSignInWithMfa) throw AuthorityErrors.MfaNeeded(mfaError);
            if (user.ForceChangePasswordNextSignIn) throw AuthorityErrors.PasswordMustChange();
            await RequireFactorsAsync(user, mfaAt: null, mfaError);
        }

        return new(user, Authentication.Of(proof, time.NowInSeconds())) { IsRenewable = proof.IsRenewable };
    }

    /// <summary>The user with a name, and what their password or other credential proves. Throws if it is wrong or the user may not sign in.</summary>
    public async Task<(UserRow User, SignInProof Proof)> ProveAsync(HttpContext http, string name, string password, SignInClient client)
    {
        var user = await store.FindUserAsync(name);
        var guess = new Guess(GuessKind.SignIn, name, password, RequestIds.TrailOf(http, client.ApplicationId))
        {
            UserId = user?.Id, Activity = AuditActivity.SignIn,
        };
        var tried = await lockout.TryAsync(guess, () => MatchAsync(user, password, client));
        if (tried.IsLocked) throw AuthorityErrors.LockedOut(tried.IsLogged);
        var proof = tried.Right is { } match ? await UseAsync(match) : null;
        if (user is null || proof is null) throw AuthorityErrors.WrongPassword(tried.IsLogged);
        return user.AccountEnabled ? (user, proof) : throw AuthorityErrors.AccountDisabled();
    }

    /// <summary>Throws if per-user MFA or a requested re-registration requires more than the sign-in proved.</summary>
    public async Task RequireFactorsAsync(UserRow user, DateTimeOffset? mfaAt, string mfaError)
    {
        if (await store.MustRegisterAsync(user)) throw AuthorityErrors.MfaRegistrationNeeded(mfaError);
        if (mfaAt is null && user.PerUserMfaState == PerUserMfaState.Enforced) throw AuthorityErrors.MfaNeeded(mfaError);
    }

    /// <summary>
    /// The credential that the text is; null for none. For every name, known or not, and whatever credentials the user has, this verifies one slow
    /// hash, so that the time doesn't tell. (A second only if a wrong text resembles an access pass, which one in 4,096 does.)
    /// </summary>
    private async Task<Match?> MatchAsync(UserRow? user, string secret, SignInClient client)
    {
        var possible = new List<Match>();
        if (user is not null)
        {
            foreach (var credential in credentials)
            {
                if (await credential.FindAsync(user, secret, client) is { } found) possible.Add(new(credential, found));
            }
        }

        var recognized = possible.Find(p => p.Candidate.Hash is null);
        if (recognized is not null || possible.Count == 0)
        {
            await passwords.VerifyAsync(null, secret);
            return recognized;
        }

        foreach (var match in possible.OrderByDescending(p => p.Candidate.IsLikely))
        {
            if (await passwords.VerifyAsync(match.Candidate.Hash, secret)) return match;
        }

        return null;
    }

    private async Task<SignInProof?> UseAsync(Match match)
    {
        var proof = await match.Candidate.UseAsync();
        if (proof is not null) log.Proved(match.Credential, proof);
        return proof;
    }

    private sealed record Match(ISignInCredential Credential, SignInCandidate Candidate);
}

/// <summary>A signed-in user, and what their tokens say of the sign-in.</summary>
internal sealed record SignedIn(UserRow User, Authentication Authentication)
{
    /// <summary>The client may get a refresh token.</summary>
    public bool IsRenewable { get; init; } = true;
}
