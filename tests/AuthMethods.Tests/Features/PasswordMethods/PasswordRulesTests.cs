using AuthMethods.Credentials;

namespace AuthMethods.Tests.Features.PasswordMethods;

public sealed class PasswordRulesTests
{
    private const string Kim = "kim.akers1@contoso.com";

    [Theory]
    [InlineData("Abcdef1!", true, "eight characters of four classes")]
    [InlineData("Abcdefg1", true, "three classes: lower, upper, digit")]
    [InlineData("abcdefg1!", true, "three classes: lower, digit, other")]
    [InlineData("ABCDEFG1!", true, "three classes: upper, digit, other")]
    [InlineData("Abcdefg h", true, "a space is of the fourth class")]
    [InlineData("Abcdef1", false, "seven characters")]
    [InlineData("abcdefg1", false, "two classes: lower and digit")]
    [InlineData("Abcdefgh", false, "two classes: lower and upper")]
    [InlineData("Kim.Akers1", false, "the local part of the name, in another case")]
    [InlineData("Kim.Akers12", true, "more than the local part of the name")]
    [InlineData("Password1!", false, "a banned word with two characters around it")]
    [InlineData("1PASSWORD1!", false, "a banned word in capitals with three characters around it")]
    [InlineData("Password1234!", true, "a banned word with five characters around it")]
    public void Accept_DecidesByLengthClassesAndBannedWords(string password, bool expected, string described)
    {
        Assert.True(expected == PasswordRules.Accept(password, Kim, policies: null), described);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Accept_OfALongPassword_StopsAt256Characters(int length, bool expected)
    {
        Assert.Equal(expected, PasswordRules.Accept("Aa1".PadRight(length, '-'), Kim, policies: null));
    }

    [Theory]
    [InlineData("DisableStrongPassword", "onlylowercase", true, "the rule of classes is lifted")]
    [InlineData("DisablePasswordExpiration, DisableStrongPassword", "onlylowercase", true, "among others")]
    [InlineData("DisablePasswordExpiration", "onlylowercase", false, "another policy lifts nothing")]
    [InlineData("DisableStrongPassword", "abcdefg", false, "length still counts")]
    [InlineData("DisableStrongPassword", "password", false, "the banned list still counts")]
    public void Accept_UnderPasswordPolicies_LiftsTheClassesOnly(string policies, string password, bool expected, string described)
    {
        Assert.True(expected == PasswordRules.Accept(password, Kim, policies), described);
    }

    [Fact]
    public void Generate_MakesPasswordsOfTheDirectorysForm()
    {
        var generated = Enumerable.Range(0, 1_000).Select(_ => Passwords.Generate()).ToArray();

        Assert.All(generated, password => Assert.Matches("^[B-Z][aeiou][a-z][aeiou][0-9]{4}$", password));
        Assert.True(generated.Distinct().Count() > 950, "passwords repeat");
    }
}
