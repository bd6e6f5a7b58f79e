using AuthMethods.Methods.Policy;

namespace AuthMethods.Methods;

/// <summary>A kind of method whose apps show time-based codes of six digits. At sign-in all kinds count as one.</summary>
internal interface ICodeApps
{
    bool IsAllowed(UserPolicy policy);

    /// <summary>The user's apps.</summary>
    Task<IReadOnlyList<CodeApp>> OfAsync(Guid userId);
}

/// <summary>An app.</summary>
/// <param name="MethodId">The user's method.</param>
/// <param name="EncryptedSecret">The secret of the codes, in Base32, encrypted.</param>
internal sealed record CodeApp(string MethodId, string EncryptedSecret);
