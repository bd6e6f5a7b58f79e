using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Reports;

/// <summary>The users that a summary counts, from the function's arguments: both or none.</summary>
internal sealed record IncludedUsers(IncludedUserTypes Types, IncludedUserRoles Roles)
{
    public static IncludedUsers Parse(string? types, string? roles) => types is null && roles is null
        ? new(IncludedUserTypes.All, IncludedUserRoles.All)
        : new(Member<IncludedUserTypes>("includedUserTypes", types), Member<IncludedUserRoles>("includedUserRoles", roles));

    private static T Member<T>(string parameter, string? literal) where T : struct, Enum
    {
        if (literal is not ['\'', .. { Length: > 0 } name, '\''] || !name.All(char.IsAsciiLetter)) throw GraphErrors.IncludedUsersMissing();
        return Enum.TryParse<T>(name, ignoreCase: true, out var member)
            ? member
            : throw GraphErrors.ParameterValueInvalid(parameter, Enum.GetValues<T>().Select(v => GraphEnum.Name(v)));
    }
}
