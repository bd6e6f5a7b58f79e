using AuthMethods.Messages;

namespace AuthMethods.Methods;

/// <summary>A kind of method to which self-service password reset sends codes.</summary>
internal interface IPasswordResetMethod
{
    /// <summary>The ways that the page offers to everybody, so that it doesn't tell who has which method.</summary>
    IReadOnlyList<ResetWay> Ways { get; }

    /// <summary>Where a code is sent to; null if the user has no method for this way.</summary>
    Task<CodeRecipient?> FindAsync(Guid userId, ResetWay way);
}

/// <summary>A way to get a code.</summary>
/// <param name="Id">Unique among all kinds.</param>
/// <param name="Method">The method that it proves; where two are required, they must differ.</param>
/// <param name="Channel">How the code is sent.</param>
/// <param name="Text">What the page calls it.</param>
internal sealed record ResetWay(string Id, string Method, MessageChannel Channel, string Text);
