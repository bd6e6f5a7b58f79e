using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AuthMethods.Wire.Json;

internal static class GraphEnum
{
    /// <summary>A member as Graph writes it, <c>alternateMobile</c>, or a set of flags, <c>password,sms</c>.</summary>
    public static string Name(Enum member) => string.Join(',', member.ToString().Split(", ").Select(JsonNamingPolicy.CamelCase.ConvertName));

    /// <summary>Reads a member by its name in any case, never by a number; for a set of flags also several, separated by commas.</summary>
    public static bool TryParse(Type type, string text, [NotNullWhen(true)] out Enum? member)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        // A number or white space around a name would be read too.
        var isPossible = names.All(name => char.IsAsciiLetter(name.FirstOrDefault())) && !char.IsWhiteSpace(text[^1])
            && (names.Length == 1 || type.IsDefined(typeof(FlagsAttribute), inherit: false));
        member = isPossible && Enum.TryParse(type, text, ignoreCase: true, out var parsed) ? (Enum)parsed : null;
        return member is not null;
    }
}
