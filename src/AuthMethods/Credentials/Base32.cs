namespace AuthMethods.Credentials;

/// <summary>RFC 4648's Base32, in which the secrets of one-time codes are written: <c>GEZDGNBVGY3TQOJQ</c>.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var (first, offset) = (i * 5 / 8, i * 5 % 8);
            var next = first + 1 < bytes.Length ? bytes[first + 1] : 0;
            text[i] = Alphabet[(((bytes[first] << 8) | next) >> (11 - offset)) & 31];
        }

        return new(text);
    }

    /// <summary>Null for what is none. Case, and padding at the end, don't matter.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (bits, count) = (0, 0);
        foreach (var digit in text.TrimEnd('='))
        {
            var value = Alphabet.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal);
            if (value < 0) return null;
            (bits, count) = ((bits << 5) | value, count + 5);
            if (count < 8) continue;
            count -= 8;
            bytes.Add((byte)(bits >> count));
            bits &= (1 << count) - 1;
        }

        return bytes.Count == 0 ? null : [.. bytes];
    }
}
