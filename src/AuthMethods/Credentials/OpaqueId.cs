using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Credentials;

/// <summary>Ids that aren't GUIDs, as Graph uses for keys on devices: <c>R18B3t8Ogh9XIOGmPt81d6p_KXJs1YTxfGgGqeVFJSM1</c>.</summary>
internal static class OpaqueId
{
    public static string New() => $"{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32))}1";
}
