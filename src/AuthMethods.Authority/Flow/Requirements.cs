using AuthMethods.Features.AuthenticationStrengths;
using AuthMethods.Storage;

namespace AuthMethods.Authority.Flow;

/// <summary>Decides what a sign-in lacks: what the user's own state demands, and what the client does.</summary>
internal sealed class Requirements(AuthorityStore store, TokenIssuer issuer, AuthenticationStrengthStore strengths)
{
    /// <summary>What is missing; null if nothing is.</summary>
    public async Task<Missing?> MissingAsync(SignInDemands demands, UserRow user, Authentication done)
    {
        var hasDefaults = await store.HasSecurityDefaultsAsync();
        // What was proved with a method is enough until it is time to register.
        if (!done.IsMultiFactorByItself && (await store.MustRegisterAsync(user) || (hasDefaults && !await store.HasMultiFactorAsync(user))))
        {
            return new() { IsRegistration = true };
        }

        var isDemanded = demands.MultiFactor || user.PerUserMfaState != PerUserMfaState.Disabled || (hasDefaults && user.IsAdministrator)
            || (user.ForceChangePasswordNextSignInWithMfa && done.Modes.Contains("password"));
        if (isDemanded && done.MultiFactorAt is null) return new();
        if (demands.RecentMultiFactor && !(done.MultiFactorAt is { } at && issuer.IsRecent(at))) return new();
        if (demands.Strength is not { } id) return null;
        var strength = await strengths.FindAsync(id) ?? throw AuthorityErrors.StrengthUnknown(id);
        return strength.IsSatisfiedBy(done.Modes, done.Model) ? null : new()
        {
            Accepts = (mode, model) => strength.IsSatisfiedBy([.. done.Modes, mode], model ?? done.Model),
        };
    }
}

/// <summary>What a sign-in lacks.</summary>
internal sealed record Missing
{
    /// <summary>The user has to register for multi-factor authentication first.</summary>
    public bool IsRegistration { get; init; }

    /// <summary>
    /// Whether a method of this authentication method mode, and model of passkey if it is one, would complete the sign-in; null if every second
    /// factor would.
    /// </summary>
    public Func<string, Guid?, bool>? Accepts { get; init; }

    /// <summary>The error for a client or a user that cannot go on.</summary>
    public AuthorityException Refusal() => IsRegistration ? AuthorityErrors.MfaRegistrationNeeded("interaction_required")
        : Accepts is null ? AuthorityErrors.MfaNeeded("interaction_required")
        : AuthorityErrors.StrengthMissing();
}
