using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;

namespace AuthMethods.Authority;

/// <summary>Signs users in with a name and a password, from the token endpoint or a sign-in page.</summary>
/// <param name="store">Finds users.</param>
/// <param name="credentials">The credentials accepted in the password field, in the order in which they are tried.</param>
/// <param name="log">Gets to know the credential.</param>
internal sealed class UserSignIns(AuthorityStore store, IEnumerable<ISignInCredential> credentials, SignInLog log)
{
    /// <param name="name">The user principal name.</param>
    /// <param name="password">The password or another accepted credential.</param>
    /// <param name="client">The client.</param>
    /// <param name="mfaError">The OAuth error if more than one factor is required.</param>
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

    /// <summary>Throws if per-user MFA or a requested re-registration requires more than the sign-in proved.</summary>
    public async Task RequireFactorsAsync(UserRow user, DateTimeOffset? mfaAt, string mfaError)
    {
        if (await store.MustRegisterAsync(user)) throw AuthorityErrors.MfaRegistrationNeeded(mfaError);
        if (mfaAt is null && user.PerUserMfaState == PerUserMfaState.Enforced) throw AuthorityErrors.MfaNeeded(mfaError);
    }

    private async Task<SignInProof?> ProofAsync(UserRow user, string secret, SignInClient client)
    {
        foreach (var credential in credentials)
        {
            if (await credential.TryAsync(user, secret, client) is not { } proof) continue;
            log.Proved(credential, proof);
            return proof;
        }

        return null;
    }
}

/// <summary>A signed-in user, and what the sign-in proved.</summary>
internal sealed record SignedIn(UserRow User, SignInProof Proof);
