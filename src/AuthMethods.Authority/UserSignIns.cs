using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;

namespace AuthMethods.Authority;

/// <summary>Signs users in by name and password, as sent to the token endpoint or typed into a page.</summary>
/// <param name="store">Finds users.</param>
/// <param name="credentials">What may be given for a password, in the order in which it is tried.</param>
internal sealed class UserSignIns(AuthorityStore store, IEnumerable<ISignInCredential> credentials)
{
    /// <param name="name">The user principal name.</param>
    /// <param name="password">What was given for a password.</param>
    /// <param name="client">Where.</param>
    /// <param name="mfaError">OAuth's error when the password is not enough.</param>
    public async Task<SignedIn> SignInAsync(string name, string password, SignInClient client, string mfaError)
    {
        var user = await store.FindUserAsync(name) ?? throw AuthorityErrors.WrongPassword();
        var proof = await ProofAsync(user, password, client) ?? throw AuthorityErrors.WrongPassword();
        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        if (proof.IsOneFactor)
        {
            if (user.ForceChangePasswordNextSignIn) throw AuthorityErrors.PasswordMustChange();
            await RequireFactorsAsync(user, mfaAt: null, mfaError);
        }

        return new(user, proof);
    }

    /// <summary>What per-user multi-factor authentication and an administrator's wish to have it registered again ask of a sign-in.</summary>
    public async Task RequireFactorsAsync(UserRow user, DateTimeOffset? mfaAt, string mfaError)
    {
        if (await store.MustRegisterAsync(user)) throw AuthorityErrors.MfaRegistrationNeeded(mfaError);
        if (mfaAt is null && user.PerUserMfaState == PerUserMfaState.Enforced) throw AuthorityErrors.MfaNeeded(mfaError);
    }

    private async Task<SignInProof?> ProofAsync(UserRow user, string secret, SignInClient client)
    {
        foreach (var credential in credentials)
        {
            if (await credential.TryAsync(user, secret, client) is { } proof) return proof;
        }

        return null;
    }
}

/// <summary>A user who has signed in, and what that proved.</summary>
internal sealed record SignedIn(UserRow User, SignInProof Proof);
