using System.Text.RegularExpressions;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Reports;

/// <summary>The users that a summary counts, from the function parameters: both, in any order, or none.</summary>
internal sealed partial record IncludedUsers(IncludedUserTypes Types, IncludedUserRoles Roles)
{
    public static readonly IncludedUsers All = new(IncludedUserTypes.All, IncludedUserRoles.All);

    public static IncludedUsers Parse(string arguments)
    {
        var found = Argument().Matches(arguments).DistinctBy(m => m.Groups["name"].Value.ToLowerInvariant())
            .ToDictionary(m => m.Groups["name"].Value.ToLowerInvariant(), m => m.Groups["value"].Value);
        if (!Arguments().IsMatch(arguments) || found.Count != 2) throw GraphErrors.IncludedUsersMissing();
        return new(Member<IncludedUserTypes>("includedUserTypes", found), Member<IncludedUserRoles>("includedUserRoles", found));
    }

    private static T Member<T>(string parameter, Dictionary<string, string> found) where T : struct, Enum =>
        Enum.TryParse<T>(found.GetValueOrDefault(parameter.ToLowerInvariant()), ignoreCase: true, out var member)
        && !char.IsAsciiDigit(found[parameter.ToLowerInvariant()][0])
            ? member
            : throw GraphErrors.ParameterValueInvalid(parameter, Enum.GetValues<T>().Select(v => GraphEnum.Name(v)));

    [GeneratedRegex(
        "^(includedUserTypes|includedUserRoles)='[A-Za-z]+',\\s*(includedUserTypes|includedUserRoles)='[A-Za-z]+'\\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Arguments();

    [GeneratedRegex("(?<name>[A-Za-z]+)='(?<value>[A-Za-z]+)'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Argument();
}
