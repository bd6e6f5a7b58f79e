using OtpNet;

namespace AuthMethods.Credentials;

/// <summary>RFC 4648's Base32, in which the secrets of one-time codes are written: <c>GEZDGNBVGY3TQOJQ</c>.</summary>
internal static class Base32
{
    /// <summary>Without padding.</summary>
    public static string Encode(byte[] bytes) => Base32Encoding.ToString(bytes).TrimEnd('=');

    /// <summary>Null if the text is not Base32 or holds no byte. Case and padding don't matter.</summary>
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
