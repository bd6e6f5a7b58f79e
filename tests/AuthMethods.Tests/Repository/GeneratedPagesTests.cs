namespace AuthMethods.Tests.Repository;

/// <summary>Generated pages are up to date. <c>dev/docs</c> writes them.</summary>
public sealed class GeneratedPagesTests
{
    [Fact]
    public async Task Operations_AreThoseOfTheServer() => AssertCurrent("docs/reference/operations.md", await OperationsPage.TextAsync());

    [Fact]
    public void Configuration_IsTheSchema() => AssertCurrent("docs/operate/configuration.md", ConfigurationPage.Text());

    private static void AssertCurrent(string page, string expected)
    {
        if (Environment.GetEnvironmentVariable("AUTHMETHODS_WRITE_DOCS") is { Length: > 0 }) File.WriteAllText(RepositoryFiles.At(page), expected);
        var written = RepositoryFiles.Text(page).ReplaceLineEndings("\n");

        Assert.True(expected == written, $"{page} is out of date: run dev/docs.{FirstDifference(expected, written)}");
    }

    private static string FirstDifference(string expected, string written) => expected.Split('\n').Zip(written.Split('\n'))
        .Where(pair => pair.First != pair.Second)
        .Select(pair => $"\nexpected {pair.First}\nwritten  {pair.Second}").FirstOrDefault() ?? "";
}
