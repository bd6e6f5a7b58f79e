using AuthMethods.Credentials;

namespace AuthMethods.Authority;

/// <summary>How and when a user signed in, as tokens say it, and what ends the sign-in. Grants and sessions keep it.</summary>
/// <param name="At">When the user last proved who they are: <c>auth_time</c>.</param>
/// <param name="SessionId">The session that the sign-in began: <c>sid</c>.</param>
internal sealed record Authentication(DateTimeOffset At, Guid SessionId)
{
    /// <summary>What the user signed in with, such as <c>pwd</c>: the values of <c>amr</c> other than those for multi-factor authentication.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The same in the words of authentication strengths, such as <c>password</c>.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>The authentication strengths that the client asked for and the sign-in satisfies: <c>acrs</c>.</summary>
    public IReadOnlyList<string> Strengths { get; init; } = [];

    /// <summary>When the user did multi-factor authentication; null if they didn't.</summary>
    public DateTimeOffset? MultiFactorAt { get; init; }

    /// <summary>When tokens expire at the latest; null if only their lifetime limits them.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>The user's method whose deletion ends the sign-in; null for none.</summary>
    public string? MethodId { get; init; }

    /// <summary>A new session of a user who just proved something.</summary>
    public static Authentication Of(SignInProof proof, DateTimeOffset at) => new(at, Guid.NewGuid())
    {
        Methods = proof.Method is { } method ? [method] : [],
        Modes = proof.Mode is { } mode ? [mode] : [],
        MultiFactorAt = proof.MultiFactor?.At,
        Ends = proof.MultiFactor?.Ends,
        MethodId = proof.MultiFactor?.MethodId,
    };

    /// <summary>The same session after one more proof, which makes it multi-factor authentication.</summary>
    public Authentication And(SignInProof proof, DateTimeOffset at) => this with
    {
        At = at,
        Methods = [.. Methods.Union(proof.Method is { } method ? [method] : [])],
        Modes = [.. Modes.Union(proof.Mode is { } mode ? [mode] : [])],
        MultiFactorAt = at,
        Ends = Ends ?? proof.MultiFactor?.Ends,
        MethodId = MethodId ?? proof.MultiFactor?.MethodId,
    };

    /// <summary>A new session with a password, and multi-factor authentication at a time if there is one.</summary>
    public static Authentication WithPassword(DateTimeOffset at, DateTimeOffset? multiFactorAt = null) =>
        Of(SignInProof.OneFactor, at) with { MultiFactorAt = multiFactorAt };
}
