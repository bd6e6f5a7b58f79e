using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;

namespace AuthMethods.Authority;

/// <summary>Signs users in by name and password, as whoever sends these to the token endpoint or types them into a page.</summary>
public sealed class UserSignIns(AuthorityStore store, Passwords passwords, AccessPassSignIns accessPasses)
{
    /// <summary>A Temporary Access Pass goes where the password does, as on Entra's sign-in page, and so may an app password.</summary>
    /// <param name="application">The client.</param>
    /// <param name="name">The user principal name.</param>
    /// <param name="password">What was given for a password.</param>
    /// <param name="mfaError">OAuth's error when the password is not enough.</param>
    /// <param name="takesAppPasswords">They are for clients that know of nothing but passwords.</param>
    public async Task<SignedIn> SignInAsync(ApplicationRow application, string name, string password, string mfaError, bool takesAppPasswords)
    {
        var user = await store.FindUserAsync(name) ?? throw AuthorityErrors.WrongPassword();
        var isAppPassword = takesAppPasswords && user.PerUserMfaState != PerUserMfaState.Disabled && await store.IsAppPasswordAsync(user, password);
        if (!isAppPassword && (await store.PasswordHashAsync(user.Id) is not { } hash || !passwords.Verify(hash, password)))
        {
            if (!user.AccountEnabled) throw AuthorityErrors.WrongPassword();
            return new(user, await accessPasses.TryAsync(user, password, application.Id) ?? throw AuthorityErrors.WrongPassword());
        }

        if (!user.AccountEnabled) throw AuthorityErrors.AccountDisabled();
        if (isAppPassword) return new(user, AccessPass: null) { IsAppPassword = true };
        if (user.ForceChangePasswordNextSignIn) throw AuthorityErrors.PasswordMustChange();
        await RequireFactorsAsync(user, mfaAt: null, mfaError);
        return new(user, AccessPass: null);
    }

    /// <summary>What per-user multi-factor authentication and an administrator's wish to have it registered again ask of a sign-in.</summary>
    public async Task RequireFactorsAsync(UserRow user, DateTimeOffset? mfaAt, string mfaError)
    {
        if (await store.MustRegisterAsync(user)) throw AuthorityErrors.MfaRegistrationNeeded(mfaError);
        if (mfaAt is null && user.PerUserMfaState == PerUserMfaState.Enforced) throw AuthorityErrors.MfaNeeded(mfaError);
    }
}

/// <summary>A user who has signed in, and the access pass it was done with, if it was.</summary>
public sealed record SignedIn(UserRow User, AccessPassSignIn? AccessPass)
{
    public bool IsAppPassword { get; init; }
}
