using AuthMethods.Features.PhoneMethods;
using FsCheck;
using FsCheck.Fluent;

namespace AuthMethods.Tests.Features.PhoneMethods;

public sealed class PhoneNumberTests
{
    private static readonly Gen<string> AssignedCode = Gen.Elements(
        "1", "7", "20", "27", "33", "44", "49", "61", "81", "91", "98", "212", "353", "420", "852", "880", "971");
    private static readonly Gen<string> Extension = Gen.OneOf(Gen.Constant(""), Digits(1, 10).Select(digits => "x" + digits));

    [Theory]
    [InlineData("+1 5555551234", "+1 5555551234", "Graph's format")]
    [InlineData("+1 5555551234x123", "+1 5555551234x123", "with an extension")]
    [InlineData("+12065555555", "+1 2065555555", "a code of one digit: North America")]
    [InlineData("+79161234567", "+7 9161234567", "a code of one digit: Russia")]
    [InlineData("+491701234567", "+49 1701234567", "a code of two digits")]
    [InlineData("+353871234567", "+353 871234567", "a code of three digits")]
    [InlineData("+420601123456", "+420 601123456", "a code of three digits that begins like no other")]
    [InlineData("+12065555555x9", "+1 2065555555x9", "an extension without the space")]
    [InlineData("+35 3871234567", "+35 3871234567", "a space that was sent stays where it is")]
    [InlineData("+1 1234", "+1 1234", "four digits")]
    [InlineData("+999 12345678901234", "+999 12345678901234", "fourteen digits")]
    [InlineData("+1 5555551234x1234567890", "+1 5555551234x1234567890", "ten digits of extension")]
    public void Parse_WhenItIsANumber_WritesItAsGraphDoes(string text, string expected, string described)
    {
        Assert.True(expected == PhoneNumber.Parse(text)?.ToString(), described);
    }

    [Theory]
    [InlineData(null, "nothing")]
    [InlineData("", "an empty text")]
    [InlineData("+", "only the sign")]
    [InlineData("12065555555", "no plus")]
    [InlineData("0012065555555", "an international prefix")]
    [InlineData("+0 2065555555", "a calling code of zero")]
    [InlineData("+1234 5555555", "a calling code of four digits")]
    [InlineData("+1 123", "three digits")]
    [InlineData("+1 123456789012345", "fifteen digits")]
    [InlineData("+1234567890123456789", "too long without a space")]
    [InlineData("+1 (206) 5555555", "brackets")]
    [InlineData("+1 206-555-5555", "dashes")]
    [InlineData("+1 206 5555555", "a second space")]
    [InlineData("+1  2065555555", "two blanks")]
    [InlineData("+1\t2065555555", "a tab")]
    [InlineData("+1\u00A02065555555", "a no-break space")]
    [InlineData(" +1 2065555555", "a leading space")]
    [InlineData("+1 2065555555 ", "a trailing space")]
    [InlineData("+1 2065555555\n", "a trailing line break")]
    [InlineData("+1 2065555555\0", "a trailing NUL")]
    [InlineData("+1 206555CALL", "letters")]
    [InlineData("+1 5555551234x", "an empty extension")]
    [InlineData("+1 5555551234x12345678901", "eleven digits of extension")]
    [InlineData("+1 5555551234 x123", "a space before the extension")]
    [InlineData("+1 5555551234X123", "a capital X")]
    [InlineData("+1 5555551234x1x2", "two extensions")]
    [InlineData("+1 \uFF12\uFF10\uFF16\uFF15\uFF15\uFF15\uFF15", "full-width digits")]
    [InlineData("+1 \u0662\u0660\u0666\u0665\u0665\u0665\u0665", "Arabic-Indic digits")]
    [InlineData("\uFF0B1 2065555555", "a full-width plus")]
    public void Parse_WhenItIsNoNumber_IsNull(string? text, string because)
    {
        Assert.True(PhoneNumber.Parse(text) is null, because);
    }

    [Fact]
    public void Parse_OfWhatWasWritten_IsTheSameNumber()
    {
        var numbers =
            from code in Gen.OneOf(AssignedCode, Gen.Choose(1, 999).Select(c => $"{c}"))
            from number in Digits(4, 14)
            from extension in Extension
            select new PhoneNumber(code, number, extension);

        Prop.ForAll(numbers.ToArbitrary(), number => PhoneNumber.Parse(number.ToString()) == number).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_WithoutASpace_SplitsAfterTheCallingCodeAndLosesNoDigit()
    {
        var numbers =
            from code in AssignedCode
            from number in Digits(4, 12)
            from extension in Extension
            select (code, number, extension);

        Prop.ForAll(numbers.ToArbitrary(), sent =>
        {
            var parsed = PhoneNumber.Parse($"+{sent.code}{sent.number}{sent.extension}");
            return parsed == new PhoneNumber(sent.code, sent.number, sent.extension) && parsed.SignInNumber == $"+{sent.code}{sent.number}";
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_OfANumberWithSomethingPutIn_IsNullOrStillANumberOfAsciiDigits()
    {
        var spoilt =
            from code in AssignedCode
            from number in Digits(4, 12)
            from extension in Extension
            from at in Gen.Choose(0, code.Length + number.Length + extension.Length + 2)
            from intruder in Gen.Choose(0, char.MaxValue)
            select $"+{code} {number}{extension}".Insert(at, $"{(char)intruder}");

        Prop.ForAll(spoilt.ToArbitrary(), text => PhoneNumber.Parse(text) is not { } parsed || (parsed.ToString() == text && text.All(char.IsAscii)))
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("+1 2065555501", "+1 XXXXXXXX01", "the last two digits stay")]
    [InlineData("+353 871234567", "+353 XXXXXXX67", "the calling code stays")]
    [InlineData("+1 4255555504x123", "+1 XXXXXXXXXXxX23", "an extension is part of the number")]
    public void Mask_HidesAllDigitsButTheLastTwo(string number, string masked, string described)
    {
        Assert.True(masked == PhoneNumber.Mask(number), described);
    }

    private static Gen<string> Digits(int least, int most) =>
        from length in Gen.Choose(least, most)
        from digits in Gen.Choose(0, 9).ArrayOf(length)
        select string.Concat(digits);
}
