using AuthMethods.Methods;

namespace AuthMethods.Authority.Flow;

/// <summary>How far a sign-in has come. The page holds it encrypted; each is used once, by the browser and for the request that it was made for.</summary>
/// <param name="Id">Unique; remembered when it is used.</param>
/// <param name="Browser">A hash of the browser's cookie.</param>
/// <param name="Place">What the sign-in is for: the request to the authorize endpoint, or the device's code.</param>
/// <param name="Until">When it expires.</param>
internal sealed record SignInTicket(Guid Id, string Browser, string Place, DateTimeOffset Until)
{
    /// <summary>The user name as it was typed; null until then.</summary>
    public string? Name { get; init; }

    public Guid Tenant { get; init; }

    /// <summary>The user who proved who they are; null until then.</summary>
    public Guid? UserId { get; init; }

    /// <summary>How often the user's sessions were ended until then: a revocation ends the sign-in.</summary>
    public int SessionsEnded { get; init; }

    /// <summary>What the user proved; null until then.</summary>
    public Authentication? Done { get; init; }

    /// <summary>The proofs in this sign-in by their names in the sign-in log, in their order; none of an earlier sign-in.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The sign-in goes on with an earlier session.</summary>
    public bool IsResumed { get; init; }

    /// <summary>The session stays when the browser is closed.</summary>
    public bool IsKept { get; init; }

    /// <summary>The way to sign in that the page asks for, and which of the user's methods; null for what the user types first.</summary>
    public SignInWayKey? Way { get; init; }

    /// <summary>What the page asks for, if there is a way.</summary>
    public SignInChallenge? Asked { get; init; }

    /// <summary>For how many days the user may have the browser remember the second factor that the page asks for; zero for none.</summary>
    public int RememberDays { get; init; }

    /// <summary>The second factor that the user wants the browser to remember; null for none.</summary>
    public SignInWayKey? Remembers { get; init; }

    /// <summary>The browser remembered the second factor.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>The kind of method that the page registers; null for none.</summary>
    public string? Registers { get; init; }

    /// <summary>What the page shows and asks for to register it.</summary>
    public RegistrationChallenge? Registration { get; init; }

    /// <summary>The permissions that the page asks the user to agree to; null for none.</summary>
    public IReadOnlyList<string>? Shown { get; init; }

    /// <summary>What the user agreed to; null for nothing.</summary>
    public Agreement? Agreement { get; init; }

    /// <summary>The user was offered to register a method and did so, or doesn't want to now.</summary>
    public bool WasOffered { get; init; }
}

/// <summary>A way to sign in and one of the user's methods.</summary>
/// <param name="Kind">The id of the kind.</param>
/// <param name="Method">The method.</param>
internal sealed record SignInWayKey(string Kind, string Method);

/// <summary>What a user agreed to.</summary>
/// <param name="Permissions">The permissions that the page showed.</param>
/// <param name="IsForAll">For everybody, not only for the user.</param>
internal sealed record Agreement(IReadOnlyList<string> Permissions, bool IsForAll);
