namespace AuthMethods.Storage;

/// <summary>
/// The form in which a text is compared, sorted and searched: lower case, compared character by character, so that the result is the
/// same on every engine and in every culture, and an index can be used. The empty key means null; an empty text is never stored.
/// </summary>
internal static class TextKey
{
    private const int FirstSurrogate = 0xD800;
    private const int FirstAfterSurrogates = 0xE000;
    private const int LastCodePoint = 0x10FFFF;

    public static string Of(string? text) => text?.ToLowerInvariant() ?? "";

    public static string[] OfEach(IEnumerable<string> texts) => [.. texts.Select(Of)];

    /// <summary>The first key after all keys that begin with a prefix; null if no such key exists.</summary>
    public static string? FirstAfter(string prefix)
    {
        if (prefix.Length == 0) return null;
        var start = prefix.Length > 1 && char.IsLowSurrogate(prefix[^1]) && char.IsHighSurrogate(prefix[^2]) ? prefix.Length - 2 : prefix.Length - 1;
        var last = start == prefix.Length - 2 ? char.ConvertToUtf32(prefix, start) : prefix[start];
        var next = last + 1 == FirstSurrogate ? FirstAfterSurrogates : last + 1;
        return next > LastCodePoint || last is >= FirstSurrogate and < FirstAfterSurrogates ? null : prefix[..start] + char.ConvertFromUtf32(next);
    }
}
