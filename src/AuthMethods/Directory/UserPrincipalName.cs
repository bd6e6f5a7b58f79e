using System.Text.RegularExpressions;

namespace AuthMethods.Directory;

internal static partial class UserPrincipalName
{
    /// <summary>Splits <c>alias@domain</c>; false when it is none: other characters than Entra allows, no alias, over 113 characters.</summary>
    public static bool TryParse(string value, out string alias, out string domain)
    {
        var match = Pattern().Match(value);
        (alias, domain) = (match.Groups["alias"].Value, match.Groups["domain"].Value.ToLowerInvariant());
        return match.Success && value.Length <= 113 && !alias.EndsWith('.');
    }

    [GeneratedRegex(
        "^(?<alias>[A-Za-z0-9'._!#^~-]{1,64})@(?<domain>[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+)\\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
