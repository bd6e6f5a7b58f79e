using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Authority.Protocol;

/// <summary>
/// The text of a code or refresh token: a version, the tenant, and 256 random bits. It names the tenant because a client may redeem it through
/// an alias.
/// </summary>
internal static class GrantText
{
    // No vowels, to avoid words, and no letters that look like digits.
    public const string UserCodeLetters = "BCDFGHJKLMNPQRSTVWXZ";

    public const int UserCodeLength = 8;

    private const string Version = "1";

    public static string New(Guid tenant) => $"{Version}.{WebEncoders.Base64UrlEncode(tenant.ToByteArray())}.{Random()}";

    /// <summary>The code that a device polls with.</summary>
    public static string NewDeviceCode() => Random();

    /// <summary>The code that a user types.</summary>
    public static string NewUserCode() => RandomNumberGenerator.GetString(UserCodeLetters, UserCodeLength);

    /// <summary>The tenant that a text names; null if it is none of these texts.</summary>
    public static Guid? TenantOf(string text)
    {
        if (text.Split('.') is not [Version, { Length: 22 } tenant, { Length: 43 }]) return null;
        try
        {
            // The empty id is that of rows that belong to no tenant.
            return new Guid(WebEncoders.Base64UrlDecode(tenant)) is var id && id != Guid.Empty ? id : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
}
