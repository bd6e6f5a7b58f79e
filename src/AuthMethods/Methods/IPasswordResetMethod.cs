using AuthMethods.Messages;
using AuthMethods.Storage;

namespace AuthMethods.Methods;

/// <summary>A kind of method that self-service password reset sends codes to, or that makes codes itself.</summary>
internal interface IPasswordResetMethod
{
    /// <summary>The ways that the page offers to everybody, so that it doesn't tell who has which method.</summary>
    IReadOnlyList<ResetWay> Ways { get; }

    /// <summary>Where a code is sent to; null if the user has no method for this way.</summary>
    Task<CodeRecipient?> FindAsync(Guid userId, ResetWay way) => Task.FromResult<CodeRecipient?>(null);

    /// <summary>Whether a code is one that the user's method makes now; null if it isn't. It is not used up yet.</summary>
    Task<SignInMatch?> CheckAsync(UserRow user, string code) => Task.FromResult<SignInMatch?>(null);
}

/// <summary>A way to get a code.</summary>
/// <param name="Id">Unique among all kinds.</param>
/// <param name="Method">The method that it proves; where two are required, they must differ.</param>
/// <param name="Channel">How the code is sent; null if the method makes it.</param>
/// <param name="Text">What the page calls it.</param>
internal sealed record ResetWay(string Id, string Method, MessageChannel? Channel, string Text);
