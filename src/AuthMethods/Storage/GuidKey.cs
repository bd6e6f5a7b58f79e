using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AuthMethods.Storage;

/// <summary>
/// Parses ids as Graph writes them, 8-4-4-4-12 hexadecimal digits. <see cref="Guid.TryParse(string?, out Guid)"/> also takes braces,
/// other groupings, signs and white space, so that one object would have many keys.
/// </summary>
internal static class GuidKey
{
    private const int Length = 36;

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789ABCDEFabcdef-");

    public static bool TryParse([NotNullWhen(true)] string? text, out Guid id) => TryParse(text.AsSpan(), out id);

    public static bool TryParse(ReadOnlySpan<char> text, out Guid id)
    {
        id = default;
        return text.Length == Length && !text.ContainsAnyExcept(Characters) && Guid.TryParseExact(text, "D", out id);
    }
}
