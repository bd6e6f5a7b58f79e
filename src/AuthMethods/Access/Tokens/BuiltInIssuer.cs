using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>This server as a second issuer of tokens, in addition to Microsoft Entra ID. The authority registers it in place of <see cref="None"/>.</summary>
/// <param name="IsEnabled">Whether its tokens are accepted.</param>
/// <param name="Find">The valid key with an id, or null. The id distinguishes these tokens from Entra's.</param>
internal sealed record BuiltInIssuer(bool IsEnabled, Func<string, SecurityKey?> Find)
{
    public static readonly BuiltInIssuer None = new(IsEnabled: false, _ => null);

    /// <summary>Whether a key that was valid has not been withdrawn since. Asked for tokens that were accepted before.</summary>
    public Func<string, bool> IsKnown { get; init; } = _ => true;
}
