using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using AuthMethods.Storage;

namespace AuthMethods.Wire.Json;

internal static class GraphEnum
{
    private static readonly ConcurrentDictionary<Type, bool> Capitalized = new();

    /// <summary>An enumeration's name in Graph's metadata.</summary>
    public static string NameOf(Type type) => type.GetCustomAttribute<GraphNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(type.Name);

    /// <summary>A member as Graph writes it, <c>alternateMobile</c>, or a set of flags, <c>password,sms</c>.</summary>
    public static string Name(Enum member) =>
        string.Join(',', member.ToString().Split(", ").Select(name => Name(member.GetType(), name)));

    /// <summary>As <see cref="Name(Enum)"/>, from the name of one member here.</summary>
    public static string Name(Type type, string member) =>
        Capitalized.GetOrAdd(type, t => t.GetCustomAttribute<GraphNameAttribute>() is { IsCapitalized: true })
            ? member
            : JsonNamingPolicy.CamelCase.ConvertName(member);

    /// <summary>Parses a member's name, ignoring case; numbers are refused. Flags may be several names, separated by commas.</summary>
    public static bool TryParse(Type type, string text, [NotNullWhen(true)] out Enum? member)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        // Enum.TryParse would also accept numbers and surrounding white space.
        var isPossible = names.All(name => char.IsAsciiLetter(name.FirstOrDefault())) && !char.IsWhiteSpace(text[^1])
            && (names.Length == 1 || type.IsDefined(typeof(FlagsAttribute), inherit: false));
        member = isPossible && Enum.TryParse(type, text, ignoreCase: true, out var parsed) ? (Enum)parsed : null;
        return member is not null;
    }
}
