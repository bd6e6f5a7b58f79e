using AuthMethods.Features.Registrations;

namespace AuthMethods.Tests.Features.Registrations;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b", "a|b", "one line")]
    [InlineData("a,b\r\nc,d\n", "a|b;c|d", "line ends of both kinds")]
    [InlineData("\"a,b\",c", "a,b|c", "a comma in quotes")]
    [InlineData("\"a\"\"b\",c", "a\"b|c", "a doubled quote")]
    [InlineData("\"a\nb\",c", "a\nb|c", "a line break in quotes")]
    [InlineData("a,\nb,c", "a|;b|c", "an empty field at the end of a line")]
    [InlineData("a,", "a|", "an empty field at the end")]
    [InlineData(",a", "|a", "an empty field at the beginning")]
    [InlineData("a\n\n\nb", "a;b", "empty lines")]
    [InlineData("\"\",b", "|b", "an empty field in quotes")]
    [InlineData("\"a", "a", "an unclosed quote")]
    [InlineData("", "", "nothing")]
    public void Lines_AreThoseOfTheText(string text, string expected, string because) =>
        Assert.True(expected == string.Join(';', RegistrationList.Lines(text).Select(line => string.Join('|', line))), because);
}
