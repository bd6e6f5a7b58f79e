using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>The second issuer, besides Microsoft Entra ID: this server itself. The authority registers it in place of <see cref="None"/>.</summary>
/// <param name="IsEnabled">Its tokens are accepted.</param>
/// <param name="Key">Loads the key that signs them, whose id tells them from Entra's.</param>
internal sealed record BuiltInIssuer(bool IsEnabled, Func<SecurityKey> Key)
{
    public static readonly BuiltInIssuer None = new(IsEnabled: false, () => throw new InvalidOperationException("This server issues no tokens."));
}
