namespace AuthMethods.Storage;

internal static class StorableText
{
    /// <summary>The beginning of a text from a request, without what a database refuses.</summary>
    public static string Of(string text, int length = 256)
    {
        var kept = string.Concat(text.Take(length).Where(c => !char.IsControl(c)));
        return kept.Length > 0 && char.IsHighSurrogate(kept[^1]) ? kept[..^1] : kept;
    }
}
