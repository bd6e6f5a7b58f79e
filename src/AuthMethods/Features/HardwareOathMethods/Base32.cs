namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>RFC 4648's Base32, which the makers of tokens write seeds in.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Null for what is none. Case, and padding at the end, don't matter.</summary>
    public static byte[]? Decode(string text)
    {
        var digits = text.TrimEnd('=');
        var bytes = new List<byte>(digits.Length * 5 / 8);
        var (bits, count) = (0, 0);
        foreach (var digit in digits)
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
