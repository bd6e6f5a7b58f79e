using System.Text;
using AuthMethods.Access;

namespace AuthMethods.Authority;

/// <summary>What pages call the permissions of Microsoft Graph, made from their names: <c>User.Read.All</c> is "Read all users".</summary>
internal static class PermissionTexts
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        ["openid"] = "Sign you in",
        ["profile"] = "See your name",
        ["email"] = "See your email address",
        ["offline_access"] = "Use these permissions while you are away",
        ["User.Read"] = "Read your profile",
        ["User.ReadWrite"] = "Read and change your profile",
    };

    /// <summary>The text, followed by the name, which is what administrators look for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isRole">The application has it without a user, so it always reaches everything.</param>
    public static string Of(string name, bool isRole) =>
        $"{(Own.TryGetValue(name, out var own) ? own : Described(name, isRole))} ({name})";

    private static string Described(string name, bool isRole)
    {
        var parts = name.Split('.');
        var reachesAll = isRole || parts[^1] == "All" || PublishedPermissions.Find(name)?.NeedsAdmin == true;
        var things = $"{(reachesAll ? "all" : "your")} {Plural(Words(parts[0]))}";
        var limits = parts.Skip(2).Where(part => part != "All").Select(Words).ToArray();
        var text = parts.ElementAtOrDefault(1) switch
        {
            null => Words(parts[0]),
            "Read" => $"Read {things}",
            "ReadBasic" => $"Read basic properties of {things}",
            "ReadWrite" => $"Read and change {things}",
            var verb => $"{Capital(Words(verb))}: {things}",
        };
        return limits.Length == 0 ? text : $"{text}, {string.Join(", ", limits)}";
    }

    /// <summary>The words of a name in camel case; abbreviations stay as they are.</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isWordsFirst = char.IsUpper(name[i]) && (i == 0 || !char.IsUpper(name[i - 1])) && i + 1 < name.Length && char.IsLower(name[i + 1]);
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1])) words.Append(' ');
            words.Append(name[i] == '-' ? ' ' : isWordsFirst ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return words.ToString();
    }

    private static string Plural(string words) => words switch
    {
        "directory" => "data of the directory",
        [.., 's'] => words,
        [.. var most, 'y'] => $"{most}ies",
        _ => $"{words}s",
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
