using OtpNet;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>Time-based one-time codes of six digits (RFC 6238).</summary>
internal static class OneTimeCode
{
    /// <summary>A token's clock may be off by one step.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>The time step of a valid code; null if it is not current or not after <paramref name="used"/>, so that no code works twice.</summary>
    public static long? StepOf(string code, byte[] seed, HashFunction hash, int interval, DateTimeOffset now, long used)
    {
        var codes = new Totp(seed, interval, hash == HashFunction.Hmacsha256 ? OtpHashMode.Sha256 : OtpHashMode.Sha1);
        return codes.VerifyTotp(now.UtcDateTime, code, out var step, Window) && step > used ? step : null;
    }
}
