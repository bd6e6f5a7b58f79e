using System.Text;

namespace AuthMethods.Tests.Access;

/// <summary>A recorded text next to the tests, for people to review.</summary>
internal static class Recorded
{
    private const int MostLinesShown = 40;

    /// <summary>Compares the whole text; records it instead when <c>AUTHMETHODS_RECORD</c> is 1.</summary>
    public static void Compare(string file, string actual)
    {
        var path = Path.Combine(Directory(), file);
        if (Environment.GetEnvironmentVariable("AUTHMETHODS_RECORD") == "1") File.WriteAllText(path, actual);
        var differences = Differences(File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'), actual.Split('\n'));
        Assert.True(differences.Count == 0, Message(file, differences));
    }

    private static List<string> Differences(string[] expected, string[] actual)
    {
        var differences = new List<string>();
        for (var i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            var (was, isNow) = (expected.ElementAtOrDefault(i), actual.ElementAtOrDefault(i));
            if (was != isNow) differences.Add($"line {i + 1}\n  recorded {was}\n  now      {isNow}");
        }

        return differences;
    }

    private static string Message(string file, List<string> differences)
    {
        var text = new StringBuilder($"{differences.Count} lines differ from {file}; if that is meant, record it with AUTHMETHODS_RECORD=1.\n");
        return text.AppendJoin('\n', differences.Take(MostLinesShown)).ToString();
    }

    private static string Directory()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "AuthMethods.sln"))) return Path.Combine(directory.FullName, "tests", "AuthMethods.Tests");
        }

        throw new DirectoryNotFoundException("The tests run outside the repository; the recorded texts are in it.");
    }
}
