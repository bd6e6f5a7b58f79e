using System.Text.RegularExpressions;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>A phone number as people type it: internationally, or as it is dialed within its country.</summary>
/// <param name="Numbers">Which numbers it may be, as SMS sign-in has them: <c>+{country calling code}{number}</c>.</param>
/// <param name="Tail">What all ways to type a number have in common, or nearly so.</param>
internal sealed partial record TypedNumber(IReadOnlyList<string> Numbers, string Tail)
{
    private const int TailLength = 6;

    /// <summary>Null if the text is not a phone number. Spaces, brackets, points, dashes and slashes don't matter.</summary>
    public static TypedNumber? Parse(string text)
    {
        if (text.Length > 40) return null;
        var typed = Separators().Replace(text.Replace("(0)", "", StringComparison.Ordinal), "");
        if (!Format().IsMatch(typed)) return null;
        var tail = typed[^TailLength..];
        if (typed[0] == '+') return new([typed], tail);
        var significant = typed.TrimStart('0');
        // With the prefix for calls abroad, with the calling code alone, or without one; some countries keep the zero.
        return new(
            [.. PhoneNumber.CallingCodes.All.SelectMany(code => new[] { $"+{code}{significant}", $"+{code}{typed}" }), $"+{significant}"], tail);
    }

    [GeneratedRegex(@"[ \u00a0()./-]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(\+[1-9]|[0-9])[0-9]{6,16}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Format();
}
