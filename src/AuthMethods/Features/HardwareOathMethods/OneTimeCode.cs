using AuthMethods.Credentials;
using OtpNet;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>The codes that tokens show.</summary>
internal static class OneTimeCode
{
    /// <summary>The time step of a valid code; null if it is not current or not after <paramref name="used"/>, so that no code works twice.</summary>
    public static long? StepOf(string code, byte[] seed, HashFunction hash, int interval, DateTimeOffset now, long used) =>
        TotpCode.StepOf(code, seed, hash == HashFunction.Hmacsha256 ? OtpHashMode.Sha256 : OtpHashMode.Sha1, interval, now) is { } step && step > used
            ? step
            : null;
}
