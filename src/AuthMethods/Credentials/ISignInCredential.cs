using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>Something that a user can sign in with by their name, given where a password is asked for.</summary>
internal interface ISignInCredential
{
    /// <summary>What a sign-in page calls it; null if it doesn't name it.</summary>
    string? Label => null;

    /// <summary>Null unless this is the user's and can be used now. What can be used once is then used up.</summary>
    Task<SignInProof?> TryAsync(UserRow user, string secret, SignInClient client);
}

/// <summary>Where a user signs in.</summary>
/// <param name="ApplicationId">The client.</param>
/// <param name="IsInteractive">A page, where more can be asked of the user than a name and a password.</param>
internal sealed record SignInClient(Guid ApplicationId, bool IsInteractive);

/// <summary>What a sign-in proved.</summary>
internal sealed record SignInProof
{
    /// <summary>One factor: the authority also asks for a second one, and for another password, where the user needs them.</summary>
    public static readonly SignInProof OneFactor = new() { IsOneFactor = true };

    /// <summary>Accepted instead of both factors, from a client that can ask for one only. The client gets no refresh token.</summary>
    public static readonly SignInProof InPlaceOfFactors = new();

    public bool IsOneFactor { get; private init; }

    /// <summary>The multi-factor authentication that this was; null if it was none.</summary>
    public MultiFactorSignIn? MultiFactor { get; private init; }

    /// <summary>The client may get a refresh token.</summary>
    public bool IsRenewable => IsOneFactor || MultiFactor is not null;

    public static SignInProof Of(MultiFactorSignIn multiFactor) => new() { MultiFactor = multiFactor };
}

/// <summary>A sign-in that counts as multi-factor authentication. No token outlives its end.</summary>
internal sealed record MultiFactorSignIn(DateTimeOffset At, DateTimeOffset Ends);
