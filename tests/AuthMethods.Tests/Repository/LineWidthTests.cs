using System.Text.RegularExpressions;

namespace AuthMethods.Tests.Repository;

/// <summary>Lines are short enough to be read side by side in a review; a string is not broken for it.</summary>
public sealed partial class LineWidthTests
{
    private const int MaxWidth = 160;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Lines_HaveAtMost160Columns(string folder)
    {
        var wide = RepositoryFiles.Sources(folder)
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(
                path => File.ReadLines(RepositoryFiles.At(path)).Index().Where(line => Text().Replace(line.Item, "").Length > MaxWidth),
                (path, line) => $"{path}:{line.Index + 1} has {line.Item.Length} columns")
            .ToList();

        Assert.True(wide.Count == 0, string.Join(Environment.NewLine, wide));
    }

    [GeneratedRegex(@"""{3}.*?""{3}|""(\\.|[^""\\])*""")]
    private static partial Regex Text();
}
