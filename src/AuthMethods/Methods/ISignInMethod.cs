using AuthMethods.Credentials;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Methods;

/// <summary>A kind of method on the sign-in pages: what a user has of it, what the page asks for, and whether the answer is right.</summary>
internal interface ISignInMethod
{
    /// <summary>Its word in Graph's <c>authenticationMethodModes</c>, which authentication strengths and forms know it by.</summary>
    string Id { get; }

    /// <summary>Its name in the sign-in log.</summary>
    string Name { get; }

    /// <summary>The text of the button that leads to it, such as <c>Sign in with a passkey</c>.</summary>
    string Invitation { get; }

    /// <summary>It signs in alone and counts as multi-factor authentication. Otherwise it is only a second factor.</summary>
    bool IsFirstFactor { get; }

    /// <summary>It tells who signs in, so that no user name is needed.</summary>
    bool FindsUser => false;

    /// <summary>Whether pages of the current tenant offer it to somebody who hasn't said who they are, for a kind that finds its user.</summary>
    Task<bool> IsOfferedAsync() => Task.FromResult(true);

    /// <summary>
    /// Whether a text is a name of the kind's own, such as a phone number or the content of a QR code, which tells who signs in. Users may enter it
    /// as the user name. Whether it signs somebody in must not show until an answer is right.
    /// </summary>
    bool IsName(string text) => false;

    /// <summary>The user whom such a name signs in; null if there is none.</summary>
    Task<UserRow?> FindUserAsync(string name) => Task.FromResult<UserRow?>(null);

    /// <summary>
    /// A first factor that is offered to every user name where the policy lets some user have it, so that the page doesn't tell who has it.
    /// </summary>
    bool IsOfferedToAll(MethodsPolicy policy) => false;

    /// <summary>It limits guessing itself, when an answer is used.</summary>
    bool CountsGuesses => false;

    /// <summary>The id of a kind that is not offered beside this one, because both ask for the same; null for none.</summary>
    string? Replaces => null;

    /// <summary>The user is asked for the lowest first.</summary>
    int Rank { get; }

    /// <summary>The user's methods of this kind that can be used now, the preferred one first.</summary>
    Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy);

    /// <summary>The tenant of the method that an answer comes from, or that has a name of its own; null if there is none, or several.</summary>
    Task<Guid?> FindTenantAsync(string answer) => Task.FromResult<Guid?>(null);

    /// <summary>What the page asks for. May send something to the user.</summary>
    /// <param name="http">The request.</param>
    /// <param name="user">The user; null if no name is known yet, or nobody has it.</param>
    /// <param name="method">Which of the user's methods, or the method's own name; empty if no name is known yet.</param>
    /// <param name="isSecond">The user has proved another factor already.</param>
    Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond);

    /// <summary>Whether the answer is given elsewhere, such as on a phone, and is still to come.</summary>
    Task<bool> IsAwaitedAsync(string? state) => Task.FromResult(false);

    /// <summary>Whether an answer is right; null if it is not. Changes nothing, because the result may be refused.</summary>
    /// <param name="http">The request.</param>
    /// <param name="user">The user; null if no name is known yet, or nobody has it.</param>
    /// <param name="method">Which of the user's methods, or the method's own name.</param>
    /// <param name="state">The challenge's <see cref="SignInChallenge.State"/>.</param>
    /// <param name="answer">What the user entered, or the browser's answer.</param>
    Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer);
}

/// <summary>One of a user's methods that can be used to sign in.</summary>
/// <param name="Method">Its key among the user's methods of this kind.</param>
/// <param name="Text">What the list of ways to sign in says, such as <c>Text +XX XXXXXXX00</c>.</param>
internal sealed record SignInWay(string Method, string Text)
{
    /// <summary>The default second factor that it corresponds to; null for none.</summary>
    public SecondFactor? Factor { get; init; }

    /// <summary>The models of authenticator (AAGUIDs) that the user has, for a kind that authentication strengths tell apart by them.</summary>
    public IReadOnlyList<Guid> Models { get; init; } = [];
}

/// <summary>What a page asks for: a text that the user enters, or an answer of the browser.</summary>
/// <param name="Text">What the user has to do.</param>
internal sealed record SignInChallenge(string Text)
{
    /// <summary>The label of the field; null if the browser answers.</summary>
    public string? Label { get; init; }

    public ChallengeField Field { get; init; }

    /// <summary>The options in JSON for the browser; null if the user enters a text.</summary>
    public string? Options { get; init; }

    /// <summary>The request on the user's phone that the page waits for; null if the user answers on the page.</summary>
    public AwaitedApproval? Approval { get; init; }

    /// <summary>What checking the answer needs. The page holds it encrypted.</summary>
    public string? State { get; init; }
}

/// <summary>A request on the user's phone.</summary>
/// <param name="Id">The request.</param>
/// <param name="Number">What the user enters on the phone; null if none was sent.</param>
/// <param name="Until">When it can no longer be answered.</param>
internal sealed record AwaitedApproval(Guid Id, string? Number, DateTimeOffset Until);

/// <summary>A right answer.</summary>
/// <param name="User">Who gave it.</param>
/// <param name="UseAsync">Signs in, and consumes what can be used once. Null if it is no longer usable.</param>
internal sealed record SignInMatch(UserRow User, Func<Task<SignInProof?>> UseAsync)
{
    /// <summary>What the page asks for next, if the answer is right but not all; then it is not used.</summary>
    public SignInChallenge? Further { get; init; }
}

/// <summary>What a user enters into a page.</summary>
internal enum ChallengeField
{
    Code,
    /// <summary>A text that the browser reads from a picture.</summary>
    Scanned,
    CurrentPin,
    /// <summary>A new PIN, twice; the answer has both, with a comma between.</summary>
    NewPin,
}
