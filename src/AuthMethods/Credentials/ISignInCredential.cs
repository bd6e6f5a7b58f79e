using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>A credential that a user can enter in the password field, such as a password.</summary>
internal interface ISignInCredential
{
    /// <summary>Its name in the sign-in log.</summary>
    string Name { get; }

    /// <summary>Its name on the sign-in page; null if the page doesn't mention it.</summary>
    string? Label => null;

    /// <summary>Which credential a sign-in page asks for first: the lowest of those that the user has.</summary>
    int Rank => int.MaxValue;

    /// <summary>Whether the user has one that is usable now, for the page; the page asks for the one of the highest rank if the user has none.</summary>
    Task<bool> IsUsableAsync(UserRow user) => Task.FromResult(false);

    /// <summary>
    /// The credential of the user that a text may be; null if it can't be one that is usable now. It doesn't compute a slow hash, so that every
    /// sign-in computes the same number of them.
    /// </summary>
    Task<SignInCandidate?> FindAsync(UserRow user, string secret, SignInClient client);
}

/// <summary>A credential that a text may be.</summary>
/// <param name="Hash">The hash that the text must match; null if a fast hash matched already.</param>
/// <param name="UseAsync">Signs in, and consumes a one-time credential. Null if it is no longer usable.</param>
internal sealed record SignInCandidate(string? Hash, Func<Task<SignInProof?>> UseAsync)
{
    /// <summary>Verified before candidates that any text may be.</summary>
    public bool IsLikely { get; init; }

    public static SignInCandidate Recognized(Func<Task<SignInProof?>> use) => new(null, use) { IsLikely = true };
}

/// <summary>Where a user signs in.</summary>
/// <param name="ApplicationId">The client.</param>
/// <param name="IsInteractive">A page, which can ask the user for more than a name and a password.</param>
internal sealed record SignInClient(Guid ApplicationId, bool IsInteractive);

/// <summary>What a sign-in proved.</summary>
internal sealed record SignInProof
{
    /// <summary>One factor: the authority also requires a second factor or a password change, if the user needs them.</summary>
    public static readonly SignInProof OneFactor = new() { IsOneFactor = true, Method = "pwd", Mode = "password" };

    /// <summary>Accepted instead of two factors, from a client that can send only one. The client gets no refresh token.</summary>
    public static readonly SignInProof InPlaceOfFactors = new() { Method = "pwd", Mode = "password" };

    public bool IsOneFactor { get; private init; }

    /// <summary>What tokens call it in <c>amr</c>, such as <c>pwd</c>; null if they have no word for it.</summary>
    public string? Method { get; private init; }

    /// <summary>What authentication strengths call it; null if they have no word for it.</summary>
    public string? Mode { get; private init; }

    /// <summary>The method with whose deletion the session ends; null for none.</summary>
    public string? MethodId { get; private init; }

    /// <summary>Set if the sign-in counts as multi-factor authentication.</summary>
    public MultiFactorSignIn? MultiFactor { get; private init; }

    /// <summary>The client may get a refresh token.</summary>
    public bool IsRenewable => IsOneFactor || MultiFactor is not null;

    /// <summary>One factor other than the password.</summary>
    /// <param name="mode">What authentication strengths call it.</param>
    /// <param name="method">What tokens call it in <c>amr</c>.</param>
    /// <param name="methodId">The method of the user that was used. When it is deleted, the session ends.</param>
    public static SignInProof Single(string mode, string method, string methodId) =>
        new() { IsOneFactor = true, Mode = mode, Method = method, MethodId = methodId };

    public static SignInProof Of(MultiFactorSignIn multiFactor, string mode, string? method = null) =>
        new() { MultiFactor = multiFactor, Mode = mode, Method = method, MethodId = multiFactor.MethodId };

    /// <summary>A second factor after another proof, in the words of authentication strengths.</summary>
    public static SignInProof SecondFactor(string mode) => new() { Mode = mode };
}

/// <summary>A sign-in that counts as multi-factor authentication. Tokens expire no later than it does, and end with its method.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Ends">When it expires; null if only the tokens' lifetime limits it.</param>
/// <param name="MethodId">The method of the user that was used. When it is deleted, the session ends.</param>
internal sealed record MultiFactorSignIn(DateTimeOffset At, DateTimeOffset? Ends, string MethodId)
{
    /// <summary>The model of a passkey's authenticator (AAGUID); null for other methods.</summary>
    public Guid? Model { get; init; }
}
