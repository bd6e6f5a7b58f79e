namespace AuthMethods.Features.Faults;

/// <summary>A pattern of paths after the version: <c>*</c> is one segment, <c>**</c> at the end any number, also none.</summary>
internal sealed class PathPattern
{
    private const string One = "*";
    private const string Rest = "**";

    private readonly string[] _segments;

    private PathPattern(string[] segments) => _segments = segments;

    /// <summary>Null unless it begins with a slash and has <c>**</c> at most as its last segment.</summary>
    public static PathPattern? Parse(string text)
    {
        if (!text.StartsWith('/')) return null;
        var segments = Split(text);
        return segments.SkipLast(1).Contains(Rest) ? null : new(segments);
    }

    /// <param name="path">With the version.</param>
    public bool Matches(string path)
    {
        var segments = Split(path);
        var isOpen = _segments is [.., Rest];
        var fixedCount = _segments.Length - (isOpen ? 1 : 0);
        if (isOpen ? segments.Length - 1 < fixedCount : segments.Length - 1 != fixedCount) return false;
        for (var i = 0; i < fixedCount; i++)
        {
            if (_segments[i] != One && !_segments[i].Equals(segments[i + 1], StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
