using System.Text.RegularExpressions;

namespace AuthMethods.Wire;

/// <summary>The user's own machine: <c>localhost</c>, 127.0.0.0/8 in four numbers, and <c>[::1]</c>.</summary>
internal static partial class Loopback
{
    /// <summary>
    /// Whether an http or https address is on the user's own machine. It looks at the text, because parsers accept many more spellings of the same
    /// address, which browsers and proxies may read differently.
    /// </summary>
    public static bool IsAddress(string? uri) => uri is not null && Address().IsMatch(uri);

    /// <summary>Whether an <c>Origin</c> is.</summary>
    public static bool IsOrigin(string origin) => IsAddress(origin) && origin.LastIndexOf('/') == origin.IndexOf("//", StringComparison.Ordinal) + 1;

    [GeneratedRegex(
        @"^https?://(localhost|\[::1\]|127(\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3})(:[0-9]{1,5})?([/?]|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
