using OtpNet;

namespace AuthMethods.Credentials;

/// <summary>Base32 of RFC 4648, the format of the secrets of one-time codes: <c>GEZDGNBVGY3TQOJQ</c>.</summary>
internal static class Base32
{
    /// <summary>Without padding.</summary>
    public static string Encode(byte[] bytes) => Base32Encoding.ToString(bytes).TrimEnd('=');

    /// <summary>Null if the text is not Base32 or is empty. Case and padding don't matter.</summary>
    public static byte[]? Decode(string text)
    {
        try
        {
            return Base32Encoding.ToBytes(text) is { Length: > 0 } bytes ? bytes : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
