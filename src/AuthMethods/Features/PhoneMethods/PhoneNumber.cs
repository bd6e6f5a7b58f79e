using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>A number in Graph's format: <c>+{country calling code} {number}</c>, then <c>x{extension}</c> if there is one.</summary>
internal sealed partial record PhoneNumber(string CountryCode, string Number, string Extension)
{
    /// <summary>The number by which SMS sign-in finds an account, without space and extension.</summary>
    public string SignInNumber => $"+{CountryCode}{Number}";

    /// <summary>
    /// Accepts Graph's format, also without the space, as scripts send it; then the assigned calling codes decide where the number
    /// begins. Null for any other text.
    /// </summary>
    public static PhoneNumber? Parse(string? text)
    {
        if (text is null || Format().Match(text) is not { Success: true } match) return null;
        var (code, number, extension) = (match.Groups["code"].Value, match.Groups["number"].Value, match.Groups["extension"].Value);
        if (match.Groups["space"].Length == 0)
        {
            var digits = code + number;
            var length = CallingCodes.LengthIn(digits);
            (code, number) = (digits[..length], digits[length..]);
        }

        return number.Length is >= 4 and <= 14 ? new(code, number, extension) : null;
    }

    /// <summary>Masks all but the calling code and the last two digits.</summary>
    public static string Mask(string formatted)
    {
        var space = formatted.IndexOf(' ', StringComparison.Ordinal);
        var masked = formatted.ToCharArray();
        for (int i = masked.Length - 1, digits = 0; i > space; i--)
        {
            if (char.IsAsciiDigit(masked[i]) && ++digits > 2) masked[i] = 'X';
        }

        return new(masked);
    }

    public override string ToString() => $"+{CountryCode} {Number}{Extension}";

    /// <summary>Loaded with the first number without a space.</summary>
    internal static class CallingCodes
    {
        private static readonly HashSet<int> Assigned = PhoneNumberUtil.GetInstance().GetSupportedCallingCodes();

        /// <summary>Every assigned one.</summary>
        public static IReadOnlyCollection<int> All => Assigned;

        /// <summary>The length of the calling code: one to three digits, and three if it is not assigned.</summary>
        public static int LengthIn(string digits) => Enumerable.Range(1, 2)
            .FirstOrDefault(length => Assigned.Contains(int.Parse(digits.AsSpan(0, length), CultureInfo.InvariantCulture)), 3);
    }

    [GeneratedRegex(
        "^\\+(?<code>[1-9][0-9]{0,2})(?<space> ?)(?<number>[0-9]{4,14})(?<extension>(x[0-9]{1,10})?)\\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
