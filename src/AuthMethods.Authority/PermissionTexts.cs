using System.Collections.Frozen;

namespace AuthMethods.Authority;

/// <summary>
/// What pages call the permissions of Microsoft Graph. Read from <c>permissions.txt</c> when the first page asks: name, <c>D</c> for a delegated
/// permission or <c>R</c> for one of applications, the text for administrators, and the one for users where it differs. From the data of
/// microsoftgraph/microsoft-graph-devx-content, August 2026.
/// </summary>
internal static class PermissionTexts
{
    private static readonly Lazy<FrozenDictionary<string, string[]>> ByName = new(() =>
        Read().ToFrozenDictionary(columns => $"{columns[1]} {columns[0]}", StringComparer.OrdinalIgnoreCase));

    /// <summary>The text; the name itself if Microsoft publishes none.</summary>
    public static string Of(string name, bool isRole, bool isForAdministrators) =>
        !ByName.Value.TryGetValue($"{(isRole ? 'R' : 'D')} {name}", out var columns) ? name
        : isForAdministrators ? columns[2]
        : columns[^1];

    private static IEnumerable<string[]> Read()
    {
        using var reader = new StreamReader(typeof(PermissionTexts).Assembly.GetManifestResourceStream(typeof(PermissionTexts), "permissions.txt")!);
        while (reader.ReadLine() is { } line) yield return line.Split('\t');
    }
}
