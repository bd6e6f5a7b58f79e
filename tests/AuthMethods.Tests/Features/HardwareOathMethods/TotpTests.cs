using System.Text;
using AuthMethods.Credentials;
using AuthMethods.Features.HardwareOathMethods;
using static AuthMethods.Tests.Server.TokenCodes;

namespace AuthMethods.Tests.Features.HardwareOathMethods;

public sealed class TotpTests
{
    private static readonly byte[] Sha1Seed = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly byte[] Sha256Seed = Encoding.ASCII.GetBytes("12345678901234567890123456789012");

    [Theory]
    [InlineData(59, "287082", "119246")]
    [InlineData(1_111_111_109, "081804", "084774")]
    [InlineData(1_111_111_111, "050471", "062674")]
    [InlineData(1_234_567_890, "005924", "819424")]
    [InlineData(2_000_000_000, "279037", "698825")]
    [InlineData(20_000_000_000, "353130", "737706")]
    public void CodeAt_IsThatOfTheStandard(long seconds, string sha1, string sha256)
    {
        Assert.Equal(sha1, CodeAt(seconds / 30, Sha1Seed, HashFunction.Hmacsha1));
        Assert.Equal(sha256, CodeAt(seconds / 30, Sha256Seed, HashFunction.Hmacsha256));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void StepOf_AcceptsTheNeighboursOfNow(int off, bool isAccepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = (now.ToUnixTimeSeconds() / 60) + off;

        Assert.Equal(
            isAccepted ? step : null,
            OneTimeCode.StepOf(CodeAt(step, Sha1Seed, HashFunction.Hmacsha1), Sha1Seed, HashFunction.Hmacsha1, 60, now, used: 0));
    }

    [Fact]
    public void StepOf_OfACodeThatWasUsedOrOneBeforeIt_IsNull()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = now.ToUnixTimeSeconds() / 30;

        Assert.Null(OneTimeCode.StepOf(CodeAt(step, Sha1Seed, HashFunction.Hmacsha1), Sha1Seed, HashFunction.Hmacsha1, 30, now, used: step));
        Assert.Null(OneTimeCode.StepOf(CodeAt(step - 1, Sha1Seed, HashFunction.Hmacsha1), Sha1Seed, HashFunction.Hmacsha1, 30, now, used: step));
        Assert.Equal(step + 1, OneTimeCode.StepOf(CodeAt(step + 1, Sha1Seed, HashFunction.Hmacsha1), Sha1Seed, HashFunction.Hmacsha1, 30, now, used: step));
    }

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "12345678901234567890")]
    [InlineData("mzxw6ytboi======", "foobar")]
    [InlineData("MY", "f")]
    [InlineData("", null)]
    [InlineData("A", null)]
    [InlineData("MZXW6YTB0I", null)]
    [InlineData("MZXW 6YTB", null)]
    public void Decode_ReadsBase32(string text, string? plain)
    {
        Assert.Equal(plain, Base32.Decode(text) is { } bytes ? Encoding.ASCII.GetString(bytes) : null);
    }
}
