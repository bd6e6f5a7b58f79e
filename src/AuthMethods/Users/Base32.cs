using System.Text.RegularExpressions;

namespace AuthMethods.Users;

/// <summary>How secrets of one-time codes are written (RFC 4648): <c>GEZDGNBVGY3TQOJQ</c>.</summary>
internal static partial class Base32
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>80 to 640 bits, in either case, padded or not.</summary>
    public static bool IsSecret(string text) => text.Length <= 136 && Secret().IsMatch(text);

    /// <summary>Whole groups of five bytes, which need no padding.</summary>
    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length * 8 / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var two = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Digits[(two >> (11 - bit % 8)) & 31];
        }

        return new(text);
    }

    [GeneratedRegex("^[A-Za-z2-7]{16,128}=*\\z", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Secret();
}
