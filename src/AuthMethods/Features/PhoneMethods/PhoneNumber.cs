using System.Text.RegularExpressions;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>A number as Graph writes it: <c>+{country calling code} {number}</c>, then <c>x{extension}</c> if there is one.</summary>
public sealed partial record PhoneNumber(string CountryCode, string Number, string Extension)
{
    // ITU-T E.164: the assigned codes of two digits. 1 and 7 have one, all others three.
    private static readonly HashSet<string> TwoDigitCodes =
    [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53",
        "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ];

    /// <summary>What SMS sign-in finds an account by: no blank, no extension.</summary>
    public string SignInNumber => $"+{CountryCode}{Number}";

    /// <summary>
    /// Null unless the text is a number in Graph's format, or the same without the blank, as pipelines send it: then the calling
    /// codes tell where the blank belongs.
    /// </summary>
    public static PhoneNumber? Parse(string? text)
    {
        if (text is null || Format().Match(text) is not { Success: true } match) return null;
        var (code, number, extension) = (match.Groups["code"].Value, match.Groups["number"].Value, match.Groups["extension"].Value);
        if (match.Groups["blank"].Length == 0)
        {
            var digits = code + number;
            var length = digits[0] is '1' or '7' ? 1 : TwoDigitCodes.Contains(digits[..2]) ? 2 : 3;
            (code, number) = (digits[..length], digits[length..]);
        }

        return number.Length is >= 4 and <= 14 ? new(code, number, extension) : null;
    }

    /// <summary>Keeps the calling code and the last two digits.</summary>
    public static string Mask(string formatted)
    {
        var blank = formatted.IndexOf(' ', StringComparison.Ordinal);
        var masked = formatted.ToCharArray();
        for (int i = masked.Length - 1, digits = 0; i > blank; i--)
        {
            if (char.IsAsciiDigit(masked[i]) && ++digits > 2) masked[i] = 'X';
        }

        return new(masked);
    }

    public override string ToString() => $"+{CountryCode} {Number}{Extension}";

    [GeneratedRegex(
        "^\\+(?<code>[1-9][0-9]{0,2})(?<blank> ?)(?<number>[0-9]{4,14})(?<extension>(x[0-9]{1,10})?)\\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
