using System.Text.RegularExpressions;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

internal static partial class UserPrincipalName
{
    /// <summary>Splits <c>alias@domain</c>; false if it is not valid: characters that Entra doesn't allow, no alias, over 113 characters.</summary>
    public static bool TryParse(string value, out string alias, out string domain)
    {
        var match = Pattern().Match(value);
        (alias, domain) = (match.Groups["alias"].Value, match.Groups["domain"].Value.ToLowerInvariant());
        return match.Success && value.Length <= 113 && !alias.EndsWith('.');
    }

    /// <summary>Refuses a name that no user of this tenant can have; null if the name is valid.</summary>
    public static async Task<GraphException?> CheckAsync(AuthDb db, string name)
    {
        if (!TryParse(name, out _, out var domain)) return GraphErrors.InvalidValue("userPrincipalName");
        return await db.Domains.AnyAsync(d => d.Name == domain) ? null : GraphErrors.UnverifiedDomain();
    }

    [GeneratedRegex(
        "^(?<alias>[A-Za-z0-9'._!#^~-]{1,64})@(?<domain>[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+)\\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
