using System.Text.RegularExpressions;

namespace AuthMethods.Authority;

/// <summary>Recognizes the usual browsers and operating systems; other texts are empty.</summary>
internal static partial class UserAgents
{
    public static (string Browser, string OperatingSystem) Read(string userAgent) => (BrowserIn(userAgent), SystemIn(userAgent));

    private static string BrowserIn(string userAgent)
    {
        // Browsers name those that they are compatible with too, so the order decides.
        foreach (var (token, name) in new[] { ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Version", "Safari") })
        {
            if (Version().Matches(userAgent).FirstOrDefault(m => m.Groups["token"].Value == token) is { } match) return $"{name} {match.Groups["version"].Value}";
        }

        return "";
    }

    private static string SystemIn(string userAgent) =>
        userAgent.Contains("Windows NT 10", StringComparison.Ordinal) ? "Windows 10"
        : userAgent.Contains("Windows", StringComparison.Ordinal) ? "Windows"
        : userAgent.Contains("Android", StringComparison.Ordinal) ? "Android"
        : userAgent.Contains("iPhone", StringComparison.Ordinal) || userAgent.Contains("iPad", StringComparison.Ordinal) ? "Ios"
        : userAgent.Contains("Mac OS", StringComparison.Ordinal) ? "MacOs"
        : userAgent.Contains("Linux", StringComparison.Ordinal) ? "Linux"
        : "";

    [GeneratedRegex(@"\b(?<token>Edg|OPR|Firefox|Chrome|Version)/(?<version>[0-9]{1,5}(\.[0-9]{1,7}){0,2})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
