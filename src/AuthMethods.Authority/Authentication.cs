using AuthMethods.Credentials;

namespace AuthMethods.Authority;

/// <summary>How and when a user signed in, as tokens say it, and what ends the sign-in. Grants and sessions keep it.</summary>
/// <param name="At">When the user last proved who they are: <c>auth_time</c>.</param>
/// <param name="SessionId">The session that the sign-in began: <c>sid</c>.</param>
internal sealed record Authentication(DateTimeOffset At, Guid SessionId)
{
    private static readonly string[] SingleFactors = ["password", "sms", "qrCodePin"];

    /// <summary>What the user signed in with, such as <c>pwd</c>: the values of <c>amr</c> other than those for multi-factor authentication.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The same in the words of authentication strengths, such as <c>password</c>.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>The authentication strengths that the client asked for and the sign-in satisfies: <c>acrs</c>.</summary>
    public IReadOnlyList<string> Strengths { get; init; } = [];

    /// <summary>When the user did multi-factor authentication; null if they didn't.</summary>
    public DateTimeOffset? MultiFactorAt { get; init; }

    /// <summary>The model of the passkey that was used last (AAGUID); null for none.</summary>
    public Guid? Model { get; init; }

    /// <summary>When tokens expire at the latest; null if only their lifetime limits them.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>The user's method whose deletion ends the sign-in; null for none.</summary>
    public string? MethodId { get; init; }

    /// <summary>The user entered something that only they know.</summary>
    public bool HasSecret => Modes.Contains("password") || Modes.Contains("qrCodePin");

    /// <summary>The first proof was multi-factor authentication by itself. It ends with its method, and is otherwise not forgotten.</summary>
    public bool IsMultiFactorByItself => MethodId is not null && !Modes.Take(1).Any(SingleFactors.Contains);

    /// <summary>The same after multi-factor authentication of the user was revoked: only what was proved first is left.</summary>
    public Authentication WithoutMultiFactor() => IsMultiFactorByItself ? this : this with
    {
        Methods = [.. Methods.Take(1)], Modes = [.. Modes.Take(1)], Strengths = [], MultiFactorAt = null,
    };

    /// <summary>A new session of a user who just proved something.</summary>
    public static Authentication Of(SignInProof proof, DateTimeOffset at) => new(at, Guid.NewGuid())
    {
        Methods = proof.Method is { } method ? [method] : [],
        Modes = proof.Mode is { } mode ? [mode] : [],
        MultiFactorAt = proof.MultiFactor?.At,
        Ends = proof.MultiFactor?.Ends,
        MethodId = proof.MethodId,
        Model = proof.MultiFactor?.Model,
    };

    /// <summary>The same session after one more proof, which makes it multi-factor authentication.</summary>
    public Authentication And(SignInProof proof, DateTimeOffset at) => this with
    {
        At = at,
        Methods = [.. Methods.Union(proof.Method is { } method ? [method] : [])],
        Modes = [.. Modes.Union(proof.Mode is { } mode ? [mode] : [])],
        MultiFactorAt = at,
        Ends = Ends ?? proof.MultiFactor?.Ends,
        MethodId = MethodId ?? proof.MethodId,
        Model = proof.MultiFactor?.Model ?? Model,
    };

    /// <summary>A new session with a password, and multi-factor authentication at a time if there is one.</summary>
    public static Authentication WithPassword(DateTimeOffset at, DateTimeOffset? multiFactorAt = null) =>
        Of(SignInProof.OneFactor, at) with { MultiFactorAt = multiFactorAt };
}
